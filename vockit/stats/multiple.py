"""Many comparisons at once: which findings are more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vockit.stats import special
from vockit.stats.intervals import Floats, normal_quantile

MIN_N = 30
"""Groups with fewer verbatims cannot be the best."""
_LEAST = 2
"""A variance needs as many verbatims, however small ``min_n`` is."""


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best of several groups, and whether chance alone would have made one.

    ``value``, ``low`` and ``high`` are the shrunk estimates, one a group, NaN for groups that are
    too small to be compared.
    """

    index: int | None
    """Place of the group with the highest lower limit; None where fewer than two are comparable."""
    p_value: float
    """Of all groups being the same; 1 where fewer than two are comparable."""
    value: Floats
    low: Floats
    high: Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """The q-value of each test: the false discovery rate at which it would still be a finding.

    Benjamini and Hochberg 1995, made monotone (Yekutieli and Benjamini 1999). A NaN is no test: it
    is not counted and stays NaN.
    """
    p = np.asarray(p_values, dtype=np.float64)
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1)
    return q


def best_mean(
    values: ArrayLike,
    variances: ArrayLike,
    n: ArrayLike,
    confidence: float = 0.95,
    min_n: int = MIN_N,
) -> Best:
    """The group with the highest mean, each shrunk towards the pooled mean.

    ``variances`` are those of the means, ``n`` the verbatims behind them. Normal groups with the
    moments of DerSimonian and Laird 1986; the spread is tested by Welch's analysis of variance
    (1951). Groups without a variance, such as those of one verbatim, are not compared. Equal lower
    limits: the first group.
    """
    y, v = np.asarray(values, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    able = (np.asarray(n) >= max(min_n, _LEAST)) & (v > 0) & np.isfinite(v) & np.isfinite(y)
    k = int(able.sum())
    if k < 2:
        return _no_best(len(y))
    n = np.asarray(n, dtype=np.float64)
    w = 1 / v[able]
    q = float(w @ (y[able] - (w @ y[able]) / w.sum()) ** 2)
    p_value = _welch(q, w, n[able] - 1)
    between = max(0.0, (q - (k - 1)) / (w.sum() - (w @ w) / w.sum()))
    w = 1 / (v[able] + between)
    pooled = (w @ y[able]) / w.sum()
    kept = between * w
    value, low, high = (np.full(len(y), np.nan) for _ in range(3))
    value[able] = pooled + kept * (y[able] - pooled)
    half = normal_quantile(confidence) * np.sqrt(kept * v[able])
    low[able], high[able] = value[able] - half, value[able] + half
    return Best(int(np.nanargmax(low)), p_value, value, low, high)


def best_net_sentiment(
    positive: ArrayLike,
    negative: ArrayLike,
    n: ArrayLike,
    confidence: float = 0.95,
    min_n: int = MIN_N,
) -> Best:
    """The group with the highest net sentiment, in points, each shrunk towards the pooled one.

    As ``best_mean``; the variances are those of the counts with ¾ added to P and N, 3 to n, so that
    there always is one.
    """
    p, m, n = (np.asarray(value, dtype=np.float64) for value in (positive, negative, n))
    share, other = (p + 0.75) / (n + 3), (m + 0.75) / (n + 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = 100 * (p - m) / n
        variances = 10_000 * (share + other - (share - other) ** 2) / (n - 1)
    return best_mean(values, variances, n, confidence, min_n)


def _welch(q: float, weights: Floats, df: Floats) -> float:
    """The p-value of means being the same: q is the weighted sum of squares between them."""
    k = len(weights)
    lost = float(((1 - weights / weights.sum()) ** 2 / df).sum())
    f = q / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * lost)
    return float(special.fdtrc(k - 1, (k**2 - 1) / (3 * lost), f))


def _no_best(groups: int) -> Best:
    blank = np.full(groups, np.nan)
    return Best(None, 1.0, blank, blank, blank)
