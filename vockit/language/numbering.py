"""Numbers for distinct chunks, found for all chunks of a batch at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from vockit.arrays import GrowingTable, Hashes, Ints
from vockit.language.chunking import Chunks
from vockit.language.hashing import ChunkHasher

_FREE = -1
_SMALLEST_BITS = 12


class ChunkNumbers:
    """Numbers distinct chunks in the order in which they are first seen."""

    def __init__(self) -> None:
        self._hasher = ChunkHasher()
        self._table = HashTable()

    def __len__(self) -> int:
        return len(self._table)

    def of(self, chunks: Chunks) -> tuple[Ints, Ints]:
        """The number of each chunk, and which chunks are the first with a new number, in order."""
        return self._table.number(self._hasher(chunks.points, chunks.start, chunks.end))

    def only(self, numbers: Ints) -> ChunkNumbers:
        """The chunks with these numbers, numbered anew in this order."""
        kept = ChunkNumbers()
        kept._hasher = self._hasher
        kept._table.add(self._table.in_order()[numbers])
        return kept


class HashTable:
    """Numbers hashes in the order in which they are added.

    A table with open addressing (Knuth 1973): the number of a hash is in the place that its high
    bits say, or in the next free one after it. The hashes are kept by number, so that those that
    are met most, which come early, are close together.
    """

    def __init__(self) -> None:
        self._slots: Ints = np.full(1 << _SMALLEST_BITS, _FREE, dtype=np.int32)
        self._hashes: Hashes = np.zeros(1 << _SMALLEST_BITS, dtype=np.uint64)
        """By number. The last one is always 0, which is no hash: it stands for a free place."""
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def find(self, hashes: Hashes) -> Ints:
        """The number of each hash, -1 where it has none."""
        place = self._places(hashes)
        found = self._slots[place].astype(np.int64)
        left = np.flatnonzero(self._hashes[found] != hashes)
        left = left[found[left] != _FREE]
        place, found[left] = place[left], _FREE
        while len(left):
            place = (place + 1) & (len(self._slots) - 1)
            number = self._slots[place]
            is_it = self._hashes[number] == hashes[left]
            found[left[is_it]] = number[is_it]
            goes_on = ~is_it & (number != _FREE)
            left, place = left[goes_on], place[goes_on]
        return found

    def number(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """The number of each hash, and which are the first with a new number, in order.

        Those that had none are added in the order in which they come.
        """
        numbers = self.find(hashes)
        unknown = np.flatnonzero(numbers < 0)
        distinct, first, which = np.unique(hashes[unknown], return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        numbers[unknown] = len(self) + rank[which]
        self.add(distinct[order])
        return numbers, unknown[first[order]]

    def add(self, hashes: Hashes) -> None:
        """Number more hashes, all different from each other and from those that are known."""
        known, self._size = self._size, self._size + len(hashes)
        if self._size >= len(self._hashes):
            grown = np.zeros(2 * self._size, dtype=np.uint64)
            grown[:known] = self._hashes[:known]
            self._hashes = grown
        self._hashes[known : self._size] = hashes
        if 4 * self._size > len(self._slots):
            known = 0
            self._slots = np.full(1 << (4 * self._size).bit_length(), _FREE, dtype=np.int32)
        numbers = np.arange(known, self._size, dtype=np.int64)
        place = self._places(self._hashes[numbers])
        while len(numbers):
            # If several numbers are written to one free place, the last one stays.
            free = self._slots[place] == _FREE
            self._slots[place[free]] = numbers[free]
            left = self._slots[place] != numbers
            numbers, place = numbers[left], (place[left] + 1) & (len(self._slots) - 1)

    def in_order(self) -> Hashes:
        """All hashes, by number."""
        return self._hashes[: self._size].copy()

    def _places(self, hashes: Hashes) -> Ints:
        bits = len(self._slots).bit_length() - 1
        places: Ints = (hashes >> np.uint64(64 - bits)).view(np.int64)
        return places


class Memo:
    """Keeps what was looked up for each hash, a row of whole numbers, so that it is done once."""

    def __init__(self, width: int) -> None:
        self._numbers = HashTable()
        self._rows = GrowingTable(width)

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, hashes: Hashes, look_up: Callable[[Ints], Sequence[int]]) -> Ints:
        """What was looked up for each hash, a column a hash.

        ``look_up`` takes the places of the hashes that are new, and returns their rows, one after
        the other.
        """
        numbers, new = self._numbers.number(hashes)
        if len(new):
            self._rows.extend(look_up(new))
        return self._rows.columns[:, numbers]
