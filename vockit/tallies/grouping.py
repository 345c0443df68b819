"""Groups of rows by codes, and sums over them: whole numbers throughout, so that sums are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from vockit.arrays import Bools, Ints, first_of_runs, ranges
from vockit.cells import as_texts

Names: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """One key of every row: ``names[code]``. Names ascend, each once."""

    codes: Ints
    names: Names

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, places: Ints | Bools) -> Labels:
        """The labels of these rows, in this order."""
        return Labels(self.codes[places], self.names)

    def used(self) -> Labels:
        """The same without names that no row has."""
        place = np.zeros(len(self.names), dtype=np.int64)
        place[self.codes] = 1
        used = np.flatnonzero(place)
        place[used] = np.arange(len(used))
        return Labels(place[self.codes], tuple(self.names[code] for code in used.tolist()))


Key: TypeAlias = Labels | Ints
"""What identifies a row: labels, or whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Groups in the order of their keys, each once: the keys, and a row of sums."""

    keys: tuple[Key, ...]
    values: Ints

    def __len__(self) -> int:
        return len(self.values)


def text_labels(values: Sequence[Any]) -> Labels:
    """Labels of one value a row, as text. A missing value is ""."""
    rows = as_texts(values)
    found = {value: code for code, value in enumerate(dict.fromkeys(rows))}
    codes = np.fromiter(map(found.__getitem__, rows), np.int64, len(rows))
    return named_labels(codes, tuple(found))


def named_labels(codes: Ints, names: Names) -> Labels:
    """Labels by codes into names in any order, of which several may be the same; -1 is ""."""
    if len(codes) and codes.min() < 0:
        codes = np.where(codes < 0, len(names), codes)
        names = (*names, "")
    ascending, place = _in_order(names)
    return Labels(codes if place is None else place[codes], ascending)


def distinct(values: Ints) -> Ints:
    """The values that occur, ascending. On short arrays many times as fast as ``np.unique``."""
    ordered = np.sort(values)
    return ordered[first_of_runs(ordered)]


def at(key: Key, places: Ints | Bools) -> Key:
    """The keys of these rows, in this order."""
    return key.at(places) if isinstance(key, Labels) else key[places]


def group_sums(keys: Sequence[Key], values: Ints) -> Sums:
    """Sums over the rows with equal keys; ``values`` has a row for each of them."""
    combined = np.zeros(len(values), dtype=np.int64)
    for key in keys:
        if isinstance(key, Labels):
            codes, size = key.codes, len(key.names)
        else:
            numbers = distinct(key)
            codes, size = np.searchsorted(numbers, key), len(numbers)
        combined = combined * size + codes
    order = np.argsort(combined)
    starts = np.flatnonzero(first_of_runs(combined[order]))
    first = order[starts]
    total = (
        np.add.reduceat(values.take(order, axis=0), starts, axis=0) if len(starts) else values[:0]
    )
    return Sums(tuple(at(key, first) for key in keys), total)


def joined_labels(labels: Sequence[Labels]) -> Labels:
    """The labels of all, one after another."""
    several = list(dict.fromkeys(label.names for label in labels))
    if len(several) == 1:
        return Labels(np.concatenate([label.codes for label in labels]), several[0])
    names = tuple(sorted(set().union(*several)))
    place = {name: code for code, name in enumerate(names)}
    places = {known: np.array([place[name] for name in known], dtype=np.int64) for known in several}
    return Labels(np.concatenate([places[label.names][label.codes] for label in labels]), names)


def join(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Places of all pairs of equal values, in the order of ``left``; ``right`` must ascend."""
    start = np.searchsorted(right, left, side="left")
    count = np.searchsorted(right, left, side="right") - start
    return np.repeat(np.arange(len(left)), count), ranges(start, count)


def _in_order(names: Names) -> tuple[Names, Ints | None]:
    """The names ascending, and the new place of each name; None where all stay."""
    if all(left < right for left, right in pairwise(names)):
        return names, None
    ascending = tuple(sorted(set(names)))
    place = {name: code for code, name in enumerate(ascending)}
    return ascending, np.array([place[name] for name in names], dtype=np.int64)
