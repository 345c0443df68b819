"""Tables of sums: rows with equal keys add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from vockit.language.arrays import Ints
from vockit.schema import NEGATIVE, POSITIVE, RATED, RATING_SQUARES, RATING_SUM, TAGGED, VALENCED, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Labels, Sums, group_sums, text_array
from vockit.tallies.limits import OPTION, refuse_too_many

VERBATIM_MEASURES = (
    N,
    POSITIVE,
    NEGATIVE,
    TAGGED,
    VALENCED,
    RATED,
    RATING_SUM,
    RATING_SQUARES,
)
OPINION_MEASURES = (N, POSITIVE, NEGATIVE, RATED, RATING_SUM)


def one_each(*keys: Labels) -> Sums:
    """How often each combination of labels occurs."""
    return group_sums(keys, np.ones((len(keys[0].codes), 1), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class SumTable:
    """A statistic whose rows add up where their keys are equal. Its rows ascend by their keys."""

    name: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    sums: Callable[[Facts], Sums]
    number_keys: tuple[str, ...] = ()
    """Keys that are whole numbers; the others are text."""

    def count(self, facts: Facts) -> pd.DataFrame:
        """The table of one batch."""
        return self.table(self.sums(facts))

    def table(self, sums: Sums) -> pd.DataFrame:
        """Sums with their labels written out.

        Raises:
            UsageError: There are over 1,000 brands, channels or segments.
        """
        columns: dict[str, ExtensionArray | Ints] = {}
        for name, key in zip(self.keys, sums.keys, strict=True):
            columns[name] = key.numbers() if name in self.number_keys else key.text()
            if name in OPTION:
                refuse_too_many(name, len(key.names))
        return pd.DataFrame({**columns, **dict(zip(self.values, sums.values.T, strict=True))})

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """The table of all parts together.

        Raises:
            UsageError: There are over 1,000 brands, channels or segments.
        """
        filled = [part for part in parts if len(part)]
        if not filled:
            return self._empty()
        if len(filled) == 1:
            return filled[0]
        rows = pd.concat(filled, ignore_index=True)
        merged = rows.groupby(list(self.keys), as_index=False, sort=True).sum()
        for key in self.keys:
            if key in OPTION:
                refuse_too_many(key, merged[key].nunique())
        return merged

    def _empty(self) -> pd.DataFrame:
        number, text = np.empty(0, dtype=np.int64), text_array([])
        columns = (*self.keys, *self.values)
        return pd.DataFrame({name: text if self._is_text(name) else number for name in columns})

    def _is_text(self, name: str) -> bool:
        return name in self.keys and name not in self.number_keys
