"""Groups of rows by codes, and sums over them: whole numbers throughout, so that sums are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from vockit.language.arrays import Ints, first_of_runs, ranges


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """One key of every row: ``names[codes]``. Names ascend, each once."""

    codes: Ints
    names: ExtensionArray | Ints

    def at(self, places: Ints | NDArray[np.bool_]) -> Labels:
        """The labels of these rows, in this order."""
        return Labels(self.codes[places], self.names)

    def values(self) -> ExtensionArray | Ints:
        """The labels written out."""
        return self.names.take(self.codes)


def text_labels(values: Sequence[object]) -> Labels:
    """Labels of one value a row, as text. A missing value is ""."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    codes, names = pd.factorize(column)
    return named_labels(codes.astype(np.int64), [str(name) for name in names])


def named_labels(codes: Ints, names: Sequence[str]) -> Labels:
    """Labels by codes into names in any order, of which several may be the same; -1 is ""."""
    if len(codes) and codes.min() < 0:
        codes = np.where(codes < 0, len(names), codes)
        names = [*names, ""]
    if any(left >= right for left, right in pairwise(names)):
        ascending = sorted(set(names))
        place = {name: code for code, name in enumerate(ascending)}
        codes = np.array([place[name] for name in names], dtype=np.int64)[codes]
        names = ascending
    return Labels(codes, text_array(names))


def number_labels(values: Ints) -> Labels:
    """Labels that are whole numbers."""
    names = distinct(values)
    return Labels(np.searchsorted(names, values).astype(np.int64), names)


def text_array(values: Sequence[str]) -> ExtensionArray:
    """Text as pandas keeps it in a table."""
    return pd.array(values, dtype=TEXT_DTYPE)


def distinct(values: Ints) -> Ints:
    """The values that occur, ascending. On short arrays many times as fast as ``np.unique``."""
    ordered = np.sort(values)
    return ordered[first_of_runs(ordered)]


def group_sums(keys: Sequence[Labels], values: Ints) -> tuple[list[ExtensionArray | Ints], Ints]:
    """The keys that occur, ascending, and the sums over their rows.

    ``values`` has a row for every row and a column for every measure.
    """
    order, starts = _groups(keys)
    if not len(starts):
        return [key.at(starts).values() for key in keys], values[:0]
    first = order[starts]
    return [key.at(first).values() for key in keys], np.add.reduceat(values[order], starts, axis=0)


def join(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Places of all pairs of equal values, in the order of ``left``; ``right`` must ascend."""
    start = np.searchsorted(right, left, side="left")
    count = np.searchsorted(right, left, side="right") - start
    return np.repeat(np.arange(len(left)), count), ranges(start, count)


def _groups(keys: Sequence[Labels]) -> tuple[Ints, Ints]:
    combined = np.zeros(len(keys[0].codes), dtype=np.int64)
    for key in keys:
        combined = combined * len(key.names) + key.codes
    order = np.argsort(combined)
    return order, np.flatnonzero(first_of_runs(combined[order]))


TEXT_DTYPE = pd.StringDtype(na_value=np.nan)
