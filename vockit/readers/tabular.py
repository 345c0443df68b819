"""Tables written as JSON: by columns, or as rows of cells; brought into one object a record.

pandas writes the first three (``orient`` columns, list and split), BI tools and web services the
rows of cells below a row of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vockit.cells import as_text
from vockit.readers.header_rows import find_header
from vockit.readers.sheet_headers import TOP
from vockit.readers.tables import column_names

_CELLS = (str, int, float, bool, type(None))


def by_columns(value: Any) -> Iterator[Mapping[str, Any]] | None:
    """The records of an object that has a field for each column; None where it is none."""
    if not isinstance(value, dict) or not value:
        return None
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and data and all(map(is_row, data)):
        return _with_names(list(map(as_text, columns)), data)
    cells = list(value.values())
    if all(map(_are_cells, cells)) and len({len(one) for one in cells}) == 1 and len(cells) > 1:
        return _across(value, list(zip(*cells, strict=True)))
    if not all(isinstance(one, dict) and one for one in cells) or len(cells) < 2:
        return None
    places = list(cells[0])
    numbered = all(place.isdecimal() for place in places)
    named = not any(name.isdecimal() for name in value)
    if numbered and named and all(list(one) == places for one in cells):
        return _across(value, list(zip(*(one.values() for one in cells), strict=True)))
    return None


def names_of_cells(top: Sequence[Sequence[Any]]) -> tuple[tuple[str, ...], int]:
    """The names of the columns of rows of cells, and the place of the first record."""
    found = find_header([[as_text(cell).strip() for cell in row] for row in top[:TOP]])
    width = max(map(len, top), default=0)
    names, _ = column_names([*found.names, *[""] * (width - len(found.names))])
    return names, found.first_record


def is_row(value: Any) -> bool:
    """Whether a value is a row of cells."""
    return _are_cells(value) and len(value) > 0


def _are_cells(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(cell, _CELLS) for cell in value)


def _across(columns: Mapping[str, Any], rows: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    return _with_names(list(columns), rows)


def _with_names(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(names, row, strict=False)) for row in rows)
