"""Columns without the words that stand for nothing: ``NA``, ``NULL``, ``#REF!``, ``-``.

What is blank is said in one place, ``vockit.cells.is_blank``. The cells themselves stay as they
are: ``annotate`` prints them unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence

from vockit.cells import group_name, is_blank


def blank_places(values: Sequence[str]) -> list[int]:
    """Where a column says nothing, ascending."""
    return [place for place, value in enumerate(values) if is_blank(value)]


def group_names(values: Sequence[str]) -> Sequence[str]:
    """The values of a column that groups records; one group has one name, "" is none."""
    names = {value: group_name(value) for value in set(values)}
    if all(value == name for value, name in names.items()):
        return values
    return list(map(names.__getitem__, values))


def first_filled(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    """Of several columns side by side, the first value of each record that is not blank."""
    if len(columns) < 2:
        return columns[0] if columns else ()
    first, *others = columns
    rest = first_filled(others)
    return [other if is_blank(one) else one for one, other in zip(first, rest, strict=True)]
