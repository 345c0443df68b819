"""Scores of ratings: which one fits a scale, what it is, and whether two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit.gaps.rating_groups import Scale
from vockit.settings.reporting import Score
from vockit.stats.intervals import (
    Interval,
    Mean,
    mean_difference,
    net_sentiment,
    net_sentiment_difference,
    newcombe,
    t_interval,
    wilson,
)
from vockit.stats.significance import mean_test, two_net_sentiments, two_proportions
from vockit.tallies.facts import RATING_UNIT

Counts = Mapping[int, int]
"""Verbatims by rating, in ten-thousandths of its scale."""
NAMES: Final[Mapping[Score, str]] = {
    "nps": "Net Promoter Score",
    "csat": "CSAT, top two boxes",
    "ces": "Customer Effort Score",
    "mean": "mean rating",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A score less another, and the p-value of their being the same."""

    interval: Interval
    p_value: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """A score on a scale: what is best, worst and between, and how it is worked out."""

    name: Score
    scale: Scale
    unit: str
    span: float
    """From the lowest score that there can be to the highest."""

    @property
    def best(self) -> int:
        """The lowest rating that counts as good, in ten-thousandths."""
        low, high = self.scale
        boxes = {"nps": 1, "csat": 1, "ces": 2, "mean": 1}[self.name]
        boxes = boxes if high - low > 1 else 0
        return round((high - boxes - low) / (high - low) * RATING_UNIT)

    @property
    def worst(self) -> int:
        """The highest rating that counts as bad: of a detractor, else the lower half."""
        return 6 * RATING_UNIT // 10 if self.name == "nps" else (RATING_UNIT - 1) // 2

    def of(self, counts: Counts, confidence: float) -> Interval:
        """The score with its interval."""
        if self.name == "nps":
            found = net_sentiment(*self._signs(counts), confidence)
            return Interval(found.value, found.low, found.high)
        if self.name == "mean":
            mean = self._mean(counts, confidence)
            return Interval(mean.value, mean.low, mean.high)
        good, _, n = self._signs(counts)
        share = wilson(good, n, confidence)
        return Interval(100 * share.value, 100 * share.low, 100 * share.high)

    def difference(self, counts: Counts, others: Counts, confidence: float) -> Difference:
        """One score less the other, tested."""
        if self.name == "nps":
            pair = self._signs(counts), self._signs(others)
            gap = net_sentiment_difference(*pair, confidence)
            p_value = float(two_net_sentiments(*pair))
            return Difference(Interval(gap.value, gap.low, gap.high), p_value)
        if self.name == "mean":
            mean = mean_difference(
                self._mean(counts, confidence), self._mean(others, confidence), confidence
            )
            return Difference(Interval(mean.value, mean.low, mean.high), float(mean_test(mean)))
        (good, _, n), (other_good, _, other_n) = self._signs(counts), self._signs(others)
        share = newcombe(good, n, other_good, other_n, confidence)
        scaled = Interval(100 * share.value, 100 * share.low, 100 * share.high)
        return Difference(scaled, float(two_proportions(good, n, other_good, other_n)))

    def _signs(self, counts: Counts) -> tuple[int, int, int]:
        """Good ratings, bad ones, and all."""
        good = sum(n for rating, n in counts.items() if rating >= self.best)
        bad = sum(n for rating, n in counts.items() if rating <= self.worst)
        return good, bad, sum(counts.values())

    def _mean(self, counts: Counts, confidence: float) -> Mean:
        low, high = self.scale
        ratings = low + (high - low) / RATING_UNIT * np.array(list(counts), dtype=np.float64)
        weights = np.array(list(counts.values()), dtype=np.float64)
        n = weights.sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.asarray(weights @ ratings / n)
            variance = np.asarray(weights @ (ratings - mean) ** 2 / (n - 1) / n)
        known = np.where(n > 1, variance, np.nan)
        return t_interval(mean, known, np.asarray(n - 1), confidence)


def scorer(name: Score, scale: Scale) -> Scorer:
    """The score of that name on a scale."""
    low, high = scale
    unit, span = {
        "nps": ("points of NPS", 200.0),
        "mean": (f"points of {low:g}-{high:g}", high - low),
    }.get(name, ("points of 100", 100.0))
    return Scorer(name, scale, unit, span)


def score_for(scale: Scale, column: str) -> Score:
    """The score that fits a scale and the name of the rating's column.

    What the name says first (NPS, recommend; CSAT, satisfied; CES, effort, easy; stars); then the
    scale: NPS for 0 to 10, CSAT for 1 to 7 and for yes and no, else the mean.
    """
    name = column.casefold()
    for score, words in _WORDS.items():
        if any(word in name for word in words):
            return score
    return _BY_SCALE.get(scale, "mean")


_WORDS: Final[Mapping[Score, tuple[str, ...]]] = {
    "nps": ("nps", "recommend", "promoter"),
    "csat": ("csat", "satisf"),
    "ces": ("ces_", "customer effort", "effort", "easy", "ease"),
    "mean": ("star",),
}
_BY_SCALE: Final[Mapping[Scale, Score]] = {(0, 10): "nps", (1, 7): "csat", (0, 1): "csat"}
