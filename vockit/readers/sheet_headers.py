"""Where the table of a sheet begins: unlike in a text file, rows and columns may be blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vockit.errors import InputError
from vockit.readers.header_rows import Header, find_header
from vockit.readers.tables import FormatOptions

TOP = 100
"""Rows of a sheet in which its table begins."""
_CERTAIN = 3
"""Evidence for a header from which on a table above it is passed over as a summary."""


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """The rows of a sheet that are no records. Places are counted from the first row, 0-based."""

    at: int | None
    """Place of the row that names the columns, None where none does."""
    rows: int
    """Rows of names and questions, 0 to 3."""
    records: int
    """Place of the first row that may be a record."""
    names: tuple[str, ...]
    """One for each column of the sheet, blank where there is none."""
    labels: Mapping[int, str]
    """Place of a column to the full text of its question."""


def find_sheet_header(top: Sequence[Sequence[str]], options: FormatOptions) -> SheetHeader | None:
    """The header of a sheet that begins with these rows, as text; None where all are blank.

    Raises:
        InputError: the row that the user named is blank, or is not among them.
    """
    places = [place for place, row in enumerate(top) if any(row)]
    if not places:
        return None
    first = min(next(at for at, cell in enumerate(top[place]) if cell) for place in places)
    width = max(map(len, top))
    rows = [[*top[place], *[""] * (width - len(top[place]))][first:] for place in places]
    start = None
    if options.header_line is not None:
        if options.header_line - 1 not in places:
            raise InputError(
                f"--header-line {options.header_line}: that row is blank, or not among the first "
                f"{TOP}; name the row of the column names"
            )
        start = places.index(options.header_line - 1)
    found = _found(rows, places, start, options.header_rows)
    last = found.above + found.rows - 1
    return SheetHeader(
        at=places[found.above] if found.rows else None,
        rows=found.rows,
        records=places[last] + 1 if found.rows else places[min(found.above, len(places) - 1)],
        names=("",) * first + found.names,
        labels={at + first: label for at, label in found.labels.items()},
    )


def _found(
    rows: Sequence[Sequence[str]],
    places: Sequence[int],
    start: int | None,
    header_rows: int | None,
) -> Header:
    after_blank = [at for at in range(1, len(places)) if places[at] > places[at - 1] + 1]
    found = find_header(
        rows, after_blank=frozenset(after_blank), start=start, header_rows=header_rows
    )
    if start is not None or header_rows is not None:
        return found
    filled = [sum(map(bool, row)) for row in rows]
    for at in after_blank:
        # Below a blank row, and wider than all above it: what is above is a summary.
        if at > found.above and max(filled[:at]) < filled[at]:
            below = find_header(rows[at:])
            if below.above == 0 and below.rows and below.evidence >= _CERTAIN:
                return Header(at, below.rows, below.names, below.labels, below.evidence)
    return found
