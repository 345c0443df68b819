"""The full periods that are compared, and what customers mentioned in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit.arrays import Ints
from vockit.gaps.full_periods import edges, full_periods
from vockit.gaps.periods import Period
from vockit.gaps.timeline import Reach, Timeline

BASELINE: Final = 26
"""Earlier periods at most: what is usual recently."""
N: Final = 0
"""Column of ``Timeline.talk``."""


@dataclass(frozen=True, slots=True, eq=False)
class PeriodCounts:
    """Verbatims of the full periods, a row each; the report is about the last of them."""

    timeline: Timeline
    periods: tuple[Period, ...]
    n: Ints
    mentions: Ints
    """A column a theme."""

    @property
    def last(self) -> Period:
        """The last full period."""
        return self.periods[-1]

    @property
    def before(self) -> tuple[int, int]:
        """The days of the earlier periods."""
        return self.periods[0].start, self.last.start


def count_periods(timeline: Timeline, covered: Reach, kind: str) -> PeriodCounts | None:
    """The last full period and those before it that have verbatims; None without any before."""
    periods = full_periods(kind, covered)
    counts = timeline.counts(edges(periods))
    chosen_places = [place for place, count in enumerate(counts) if count][-BASELINE - 1 :]
    if len(chosen_places) < 2:
        return None
    chosen = tuple(periods[place] for place in chosen_places)
    talk = [timeline.talk(period.start, period.end)[:, N] for period in chosen]
    return PeriodCounts(
        timeline, chosen, np.array([counts[place] for place in chosen_places]), np.array(talk)
    )
