"""Which verbatims are the same, and in which order samples take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import repeat
from typing import Final

import numpy as np

from vockit.language.arrays import GOLDEN, Hashes, Ints
from vockit.tallies.grouping import Labels

SALT: Final = b"vockit-sample-02"
"""Sixteen bytes; with another salt, old tallies would not add to new ones."""


def identity_hashes(
    *, texts: Sequence[Sequence[str] | None], labels: Sequence[Labels], numbers: Sequence[Ints]
) -> Ints:
    """A 64-bit hash a verbatim, of all its parts; a missing part is the same as a blank one.

    BLAKE2b of what is mostly different, mixed with that of each label, and with the numbers, by the
    finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    """
    parts = [repeat("", len(labels[0])) if part is None else part for part in texts]
    total = _hashes(map("\0".join, zip(*parts, strict=True)))
    for label in labels:
        total = _mix(total * GOLDEN + _hashes(label.names)[label.codes])
    for number in numbers:
        total = _mix(total * GOLDEN + number.astype(np.uint64))
    return total.view(np.int64)


def name_hashes(values: Sequence[str]) -> Ints:
    """A 64-bit hash of each value; 0 where it is blank."""
    blank = np.array([not value for value in values], dtype=bool)
    return np.where(blank, 0, _hashes(values).view(np.int64))


def _hashes(values: Iterable[str]) -> Hashes:
    return np.frombuffer(
        b"".join(
            # Not every Unicode string has an encoding: half a surrogate pair has none.
            [
                blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8, salt=SALT).digest()
                for value in values
            ]
        ),
        dtype="<u8",
    )


def _mix(value: Hashes) -> Hashes:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    return value ^ (value >> np.uint64(31))
