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
import pandas as pd

from vockit.language.arrays import Bools, Ints, first_of_runs
from vockit.schema import HASH
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import distinct, text_array

SAMPLE_SIZE = 20_000
"""Verbatims in a sample."""
MAX_CHARACTERS = 10_000
"""Of a sampled text only so many are kept, and what was found in them."""


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A statistic that keeps rows of the verbatims with the smallest hashes, sorted by its keys.

    Rows with equal keys are of the same verbatim and become one: ``added`` columns add up, of
    ``least`` columns the smallest stays, the others are equal anyway.
    """

    name: str
    keys: tuple[str, ...]
    """The first is the hash."""
    rows: Callable[[Facts, Bools], pd.DataFrame]
    """The rows of the verbatims in a mask."""
    text_columns: tuple[str, ...]
    number_columns: tuple[str, ...]
    added: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    size: int = SAMPLE_SIZE

    def count(self, facts: Facts) -> pd.DataFrame:
        """The sample of one batch."""
        chosen = facts.identity <= facts.below.get(self.name, _GREATEST)
        return self._sample(self.rows(facts, chosen)) if chosen.any() else self._empty()

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """The sample of all parts together."""
        filled = [part for part in parts if len(part)]
        if not filled:
            return self._empty()
        if len(filled) == 1:
            return self._cut(filled[0]).reset_index(drop=True)
        return self._sample(pd.concat(filled, ignore_index=True))

    def _sample(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of the smallest hashes, each key once, in the order of the keys."""
        if not len(rows):
            return self._empty()
        rows = self._cut(rows)
        keys = [_codes(rows[name]) for name in self.keys]
        least = [_codes(rows[name]) for name in self.least]
        order = np.lexsort([*least[::-1], *keys[::-1]])
        starts = np.flatnonzero(first_of_runs(*(key[order] for key in keys)))
        kept = rows.take(order[starts]).reset_index(drop=True)
        for name in self.added:
            kept[name] = np.add.reduceat(rows[name].to_numpy()[order], starts)
        return kept

    def _cut(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of the smallest hashes; before they are sorted, since that costs the most."""
        hashes = distinct(rows[HASH].to_numpy())
        if len(hashes) <= self.size:
            return rows
        return rows.take(np.flatnonzero(rows[HASH].to_numpy() <= hashes[self.size - 1]))

    def threshold(self, table: pd.DataFrame) -> int | None:
        """The greatest hash that can still enter, once the sample is full."""
        hashes = table[HASH].to_numpy()
        if np.count_nonzero(first_of_runs(hashes)) < self.size:
            return None
        return int(hashes[-1])

    def _empty(self) -> pd.DataFrame:
        number, text = np.empty(0, dtype=np.int64), text_array([])
        numbers = dict.fromkeys(self.number_columns, number)
        return pd.DataFrame({**numbers, **dict.fromkeys(self.text_columns, text)})


def _codes(column: pd.Series) -> Ints:
    """Whole numbers in the order of the column's values."""
    if pd.api.types.is_integer_dtype(column.dtype):
        return column.to_numpy()
    return pd.factorize(column, sort=True)[0].astype(np.int64)


_GREATEST = np.iinfo(np.int64).max
