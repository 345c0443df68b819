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

KEY = "key"
"""The column of the ids by which records are kept in an object."""
_CELLS = (str, int, float, bool, type(None))


def by_columns(value: Any) -> Iterator[Mapping[str, Any]] | None:
    """The records of an object that has a field for each column; None where it is none."""
    if not isinstance(value, dict) or not value:
        return None
    if (names := value.get("columns")) and _are_rows(value.get("data")):
        return _with_names(list(map(as_text, names)), value["data"])
    cells = list(value.values())
    if all(isinstance(one, str) for one in cells) and _are_ids(value):
        return iter([{KEY: key, "text": text} for key, text in value.items()])
    if len(cells) > 1 and (_are_columns(cells) or _are_numbered_columns(value)):
        columns = [list(one.values()) if isinstance(one, dict) else one for one in cells]
        return _with_names(list(value), list(zip(*columns, strict=True)))
    return None


def _are_rows(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(map(is_row, data))


def _are_columns(cells: Sequence[Any]) -> bool:
    """Whether they are lists of cells, all as long."""
    return all(map(_are_cells, cells)) and len({len(one) for one in cells}) == 1


def _are_numbered_columns(value: Mapping[str, Any]) -> bool:
    """Whether they are objects that have the same numbers for names, while their own are words."""
    cells = list(value.values())
    if not all(isinstance(one, dict) and one for one in cells):
        return False
    places = list(cells[0])
    numbered = all(place.isdecimal() for place in places)
    return numbered and not any(map(str.isdecimal, value)) and all(list(c) == places for c in cells)


def _are_ids(value: Mapping[str, Any]) -> bool:
    """Whether the names of an object are ids of the texts that it holds."""
    return len(value) > 1 and all(any(map(str.isdecimal, key)) for key in value)


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


def _with_names(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(names, row, strict=False)) for row in rows)
