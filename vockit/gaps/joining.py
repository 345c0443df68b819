"""Tables of a sample are joined by the hashes of verbatims, which ascend in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from vockit import schema as s
from vockit.arrays import Ints

if TYPE_CHECKING:
    import pandas as pd


def places_among(ascending: Ints, keys: Ints) -> Ints:
    """The place of each wanted key among those that ascend, -1 where it is not there."""
    if not len(ascending):
        return np.full(len(keys), -1)
    place = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    return np.where(ascending[place] == keys, place, -1)


class SampledClauses:
    """The clauses of the sampled verbatims, in the order of hashes and numbers, as in the table."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._hashes: Ints = tables["sample_verbatims"][s.HASH].to_numpy(np.int64)
        table = tables["sample_clauses"]
        owner = self.verbatims_of(table[s.HASH].to_numpy(np.int64))
        self._table = table if (owner >= 0).all() else table[owner >= 0]
        self.owner: Ints = owner[owner >= 0]
        """The place of each clause's verbatim."""
        self.number: Ints = self.column(s.CLAUSE)
        self._width = int(self.number.max(initial=0)) + 1
        self._key = self.owner * self._width + self.number

    def column(self, name: str) -> Ints:
        """A figure of each clause."""
        return self._table[name].to_numpy(np.int64)

    def verbatims_of(self, hashes: Ints) -> Ints:
        """The place of the verbatim with each hash, -1 where it is not in the sample."""
        return places_among(self._hashes, hashes)

    def places_of(self, hashes: Ints, number: Ints) -> Ints:
        """The place of each clause, by the hash of its verbatim and its number; -1 for none."""
        owner = self.verbatims_of(hashes)
        known = (owner >= 0) & (number < self._width)
        return np.where(known, places_among(self._key, owner * self._width + number), -1)

    def places_in(self, table: pd.DataFrame) -> Ints:
        """The place of the clause of each row."""
        return self.places_of(*(table[name].to_numpy(np.int64) for name in (s.HASH, s.CLAUSE)))
