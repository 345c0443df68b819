"""Which verbatims are the same, and in which order samples take them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vockit.language.arrays import Ints
from vockit.tallies.grouping import Labels

HASH_KEY = "vockit-sample-01"
"""Sixteen bytes; with another key, old tallies would not add to new ones."""
_MULTIPLIER = np.uint64(0x9E37_79B9_7F4A_7C15)

Hashes = NDArray[np.uint64]


def identity_hashes(
    *, texts: Sequence[Sequence[str] | None], labels: Sequence[Labels], numbers: Sequence[Ints]
) -> Ints:
    """A keyed 64-bit hash a verbatim, of all its parts; a missing part is the same as a blank one.

    SipHash of each part, mixed by the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    """
    size = len(labels[0].codes)
    total = np.zeros(size, dtype=np.uint64)
    for values in texts:
        total = _mix(total * _MULTIPLIER + _text_hashes(values, size))
    for label in labels:
        total = _mix(
            total * _MULTIPLIER + _hash(np.asarray(label.names, dtype=object))[label.codes]
        )
    for number in numbers:
        total = _mix(total * _MULTIPLIER + number.astype(np.uint64))
    return total.view(np.int64)


def name_hashes(values: Sequence[str] | None, size: int) -> Ints:
    """A keyed 64-bit hash of each value; 0 where it is blank."""
    if values is None:
        return np.zeros(size, dtype=np.int64)
    blank = np.array([not value for value in values], dtype=bool)
    return np.where(blank, 0, _text_hashes(values, size).view(np.int64))


def _text_hashes(values: Sequence[str] | None, size: int) -> Hashes:
    column = np.empty(size, dtype=object)
    column[:] = "" if values is None else values
    return _hash(column)


def _hash(column: NDArray[np.object_]) -> Hashes:
    from pandas.util import hash_array  # noqa: PLC0415 - slow to import

    return hash_array(column, hash_key=HASH_KEY, categorize=False)


def _mix(value: Hashes) -> Hashes:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    return value ^ (value >> np.uint64(31))
