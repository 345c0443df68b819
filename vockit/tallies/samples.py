"""Samples that merge exactly: the verbatims with the smallest keyed hashes of their identity.

Of the union of two bottom-k samples, the bottom k is the sample of both inputs together (Cohen and
Kaplan 2007). Each table of a sample is cut by itself: to the k smallest hashes that occur in it.
So the tables of clauses, mentions and cues hold those of the sampled verbatims, and where few
verbatims have any, those of others, too: join them on the hash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vockit.arrays import Bools, Ints, first_of_runs
from vockit.schema import HASH
from vockit.tallies.columns import Columns, empty, joined
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Key, Labels, distinct
from vockit.tallies.identity import GREATEST

SAMPLE_SIZE = 20_000
"""Verbatims in a sample."""
MAX_CHARACTERS = 10_000
"""Of a sampled text only so many characters are kept, and what was found in these."""


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A statistic that keeps rows of the verbatims with the smallest hashes.

    Rows with equal keys are of the same verbatim and become one: ``added`` columns add up, of
    ``least`` columns the smallest stays, the others are equal anyway.
    """

    name: str
    keys: tuple[str, ...]
    """The first is the hash."""
    rows: Callable[[Facts, Bools], Columns]
    """The rows of the verbatims in a mask."""
    text_columns: tuple[str, ...]
    number_columns: tuple[str, ...]
    added: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    size: int = SAMPLE_SIZE

    def count(self, facts: Facts) -> Columns:
        """The rows of one batch that can enter the sample."""
        return self.rows(facts, facts.identity <= facts.below.get(self.name, GREATEST))

    def merge(self, parts: Sequence[Columns]) -> Columns:
        """The sample of all parts together: each key once, in the order of the keys."""
        filled = [part for part in parts if len(part)]
        if not filled:
            return empty((*self.number_columns, *self.text_columns), self.text_columns)
        rows = self._cut(joined(filled))
        ordered = [_codes(rows.named[name]) for name in (*self.keys, *self.least)]
        order = np.lexsort(ordered[::-1])
        starts = np.flatnonzero(first_of_runs(*(key[order] for key in ordered[: len(self.keys)])))
        kept = rows.at(order[starts]).named
        added = {
            name: np.add.reduceat(rows.values(name)[order], starts, dtype=np.int64)
            for name in self.added
        }
        # Of the names of all rules few are in a sample.
        labels = {name: key.used() for name, key in kept.items() if isinstance(key, Labels)}
        return Columns({**kept, **labels, **added})

    def _cut(self, rows: Columns) -> Columns:
        """The rows of the smallest hashes; before they are sorted, since that costs the most."""
        hashes = distinct(rows.values(HASH))
        if len(hashes) <= self.size:
            return rows
        return rows.at(np.flatnonzero(rows.values(HASH) <= hashes[self.size - 1]))


class Smallest:
    """The smallest hashes so far, up to a number, each once."""

    def __init__(self, size: int) -> None:
        self.greatest = GREATEST
        """No greater hash can still be among them."""
        self._size = size
        self._hashes = np.empty(0, dtype=np.int64)
        self._pending: list[Ints] = []

    def see(self, hashes: Ints) -> Ints:
        """Add hashes: the places of those that may be among the smallest."""
        self._pending.append(hashes[hashes < self.greatest])
        # From time to time all but the smallest are dropped.
        if sum(map(len, self._pending)) > self._size // 4:
            self._hashes = distinct(np.concatenate((self._hashes, *self._pending)))[: self._size]
            self._pending = []
            if len(self._hashes) == self._size:
                self.greatest = int(self._hashes[-1])
        return np.flatnonzero(hashes <= self.greatest)


def _codes(column: Key) -> Ints:
    """Whole numbers in the order of the column's values."""
    return column.codes if isinstance(column, Labels) else column
