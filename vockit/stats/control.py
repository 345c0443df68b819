"""Whether a share has changed: control charts, and rates in periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vockit.stats import special
from vockit.stats.intervals import Floats

D2: Final = 1.128
"""Mean of a moving range of two normal values, in standard deviations (Montgomery, table VI)."""
SIGMAS: Final = 3
"""How many standard deviations away from the centre the limits of a chart are (Shewhart 1931)."""


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """What a p'-chart expects of one period, a figure a series."""

    center: Floats
    sigma_z: Floats
    """How much more the shares vary than chance: 1 where they vary as binomial shares do."""
    lower: Floats
    upper: Floats


def p_prime_chart(counts: ArrayLike, n: ArrayLike, n_next: float) -> Chart:
    """Laney's p'-chart (2002) from earlier periods, and its limits for a period of ``n_next``.

    ``counts`` has a row a period and a column a series, ``n`` an entry a period, each above 0. The
    limits are p ± 3 · σ_p · σ_z, where σ_z is the mean moving range of the standardised shares /
    1.128.
    """
    x, n = np.asarray(counts, dtype=np.float64), np.asarray(n, dtype=np.float64)
    center = x.sum(axis=0) / n.sum()
    spread = np.sqrt(center * (1 - center))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (x / n[:, np.newaxis] - center) / (spread / np.sqrt(n)[:, np.newaxis])
    sigma_z = np.abs(np.diff(np.nan_to_num(z), axis=0)).mean(axis=0) / D2
    reach = SIGMAS * spread / np.sqrt(n_next) * sigma_z
    return Chart(center, sigma_z, np.maximum(center - reach, 0), np.minimum(center + reach, 1))


def ewma(shares: ArrayLike, weight: float = 0.2) -> Floats:
    """Exponentially weighted moving average along the first axis (Roberts 1959)."""
    values = np.asarray(shares, dtype=np.float64)
    level = values[0]
    for value in values[1:]:
        level = weight * value + (1 - weight) * level
    return np.asarray(level)


def two_rates(x: ArrayLike, x0: ArrayLike, share: ArrayLike) -> Floats:
    """The p-value of a count being as expected of a ``share`` of all exposure; two-sided, mid-p.

    Under no change ``x`` of ``x + x0`` is binomial with that share, where exposure is what both
    counts were drawn from (Przyborowski and Wilenski 1940). Twice the smaller tail, in which half
    the probability of what was seen counts (Lancaster 1961). NaN where there is nothing to count.
    """
    x, x0, share = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (x, x0, share))
    )
    n = x + x0
    at_least = _upper_tail(x, n, share)
    more = _upper_tail(x + 1, n, share)
    upper = (at_least + more) / 2
    with np.errstate(invalid="ignore"):
        return np.where(n == 0, np.nan, np.minimum(1.0, 2 * np.minimum(upper, 1 - upper)))


def widened(p_value: ArrayLike, sigma_z: ArrayLike) -> Floats:
    """A two-sided p-value where shares vary ``sigma_z`` times as much as chance; never smaller."""
    p = np.asarray(p_value, dtype=np.float64)
    more = np.maximum(np.asarray(sigma_z, dtype=np.float64), 1.0)
    with np.errstate(divide="ignore"):
        return np.where(more == 1, p, 2 * special.ndtr(special.ndtri(p / 2) / more))


def _upper_tail(x: Floats, n: Floats, share: Floats) -> NDArray[np.float64]:
    """The probability of x or more of n."""
    inside = (x > 0) & (x <= n)
    a, b = np.where(inside, x, 1.0), np.where(inside, n - x + 1, 1.0)
    return np.where(x <= 0, 1.0, np.where(x > n, 0.0, special.betainc(a, b, share)))
