"""How far the channels are apart on a theme: the lowest less the highest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vockit import schema as s
from vockit.gaps.evidence.rules import Evidence, HasClause, OnChannel, OnTheme, Verbatims, both
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Row
from vockit.gaps.net import Net
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment_difference
from vockit.stats.significance import ChiSquared, chi_squared

RANGE: Final = "(range)"
"""The channel of rows that compare all channels with one another."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One theme over all compared channels."""

    channels: tuple[str, ...]
    """Those with enough verbatims on the theme."""
    n: int
    gap: float
    low: float
    high: float
    test: ChiSquared


def spread_of(scores: Mapping[str, Net], settings: ReportSettings) -> Spread | None:
    """The lowest channel minus the highest, among those with enough verbatims on the theme."""
    named = {name: score for name, score in scores.items() if score.n >= settings.suppress_n}
    if len(named) < 2:
        return None
    enough = list(named.values())
    lowest = min(enough, key=lambda score: score.value)
    highest = max(enough, key=lambda score: score.value)
    gap = net_sentiment_difference(lowest.signs, highest.signs, settings.confidence)
    table = [[x.positive, x.n - x.positive - x.negative, x.negative] for x in enough]
    n = sum(score.n for score in enough)
    return Spread(tuple(named), n, *as_floats(gap), chi_squared(table))


def range_row(theme: str, spread: Spread, q: float, whole: Verbatims) -> Row:
    """The row of the range of a theme."""
    return Row(
        key=(RANGE, theme),
        n=spread.n,
        gap=spread.gap,
        low=spread.low,
        high=spread.high,
        values={
            "chi_squared": spread.test.statistic,
            "cramers_v": spread.test.cramers_v,
            s.Q: q,
        },
        group=2,
        evidence=Evidence(
            both(whole, OnChannel(spread.channels), HasClause(OnTheme((theme,)))),
            clauses=OnTheme((theme,)),
        ),
        subject=theme,
    )
