"""Net sentiment of rivals, such as brands or channels, and how far each is behind the best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from vockit import schema as s
from vockit.gaps.evidence.rules import (
    Evidence,
    HasPolarity,
    OnTheme,
    Verbatims,
    evidence_on,
)
from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Row
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment_difference
from vockit.stats.multiple import Best, benjamini_hochberg, best_net_sentiment
from vockit.stats.significance import two_net_sentiments

if TYPE_CHECKING:
    import pandas as pd

ALL: Final = "(all)"
"""The theme of rows over all verbatims, whatever they mention."""


@dataclass(frozen=True, slots=True)
class Net:
    """Verbatims by polarity."""

    positive: int
    negative: int
    n: int

    @property
    def value(self) -> float:
        """Net sentiment: 100 · (P − N) / n."""
        return 100 * (self.positive - self.negative) / self.n

    @property
    def signs(self) -> tuple[int, int, int]:
        """As the statistics take it."""
        return self.positive, self.negative, self.n


@dataclass(frozen=True, slots=True)
class GapToBest:
    """How far behind the best a rival is; without figures where there is no clear best."""

    best: str = ""
    best_value: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float = float("nan")


BestNet: TypeAlias = tuple[str, Net]
"""The best rival, and its net sentiment."""


def net_sentiments(table: pd.DataFrame, first: str, second: str) -> dict[tuple[str, str], Net]:
    """Net sentiment by two keys, sorted, over all else that the table is keyed by."""
    return {
        (key[0], key[1]): Net(sums[s.POSITIVE], sums[s.NEGATIVE], sums[s.N])
        for key, sums in totals_by(table, first, second).items()
    }


def best_rivals(
    themes: Mapping[str, Mapping[str, Net]], settings: ReportSettings
) -> dict[str, Best]:
    """The best rival on each theme, and how sure it is that there is one."""
    bests = {}
    for theme, rivals in themes.items():
        positive, negative, n = zip(*(score.signs for score in rivals.values()), strict=True)
        bests[theme] = best_net_sentiment(
            positive, negative, n, settings.confidence, settings.min_n
        )
    return bests


def with_clear_best(bests: Mapping[str, Best], settings: ReportSettings) -> frozenset[str]:
    """Where the spread between the rivals is more than chance, over all tests of one table."""
    tested = {name: best.p_value for name, best in bests.items() if best.index is not None}
    q_values = benjamini_hochberg(list(tested.values())).tolist()
    return frozenset(name for name, q in zip(tested, q_values, strict=True) if q <= settings.q)


def best_with_net(best: Best, rivals: Mapping[str, Net]) -> BestNet | None:
    """The best rival with its net sentiment."""
    return None if best.index is None else list(rivals.items())[best.index]


def gap_to_best(score: Net, best: BestNet | None, name: str, settings: ReportSettings) -> GapToBest:
    """A rival's net sentiment minus the best one's, with its interval and test."""
    if best is None:
        return GapToBest()
    best_name, best_score = best
    if name == best_name:
        return GapToBest(best_name, best_score.value, 0.0, 0.0, 0.0)
    gap = net_sentiment_difference(score.signs, best_score.signs, settings.confidence)
    p_value = float(two_net_sentiments(score.signs, best_score.signs))
    return GapToBest(best_name, best_score.value, *as_floats(gap), p_value)


def with_gap_to_best(row: Row, gap: GapToBest | None) -> Row:
    """The row with its gap, flagged where there is no clear best; as it is if None."""
    if gap is None:
        return row
    return replace(
        row,
        gap=gap.value,
        low=gap.low,
        high=gap.high,
        p_value=gap.p_value,
        flag=None if gap.best else NO_CLEAR_BEST,
    )


def rival_evidence(whose: Verbatims, theme: str, gap: float | None) -> Evidence:
    """The rival's verbatims on the theme, or all; the gap is about the negative ones of them.

    Where the rival is the best the gap is about the positive ones, without a gap about all.
    """
    polarity = None if gap is None else (-1 if gap < 0 else 1)
    if theme != ALL:
        return evidence_on(whose, OnTheme((theme,)), polarity)
    part = None if polarity is None else HasPolarity(polarity)
    return Evidence(whose, part, polarity=polarity)
