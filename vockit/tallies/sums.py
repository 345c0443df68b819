"""Tables of sums: rows with equal keys add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vockit.schema import NEGATIVE, POSITIVE, RATED, RATING_SQUARES, RATING_SUM, TAGGED, VALENCED, N
from vockit.tallies.columns import Column, Columns, empty, joined
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Key, Labels, Sums, group_sums
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


def one_each(*keys: Key) -> Sums:
    """How often each combination of keys occurs."""
    return group_sums(keys, np.ones((len(keys[0]), 1), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class SumTable:
    """A statistic whose rows add up where their keys are equal. Its rows ascend by their keys."""

    name: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    sums: Callable[[Facts], Sums]
    number_keys: tuple[str, ...] = ()
    """Keys that are whole numbers; the others are text."""

    def count(self, facts: Facts) -> Columns:
        """The rows of one batch."""
        return self._columns(self.sums(facts))

    def merge(self, parts: Sequence[Columns]) -> Columns:
        """The rows of all parts together.

        Raises:
            UsageError: There are over 1,000 brands, channels or segments.
        """
        filled = [part for part in parts if len(part)]
        if not filled:
            labels = [key for key in self.keys if key not in self.number_keys]
            return empty((*self.keys, *self.values), labels)
        rows = joined(filled)
        values = np.column_stack([rows.values(name) for name in self.values])
        sums = group_sums([rows.named[name] for name in self.keys], values)
        return self._columns(sums)

    def _columns(self, sums: Sums) -> Columns:
        for name, key in zip(self.keys, sums.keys, strict=True):
            if name in OPTION and isinstance(key, Labels):
                refuse_too_many(name, len(key.names))
        named: dict[str, Column] = dict(zip(self.keys, sums.keys, strict=True))
        return Columns({**named, **dict(zip(self.values, sums.values.T, strict=True))})
