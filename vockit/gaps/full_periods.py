"""The periods that the data fills, and which length of period is the default."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from vockit.gaps.periods import PERIODS, Period, periods_between
from vockit.gaps.timeline import Reach, Timeline

CHARTED: Final = 8
"""Earlier periods that make a chart, and full periods that make a default."""
TYPICAL: Final = 30
"""Verbatims of the median period of a default."""


@lru_cache(maxsize=8)
def full_periods(kind: str, covered: Reach) -> tuple[Period, ...]:
    """The periods that the data fills, one after another."""
    return tuple(
        period
        for period in periods_between(kind, covered.first, covered.last)
        if period.start >= covered.first and period.end <= covered.last + 1
    )


@lru_cache(maxsize=8)
def edges(periods: tuple[Period, ...]) -> tuple[int, ...]:
    """The day on which each begins, and the day after the last."""
    return (*(period.start for period in periods), *(period.end for period in periods[-1:]))


def default_period(timeline: Timeline, covered: Reach) -> str | None:
    """The shortest kind with 8 full periods and a median of 30 verbatims.

    Where none has, the longest with 8 full periods, or else with 2; None where none has these.
    """
    found = {kind: full_periods(kind, covered) for kind in PERIODS}
    for kind, periods in found.items():
        if len(periods) >= CHARTED and np.median(timeline.counts(edges(periods))) >= TYPICAL:
            return kind
    for enough in (CHARTED, 2):
        for kind in reversed(PERIODS):
            if len(found[kind]) >= enough:
                return kind
    return None
