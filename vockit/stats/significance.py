"""Two-sided tests: whether a difference, an association or a correlation is more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vockit.stats import special
from vockit.stats.intervals import Floats, Mean, Signs, net_sentiment_difference


@dataclass(frozen=True, slots=True)
class ChiSquared:
    """Pearson's test of independence, with Cramér's V: 0 for none, 1 for a perfect association."""

    statistic: float
    df: int
    p_value: float
    cramers_v: float


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation of -1 to 1 and the p-value of there being none."""

    rho: float
    p_value: float


def two_proportions(
    successes: ArrayLike, n: ArrayLike, other_successes: ArrayLike, other_n: ArrayLike
) -> Floats:
    """The p-value of two shares being the same, by the pooled z test; 1 where neither varies.

    Its square is Pearson's chi-squared of the 2 × 2 table without a continuity correction.
    """
    x1, n1, x2, n2 = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (successes, n, other_successes, other_n))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (x1 + x2) / (n1 + n2)
        z = (x1 / n1 - x2 / n2) / np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    p = 2 * special.ndtr(-np.abs(z))
    same = ((pooled == 0) | (pooled == 1)) & (n1 > 0) & (n2 > 0)
    return np.where(same, 1.0, p)


def two_net_sentiments(group: Signs, other: Signs) -> Floats:
    """The p-value of two net sentiments being the same, by adjusted Wald (Rocks 2016).

    It is under 1 − confidence exactly where the interval of the difference leaves out 0.
    """
    gap = net_sentiment_difference(group, other)
    middle = (gap.low + gap.high) / 2
    return 2 * special.ndtr(-np.abs(middle) / np.sqrt(gap.variance))


def mean_test(mean: Mean) -> Floats:
    """The p-value of a mean, or of a difference of means, being 0: t on its degrees of freedom."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(mean.value == 0, 0.0, np.abs(mean.value) / np.sqrt(mean.variance))
    return 2 * special.stdtr(np.where(mean.df > 0, mean.df, np.nan), -t)


def chi_squared(table: ArrayLike) -> ChiSquared:
    """Pearson's test on a table of counts; rows and columns without a count are left out.

    A table with fewer than two rows or columns says nothing: df 0, p-value 1, V 0.
    """
    counts = np.asarray(table, dtype=np.float64)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    rows, columns = counts.shape
    df = (rows - 1) * (columns - 1)
    if df < 1:
        return ChiSquared(0.0, 0, 1.0, 0.0)
    n = counts.sum()
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    statistic = float(((counts - expected) ** 2 / expected).sum())
    v = float(np.sqrt(statistic / (n * (min(rows, columns) - 1))))
    return ChiSquared(statistic, df, float(special.chdtrc(df, statistic)), v)


def spearman(left: ArrayLike, right: ArrayLike) -> Correlation:
    """Spearman's rank correlation, ties at their mean rank, with the p-value by t on n − 2.

    NaN where there are fewer than three pairs or one side does not vary.
    """
    x, y = _ranks(np.asarray(left)), _ranks(np.asarray(right))
    x, y = x - x.mean(), y - y.mean()
    scale = np.sqrt((x @ x) * (y @ y))
    if len(x) < 3 or scale == 0:
        return Correlation(float("nan"), float("nan"))
    rho = float(np.clip((x @ y) / scale, -1, 1))
    df = len(x) - 2
    with np.errstate(divide="ignore"):
        t = abs(rho) * np.sqrt(df / (1 - np.float64(rho) ** 2))
    return Correlation(rho, float(2 * special.stdtr(df, -t)))


def _ranks(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean_rank: Floats = last - (counts - 1) / 2
    return mean_rank[inverse]
