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

from vockit.language.arrays import Bools, first_of_runs
from vockit.schema import HASH
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import TEXT_DTYPE

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
        return self.merge([self.rows(facts, chosen)] if chosen.any() else [])

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """The sample of all parts together."""
        filled = [part for part in parts if len(part)]
        if not filled:
            return self._empty()
        rows = pd.concat(filled, ignore_index=True)
        rows = rows.sort_values([*self.keys, *self.least], ignore_index=True)
        new = (rows[list(self.keys)] != rows[list(self.keys)].shift()).any(axis=1)
        starts = np.flatnonzero(new)
        kept = rows.iloc[starts].reset_index(drop=True)
        for name in self.added:
            kept[name] = np.add.reduceat(rows[name].to_numpy(), starts)
        verbatims = np.flatnonzero(first_of_runs(kept[HASH].to_numpy()))
        if len(verbatims) > self.size:
            kept = kept.iloc[: verbatims[self.size]]
        return kept

    def threshold(self, table: pd.DataFrame) -> int | None:
        """The greatest hash that can still enter, once the sample is full."""
        hashes = table[HASH].to_numpy()
        if np.count_nonzero(first_of_runs(hashes)) < self.size:
            return None
        return int(hashes[-1])

    def _empty(self) -> pd.DataFrame:
        columns = {name: pd.Series(dtype=np.int64) for name in self.number_columns}
        columns |= {name: pd.Series(dtype=TEXT_DTYPE) for name in self.text_columns}
        return pd.DataFrame(columns)


_GREATEST = np.iinfo(np.int64).max
