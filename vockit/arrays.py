"""Small array helpers, and the names of array types, that all batched work shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Bools: TypeAlias = NDArray[np.bool_]
Hashes: TypeAlias = NDArray[np.uint64]


GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ / φ: to multiply by it spreads keys over 64 bits, and no two to the same (Knuth 1973)."""


def ranges(starts: Ints, counts: Ints) -> Ints:
    """The whole numbers ``start .. start + count - 1`` of each pair, one range after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total, dtype=np.int64)


def spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """``ranges`` of starts and counts, and the index of the pair that each number comes from."""
    origin = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return (starts - before)[origin] + np.arange(len(origin)), origin


def as_places(keep: Bools | Ints) -> Ints:
    """The indices that a mask holds, to pick by from several arrays: a mask itself is slower."""
    return np.flatnonzero(keep) if keep.dtype == np.bool_ else keep.astype(np.int64, copy=False)


def is_among(keys: Ints, others: Ints) -> Bools:
    """Whether each key is one of the others; quick where most are not."""
    found = np.zeros(len(keys), dtype=np.bool_)
    if len(others):
        may_be = np.flatnonzero(KeyFilter(others, bits=16).may_have(keys))
        ordered = np.sort(others)
        place = np.minimum(np.searchsorted(ordered, keys[may_be]), len(ordered) - 1)
        found[may_be] = ordered[place] == keys[may_be]
    return found


def order_by(*keys: Ints) -> Ints:
    """The indices that sort by the first key, then by the second, and so on; stable.

    Keys that together fit in 63 bits are sorted as one number, in a fifth of ``np.lexsort``'s time.
    """
    order = np.zeros(len(keys[0]), dtype=np.int64)
    room = 1
    for key in keys:
        low, high = int(key.min(initial=0)), int(key.max(initial=0))
        room *= high - low + 1
        if room >= 1 << 63:
            return np.lexsort(keys[::-1])
        order *= high - low + 1
        order += key - low
    return np.argsort(order, kind="stable")


def first_of_runs(*keys: Ints) -> Bools:
    """Which entries differ from the one before in any key: the first of each run of equal keys."""
    first = np.ones(len(keys[0]), dtype=np.bool_)
    if len(first) > 1:
        first[1:] = keys[0][1:] != keys[0][:-1]
        for key in keys[1:]:
            first[1:] |= key[1:] != key[:-1]
    return first


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """For each of n things, the numbers that belong to it, in one flat array."""

    start: Ints
    count: Ints
    flat: Ints

    @classmethod
    def of(cls, n: int, things: Ints, numbers: Ints) -> Rows:
        """Each number belongs to the thing beside it; things ascend."""
        count = np.bincount(things, minlength=n)
        start = np.cumsum(count) - count
        return cls(start, count.astype(np.min_scalar_type(-1 - count.max(initial=0))), numbers)

    def followed_by(self, more: Rows) -> Rows:
        """More things after these."""
        return Rows(
            np.concatenate((self.start, more.start + len(self.flat))),
            np.concatenate((self.count, more.count)),
            np.concatenate((self.flat, more.flat)),
        )

    def expand(self, things: Ints) -> tuple[Ints, Ints]:
        """Each number of each thing, and the index into ``things`` that it came from.

        First come the first numbers of all, then the second ones, then what is left: most things
        have few numbers, and to list those of each thing in turn would take longer.
        """
        count = self.count[things]
        some = np.flatnonzero(count > 0)
        count, start = count[some], self.start[things[some]]
        places, origins = [start], [some]
        more = np.flatnonzero(count > 1)
        places.append(start[more] + 1)
        origins.append(some[more])
        more = more[count[more] > 2]
        place, origin = spread(start[more] + 2, count[more] - 2)
        places.append(place)
        origins.append(some[more[origin]])
        return self.flat[np.concatenate(places)], np.concatenate(origins)


class KeyFilter:
    """Tells of most keys that they are not in a set, by one look into a table of bits.

    It never denies a key of the set; of a hundred others it lets a few pass.
    """

    __slots__ = ("_marked", "_shift")

    def __init__(self, keys: Ints, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._marked = np.zeros(1 << bits, dtype=np.bool_)
        self._marked[self._places(keys)] = True

    def may_have(self, keys: Ints) -> Bools:
        """Whether each key may be in the set."""
        return self._marked[self._places(keys)]

    def _places(self, keys: Ints) -> Hashes:
        """Fibonacci hashing (Knuth 1973): the high bits of a product with 2⁶⁴ / φ."""
        bits = keys.astype(np.int64, copy=False).view(np.uint64)
        places: Hashes = bits * GOLDEN >> self._shift
        return places


def numbers_of_runs(first: Ints, length: int) -> Ints:
    """The number of each entry's run, where runs begin at ``first``, the first one at 0."""
    return np.repeat(np.arange(len(first)), np.diff(first, append=length))


class GrowingTable:
    """Rows of whole numbers of 32 bits that are appended in blocks, all of one width."""

    __slots__ = ("_data", "_size", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self._data: Ints = np.empty((1024, width), dtype=np.int32)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def columns(self) -> Ints:
        """The columns so far, without a copy; valid until the next ``extend``."""
        return self._data[: self._size].T

    def extend(self, figures: Sequence[int] | Ints) -> None:
        """Append rows, given as such or one after the other in one sequence.

        Capacity doubles, so that a million small blocks cost linear time.
        """
        rows = np.asarray(figures, dtype=np.int32).reshape(-1, self.width)
        needed = self._size + len(rows)
        if needed > len(self._data):
            grown = np.empty((max(needed, 2 * len(self._data)), self.width), dtype=np.int32)
            grown[: self._size] = self._data[: self._size]
            self._data = grown
        self._data[self._size : needed] = rows
        self._size = needed
