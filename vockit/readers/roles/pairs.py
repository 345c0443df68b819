"""Columns beside each other: those that take turns, and those that repeat one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vockit.readers.roles.columns import Column

_OVERLAP = 0.02
"""Share of records in which two columns that take turns may both be filled."""
_LEAST_FILL = 0.05
"""Share of records in which each of two columns that take turns must be filled."""
_LEAST_TURNS = 5
"""And so many records at least: in a short file it may be chance."""
_TELLING = 200
"""Records that tell whether one column is a copy of another."""
_SAME = 0.9
"""Share of records in which a copy of a column says the same."""


def take_turns(one: Column, other: Column) -> bool:
    """Whether the two are filled in different records, as where a file joins two sources."""
    here, there = one.present, other.present
    least = max(_LEAST_TURNS, _LEAST_FILL * len(here))
    if here.sum() < least or there.sum() < least:
        return False
    both = int((here & there).sum())
    return both <= _OVERLAP * min(int(here.sum()), int(there.sum()))


def without_copies(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """The columns that say something of their own, and those that repeat one before."""
    kept: list[Column] = []
    copies: list[Column] = []
    for column in columns:
        (copies if any(_repeats(column, other) for other in kept) else kept).append(column)
    return kept, copies


def _repeats(one: Column, other: Column) -> bool:
    both = np.flatnonzero(one.present & other.present)[:_TELLING].tolist()
    if not both or len(both) < one.present.sum() / 2:
        return False
    same = sum(
        _letters(one.contents.values[at]) == _letters(other.contents.values[at]) for at in both
    )
    return same >= _SAME * len(both)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
