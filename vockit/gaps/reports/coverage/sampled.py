"""The sampled verbatims, with their terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.joining import places_among
from vockit.gaps.terms import Terms

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The sampled verbatims, their terms, and how many verbatims have each."""

    verbatims: pd.DataFrame
    terms: Terms
    untagged: NDArray[np.bool_]
    copies: Ints

    def having(self, term: int) -> NDArray[np.bool_]:
        """The verbatims with the term."""
        mask = np.zeros(len(self.verbatims), dtype=np.bool_)
        mask[self.terms.text[self.terms.term == term]] = True
        return mask

    def places(self, rows: pd.DataFrame) -> Ints:
        """The verbatim of each row, -1 where it is not among those sampled."""
        hashes, keys = (table[s.HASH].to_numpy(np.int64) for table in (self.verbatims, rows))
        return places_among(hashes, keys)

    def count(self, mask: NDArray[np.bool_]) -> Ints:
        """How many of the verbatims in the mask have each term."""
        chosen = mask[self.terms.text]
        weights = self.copies[self.terms.text[chosen]]
        counts = np.bincount(self.terms.term[chosen], weights, minlength=len(self.terms.names))
        return np.rint(counts).astype(np.int64)


def hashes_of(verbatims: pd.DataFrame, mask: NDArray[np.bool_]) -> frozenset[int]:
    """The hashes of the verbatims in the mask."""
    return frozenset(verbatims[s.HASH].to_numpy(np.int64)[mask].tolist())
