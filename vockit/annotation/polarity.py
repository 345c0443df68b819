"""Whether compounds are positive, neutral or negative."""

from __future__ import annotations

from typing import Final

import numpy as np

from vockit.annotation.model import COMPOUND_UNIT
from vockit.arrays import Ints

THRESHOLD: Final = COMPOUND_UNIT // 20
"""A compound of 0.05 and more is positive, of -0.05 and less negative (Hutto and Gilbert 2014)."""


def polarity_of(total: Ints, count: Ints | int = 1) -> Ints:
    """-1, 0 or 1 of compounds in ten-thousandths, or of the means of ``count`` compounds each.

    The mean is compared as a whole number, so nothing is rounded.
    """
    limit = THRESHOLD * count
    result: Ints = (total >= limit).astype(np.int64) - (total <= -limit)
    return result
