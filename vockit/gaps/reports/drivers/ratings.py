"""Ratings in points of 0 to 100."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vockit import schema as s
from vockit.stats.intervals import Mean, t_interval
from vockit.tallies.facts import RATING_UNIT

POINTS = 100
"""Scores are on 0 to 100."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings in points: how many, their sum and the sum of their squares."""

    n: int
    total: float
    squares: float

    def __sub__(self, other: Ratings) -> Ratings:
        return Ratings(self.n - other.n, self.total - other.total, self.squares - other.squares)

    @property
    def score(self) -> float:
        """The mean rating."""
        return self.total / self.n

    def mean(self, confidence: float) -> Mean:
        """The mean rating with its interval."""
        n = np.asarray(float(self.n))
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = self.total / n
            variance = np.maximum(self.squares - n * mean**2, 0) / (n - 1) / n
        return t_interval(mean, np.where(n > 1, variance, np.nan), n - 1, confidence)


def ratings_of(sums: Mapping[str, int]) -> Ratings:
    """The ratings in a table's sums."""
    unit = POINTS / RATING_UNIT
    return Ratings(sums[s.RATED], unit * sums[s.RATING_SUM], unit**2 * sums[s.RATING_SQUARES])
