"""The records of a sheet: its rows without blank ones, repeated headers, titles and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from vockit.cells import as_text, tidy
from vockit.readers.remarks import Remarks

Row = Sequence[Any]

_LEAST_COLUMNS: Final = 3
"""In a narrower table a row of one cell may be a record."""
_DIGITS: Final = 15
"""That a spreadsheet shows of a number."""
_EXACT_INTEGERS: Final = 2**53
"""Up to here a float holds every integer: a workbook has no other numbers."""


def records_of(
    rows: Iterable[Row], first: int, title: Sequence[str], remarks: Remarks
) -> Iterator[Row]:
    """The rows that are records; what is left out is entered in ``remarks``.

    ``first`` is the number of the first of the rows, ``title`` the row of names as ``row_texts``
    has it, with nothing in it where there is none. A row of one cell below a blank row is a title
    or a footer, unless records follow that are no header.
    """
    telling = next((at for at, name in enumerate(title) if name), None)
    held: list[tuple[int, Row]] = []
    after_blank = False
    for number, row in enumerate(rows, start=first):
        filled = sum(not is_empty(cell) for cell in row)
        if filled == 0:
            after_blank = True
        elif telling is not None and _is(row, telling, title):
            remarks.titles += [one for one, _ in held]
            remarks.repeated.append(number)
            held = []
        elif filled == 1 and (after_blank or held) and len(row) >= _LEAST_COLUMNS:
            held.append((number, row))
        else:
            yield from (one for _, one in held)
            held, after_blank = [], False
            yield row
    remarks.titles += [one for one, _ in held]


def row_texts(row: Row) -> list[str]:
    """The cells of a row as text, as they are compared."""
    return [tidy(as_text(cell_value(cell))) for cell in row]


def cell_value(cell: Any) -> Any:
    """A cell as Excel shows it: no ``5.0`` for five, 0.3 for 0.1 + 0.2, plain line ends."""
    if isinstance(cell, str):
        if "\r" in cell:
            cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        return cell or None
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _EXACT_INTEGERS:
            return int(cell)
        return float(f"{cell:.{_DIGITS}g}")
    return cell


def is_empty(cell: Any) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or cell == ""


def _is(row: Row, telling: int, title: Sequence[str]) -> bool:
    """Whether a row is the header once more; one cell tells nearly always that it is not."""
    if telling >= len(row) or tidy(as_text(cell_value(row[telling]))) != title[telling]:
        return False
    return row_texts(row) == title
