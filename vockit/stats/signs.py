"""Whether positive and negative are equally frequent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from vockit.stats import special
from vockit.stats.intervals import Floats


def sign_test(positive: ArrayLike, negative: ArrayLike) -> Floats:
    """The p-value of positive and negative being as frequent, by the exact sign test.

    Two-sided, with mid-p: half the probability of what was seen counts as more extreme (Lancaster
    1961). Ties, the neutral ones, say nothing (Dixon and Mood 1946). NaN where there is neither.
    """
    p, m = np.broadcast_arrays(
        np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)
    )
    most, fewest, n = np.maximum(p, m), np.minimum(p, m), p + m
    at_least = special.betainc(most, fewest + 1, 0.5)
    more = np.where(fewest > 0, special.betainc(most + 1, np.maximum(fewest, 1), 0.5), 0.0)
    with np.errstate(invalid="ignore"):
        return np.where(n == 0, np.nan, np.minimum(1.0, at_least + more))
