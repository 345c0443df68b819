"""Hashes that identify verbatims, in whose order samples take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import repeat
from typing import Final
from zlib import crc32

import numpy as np

from vockit.arrays import GOLDEN, Hashes, Ints
from vockit.tallies.grouping import Labels

SALT: Final = b"vockit-sample-02"
"""Sixteen bytes; with another salt, old tallies would not add to new ones."""
GREATEST: Final = int(np.iinfo(np.int64).max)
"""No hash is greater."""
_UPPER: Final = np.uint64(0xFFFF_FFFF_0000_0000)


def identity_hashes(
    *,
    texts: Sequence[Sequence[str] | None],
    labels: Sequence[Labels],
    numbers: Sequence[Ints],
    below: int = GREATEST,
) -> Ints:
    """A 64-bit hash a verbatim, of all its parts; a missing part is the same as a blank one.

    Most verbatims of a long input enter no sample. So the upper half of the hash is of the texts'
    checksum, which is quick, and the lower half of their BLAKE2b; it is 0 where the hash is over
    ``below`` already. Both are mixed with the labels and numbers by the finalizer of SplitMix64
    (Steele, Lea and Flood 2014).
    """
    size = len(labels[0])
    parts = [repeat("", size) if part is None else part for part in texts]
    encoded = _encoded(map("\0".join, zip(*parts, strict=True)))
    mixed = np.fromiter(map(crc32, encoded), np.uint64, size)
    for label in labels:
        mixed = _mix(mixed * GOLDEN + _hashes(_encoded(label.names))[label.codes])
    for number in numbers:
        mixed = _mix(mixed * GOLDEN + number.astype(np.uint64))
    identity = (mixed & _UPPER).view(np.int64)
    close = np.flatnonzero(identity <= below)
    exact = _hashes([encoded[place] for place in close.tolist()])
    identity[close] |= (_mix(mixed[close] * GOLDEN + exact) & ~_UPPER).view(np.int64)
    return identity


def name_hashes(values: Sequence[str]) -> Ints:
    """A 64-bit hash of each value; 0 where it is blank."""
    blank = np.array([not value for value in values], dtype=bool)
    return np.where(blank, 0, _hashes(_encoded(values)).view(np.int64))


def _encoded(values: Iterable[str]) -> list[bytes]:
    # Not every Unicode string has an encoding: half a surrogate pair has none.
    return [value.encode("utf-8", "surrogatepass") for value in values]


def _hashes(values: Sequence[bytes]) -> Hashes:
    digests = [blake2b(value, digest_size=8, salt=SALT).digest() for value in values]
    return np.frombuffer(b"".join(digests), dtype="<u8")


def _mix(value: Hashes) -> Hashes:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    return value ^ (value >> np.uint64(31))
