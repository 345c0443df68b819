"""Groups of rows by codes, and sums over them: whole numbers throughout, so that sums are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from vockit.language.arrays import Bools, Ints, first_of_runs, ranges

TEXT_DTYPE = pd.StringDtype(na_value=np.nan)
Names: TypeAlias = tuple[str | int, ...]
"""All text or all whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """One key of every row: ``names[code]``. Names ascend, each once."""

    codes: Ints
    names: Names

    def at(self, places: Ints | Bools) -> Labels:
        """The labels of these rows, in this order."""
        return Labels(self.codes[places], self.names)

    def text(self) -> ExtensionArray:
        """The labels written out, as pandas keeps text."""
        return text_array([str(name) for name in self.names]).take(self.codes)

    def numbers(self) -> Ints:
        """The labels written out, where they are whole numbers."""
        return np.array(self.names, dtype=np.int64)[self.codes]


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Groups in the order of their keys, each once: a label of each key, and a row of sums."""

    keys: tuple[Labels, ...]
    values: Ints

    def __len__(self) -> int:
        return len(self.values)


def text_labels(values: Sequence[object]) -> Labels:
    """Labels of one value a row, as text. A missing value is ""."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    codes, names = pd.factorize(column)
    return named_labels(codes.astype(np.int64), tuple(str(name) for name in names))


def named_labels(codes: Ints, names: tuple[str, ...]) -> Labels:
    """Labels by codes into names in any order, of which several may be the same; -1 is ""."""
    if len(codes) and codes.min() < 0:
        codes = np.where(codes < 0, len(names), codes)
        names = (*names, "")
    ascending, place = _in_order(names)
    return Labels(codes if place is None else place[codes], ascending)


def number_labels(values: Ints) -> Labels:
    """Labels that are whole numbers."""
    names = distinct(values)
    return Labels(np.searchsorted(names, values).astype(np.int64), tuple(names.tolist()))


def text_array(values: Sequence[str]) -> ExtensionArray:
    """Text as pandas keeps it in a table."""
    return pd.array(values, dtype=TEXT_DTYPE)


def distinct(values: Ints) -> Ints:
    """The values that occur, ascending. On short arrays many times as fast as ``np.unique``."""
    ordered = np.sort(values)
    return ordered[first_of_runs(ordered)]


def group_sums(keys: tuple[Labels, ...], values: Ints) -> Sums:
    """Sums over the rows with equal keys; ``values`` has a row for each of them."""
    combined = np.zeros(len(values), dtype=np.int64)
    for key in keys:
        combined = combined * len(key.names) + key.codes
    order = np.argsort(combined)
    starts = np.flatnonzero(first_of_runs(combined[order]))
    first = order[starts]
    total = (
        np.add.reduceat(values.take(order, axis=0), starts, axis=0) if len(starts) else values[:0]
    )
    return Sums(tuple(key.at(first) for key in keys), total)


def joined_sums(parts: Sequence[Sums]) -> Sums:
    """The sums of all parts together."""
    keys = zip(*(part.keys for part in parts), strict=True)
    return group_sums(
        tuple(_joined_labels(labels) for labels in keys),
        np.concatenate([part.values for part in parts]),
    )


def join(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Places of all pairs of equal values, in the order of ``left``; ``right`` must ascend."""
    start = np.searchsorted(right, left, side="left")
    count = np.searchsorted(right, left, side="right") - start
    return np.repeat(np.arange(len(left)), count), ranges(start, count)


def _joined_labels(labels: Sequence[Labels]) -> Labels:
    names: Names = tuple(sorted(set().union(*(label.names for label in labels))))
    place = {name: code for code, name in enumerate(names)}
    codes = [
        label.codes
        if label.names == names
        else np.array([place[name] for name in label.names], dtype=np.int64)[label.codes]
        for label in labels
    ]
    return Labels(np.concatenate(codes), names)


@lru_cache(maxsize=256)
def _in_order(names: tuple[str, ...]) -> tuple[tuple[str, ...], Ints | None]:
    """The names ascending, and where each of the given ones went; None where they stay."""
    if all(left < right for left, right in pairwise(names)):
        return names, None
    ascending = tuple(sorted(set(names)))
    place = {name: code for code, name in enumerate(ascending)}
    return ascending, np.array([place[name] for name in names], dtype=np.int64)
