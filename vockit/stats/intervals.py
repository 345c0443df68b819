"""Confidence intervals for what customers' verbatims are counted into.

Every function takes numbers or arrays that broadcast. Where there is nothing to estimate from
(n = 0), the figures are NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vockit.stats import special

Floats = NDArray[np.float64]
Signs: TypeAlias = tuple[ArrayLike, ArrayLike, ArrayLike]
"""Positive verbatims, negative verbatims, and all, the neutral ones too."""


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """An estimate with its two-sided confidence limits, each in the units of the estimate."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Mean(Interval):
    """An estimate with its interval, its variance and the degrees of freedom of that variance."""

    variance: Floats
    df: Floats


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches to each side: 1.96 at 0.95."""
    return float(special.ndtri(0.5 + confidence / 2))


def wilson(successes: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """A share of n verbatims, by the score interval (Wilson 1927)."""
    x, n = _floats(successes, n)
    z2 = normal_quantile(confidence) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        middle = (x + z2 / 2) / (n + z2)
        half = np.sqrt(z2 * (share * (1 - share) + z2 / (4 * n)) / n) / (1 + z2 / n)
    low = np.where(x == 0, share, np.clip(middle - half, 0, 1))
    high = np.where(x == n, share, np.clip(middle + half, 0, 1))
    return Interval(share, low, high)


def newcombe(
    successes: ArrayLike,
    n: ArrayLike,
    other_successes: ArrayLike,
    other_n: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """A share minus another group's share, by the hybrid score interval (Newcombe 1998, no. 10)."""
    a = wilson(successes, n, confidence)
    b = wilson(other_successes, other_n, confidence)
    return difference(a, b)


def difference(a: Interval, b: Interval) -> Interval:
    """``a`` minus ``b``, two independent estimates, from their own limits.

    Newcombe's way for shares, which holds for any two estimates with honest limits (MOVER: Zou and
    Donner 2008).
    """
    value = a.value - b.value
    low = value - np.hypot(a.value - a.low, b.high - b.value)
    high = value + np.hypot(a.high - a.value, b.value - b.low)
    return Interval(value, low, high)


def net_sentiment(
    positive: ArrayLike, negative: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> Mean:
    """Net sentiment, 100 · (P − N) / n, by adjusted Wald: ¾ added to P and N, 3 to n (Rocks 2016).

    The variance is that of the adjusted estimate; the degrees of freedom are infinite.
    """
    p, m, n = _floats(positive, negative, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100 * (p - m) / n
    middle, variance = _adjusted_net_sentiment(p, m, n)
    half = normal_quantile(confidence) * np.sqrt(variance)
    empty = n == 0
    low = np.where(empty, np.nan, np.clip(middle - half, -100, 100))
    high = np.where(empty, np.nan, np.clip(middle + half, -100, 100))
    return Mean(value, low, high, np.where(empty, np.nan, variance), np.full_like(value, np.inf))


def net_sentiment_difference(group: Signs, other: Signs, confidence: float = 0.95) -> Mean:
    """A group's net sentiment minus another's, in points, each by adjusted Wald (Rocks 2016)."""
    p1, m1, n1 = _floats(*group)
    p2, m2, n2 = _floats(*other)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100 * ((p1 - m1) / n1 - (p2 - m2) / n2)
    middle1, variance1 = _adjusted_net_sentiment(p1, m1, n1)
    middle2, variance2 = _adjusted_net_sentiment(p2, m2, n2)
    variance = np.where(np.isnan(value), np.nan, variance1 + variance2)
    half = normal_quantile(confidence) * np.sqrt(variance)
    low = np.clip(middle1 - middle2 - half, -200, 200)
    high = np.clip(middle1 - middle2 + half, -200, 200)
    return Mean(value, low, high, variance, np.full_like(value, np.inf))


def ratio_of_sums(
    *,
    n: ArrayLike,
    s: ArrayLike,
    k: ArrayLike,
    ss: ArrayLike,
    sk: ArrayLike,
    kk: ArrayLike,
    confidence: float = 0.95,
) -> Mean:
    """The mean over clauses, Σs / Σk, where the n verbatims are the units that were drawn.

    ``s`` is the sum over verbatims of what their ``k`` clauses add up to; ``ss``, ``sk`` and ``kk``
    are the sums of s², s·k and k². The variance is that of a ratio estimate (Cochran 1977, 6.3),
    with t limits on n − 1 degrees of freedom; one verbatim has no interval.
    """
    n, s, k, ss, sk, kk = _floats(n, s, k, ss, sk, kk)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = s / k
        squares = np.maximum(ss - 2 * mean * sk + mean**2 * kk, 0)
        variance = np.where(n > 1, n / (n - 1) * squares / k**2, np.nan)
    return t_interval(mean, variance, n - 1, confidence)


def mean_difference(a: Mean, b: Mean, confidence: float = 0.95) -> Mean:
    """``a`` minus ``b``, two independent means, with Welch's degrees of freedom (Welch 1947)."""
    variance = a.variance + b.variance
    with np.errstate(divide="ignore", invalid="ignore"):
        df = variance**2 / (a.variance**2 / a.df + b.variance**2 / b.df)
    df = np.where(variance == 0, np.minimum(a.df, b.df), df)
    return t_interval(a.value - b.value, variance, df, confidence)


def jeffreys(successes: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """A share under Jeffreys's prior: mean and equal-tailed limits of Beta(x + ½, n − x + ½).

    Modified at the ends, where it would cover too seldom, by Brown, Cai and DasGupta 2001, section
    4.1.2: with no or one success the lower limit is 0, with none the upper one is exact, and so
    for failures.
    """
    x, n = _floats(successes, n)
    tail = (1 - confidence) / 2
    failures = n - x
    blank = np.where(n == 0, np.nan, 1.0)
    with np.errstate(divide="ignore"):
        exact = tail ** (1 / n)
    low = np.select(
        [failures == 0, x <= 1], [exact, 0.0], special.betaincinv(x + 0.5, failures + 0.5, tail)
    )
    high = np.select(
        [x == 0, failures <= 1],
        [1 - exact, 1.0],
        special.betaincinv(x + 0.5, failures + 0.5, 1 - tail),
    )
    return Interval(blank * (x + 0.5) / (n + 1), blank * low, blank * high)


def risk_ratio(
    successes: ArrayLike,
    n: ArrayLike,
    other_successes: ArrayLike,
    other_n: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """A share divided by another group's share, with limits on the log scale (Katz et al. 1978).

    The limits are those of the four counts with ½ added to each (Haldane 1956): without it they
    cover too seldom where shares are high, and are infinite where a count is 0. So is the ratio
    itself where a group has no success.
    """
    x1, n1, x2, n2 = _floats(successes, n, other_successes, other_n)
    share1, share2 = (x1 + 0.5) / (n1 + 1), (x2 + 0.5) / (n2 + 1)
    adjusted = share1 / share2
    error = np.sqrt(1 / (x1 + 0.5) - 1 / (n1 + 1) + 1 / (x2 + 0.5) - 1 / (n2 + 1))
    reach = np.exp(normal_quantile(confidence) * error)
    blank = np.where((n1 == 0) | (n2 == 0), np.nan, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((x1 == 0) | (x2 == 0), adjusted, x1 / n1 / (x2 / n2))
    return Interval(blank * ratio, blank * adjusted / reach, blank * adjusted * reach)


def t_interval(mean: Floats, variance: Floats, df: Floats, confidence: float) -> Mean:
    """A mean with t limits, from its variance and the degrees of freedom of that variance."""
    t = special.stdtrit(np.where(df > 0, df, np.nan), 0.5 + confidence / 2)
    half = t * np.sqrt(variance)
    return Mean(mean, mean - half, mean + half, variance, df)


def _adjusted_net_sentiment(p: Floats, m: Floats, n: Floats) -> tuple[Floats, Floats]:
    positive, negative = (p + 0.75) / (n + 3), (m + 0.75) / (n + 3)
    net = positive - negative
    return 100 * net, 10_000 * (positive + negative - net**2) / (n + 3)


def _floats(*values: ArrayLike) -> tuple[Floats, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))
