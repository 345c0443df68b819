"""Numbers for distinct chunks, found for all chunks of a batch at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from vockit.language.arrays import GrowingTable, Hashes, Ints
from vockit.language.chunking import Chunks
from vockit.language.hashing import ChunkHasher

_FREE = np.uint64(0)
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

    A table with open addressing (Knuth 1973): a hash is in the place that its high bits say, or in
    the next free one after it. A place is free where it has the hash 0, which nothing has.
    """

    def __init__(self) -> None:
        self._hashes: Hashes = np.zeros(1 << _SMALLEST_BITS, dtype=np.uint64)
        self._numbers: Ints = np.zeros(1 << _SMALLEST_BITS, dtype=np.int64)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def find(self, hashes: Hashes) -> Ints:
        """The number of each hash, -1 where it has none."""
        place = self._places(hashes)
        held = self._hashes[place]
        found = np.where(held == hashes, self._numbers[place], -1)
        left = np.flatnonzero((held != hashes) & (held != _FREE))
        place = place[left]
        while len(left):
            place = (place + 1) & (len(self._hashes) - 1)
            held, wanted = self._hashes[place], hashes[left]
            is_it = held == wanted
            found[left[is_it]] = self._numbers[place[is_it]]
            goes_on = ~is_it & (held != _FREE)
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
        numbers = np.arange(self._size, self._size + len(hashes), dtype=np.int64)
        self._size += len(hashes)
        if 4 * self._size > len(self._hashes):
            taken = self._hashes != _FREE
            hashes = np.concatenate((self._hashes[taken], hashes))
            numbers = np.concatenate((self._numbers[taken], numbers))
            size = 1 << (4 * self._size).bit_length()
            self._hashes = np.zeros(size, dtype=np.uint64)
            self._numbers = np.zeros(size, dtype=np.int64)
        place = self._places(hashes)
        while len(hashes):
            # Of several that want one free place, that which is written last gets it.
            free = self._hashes[place] == _FREE
            self._hashes[place[free]] = hashes[free]
            settled = self._hashes[place] == hashes
            self._numbers[place[settled]] = numbers[settled]
            hashes, numbers, place = hashes[~settled], numbers[~settled], place[~settled]
            place = (place + 1) & (len(self._hashes) - 1)

    def in_order(self) -> Hashes:
        """All hashes, by number."""
        taken = self._hashes != _FREE
        hashes = np.empty(self._size, dtype=np.uint64)
        hashes[self._numbers[taken]] = self._hashes[taken]
        return hashes

    def _places(self, hashes: Hashes) -> Ints:
        bits = len(self._hashes).bit_length() - 1
        places: Ints = (hashes >> np.uint64(64 - bits)).view(np.int64)
        return places


class Memo:
    """What was looked up for hashes, a row of whole numbers each, so that it is done once."""

    def __init__(self, width: int) -> None:
        self._numbers = HashTable()
        self._rows = GrowingTable(width)

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, hashes: Hashes, look_up: Callable[[Ints], Sequence[int]]) -> Ints:
        """What is known of each hash, a column a hash.

        ``look_up`` is given the places of hashes that are new; it gives their rows, one after
        the other.
        """
        numbers, new = self._numbers.number(hashes)
        if len(new):
            self._rows.extend(look_up(new))
        return self._rows.columns[:, numbers]
