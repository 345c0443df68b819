"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): all visible sheets that hold one kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, takewhile

from vockit.cells import as_text, tidy
from vockit.errors import InputError, UsageError
from vockit.naming import did_you_mean
from vockit.readers.remarks import Remarks
from vockit.readers.roles import names_role, names_text
from vockit.readers.sheet_headers import TOP, SheetHeader, find_sheet_header
from vockit.readers.sheet_records import cell_value, is_empty, records_of, row_texts
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import (
    CHUNK,
    Chunk,
    FormatOptions,
    Layout,
    Table,
    column_names,
    whole_chunk,
)
from vockit.readers.workbooks import Sheet, open_workbook

_SAME_TABLE = 0.6
"""Share of the names of two sheets that they have in common where both hold one kind of record."""
_PROSE = 3
"""Blanks in a cell from which on it is prose, such as a comment, rather than a name."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet with a table on it."""

    sheet: Sheet
    header: SheetHeader
    names: tuple[str, ...]
    places: tuple[int, ...]
    """The column of the sheet that each name stands for, 0-based."""
    notes: tuple[str, ...]
    labels: Mapping[str, str]
    """Name of a column to the full text of its question, where a second row has it."""
    prose: int
    """Cells of prose in its first rows."""
    filled: bool
    """Whether it has any record."""

    @property
    def keys(self) -> frozenset[str]:
        """What its columns are called, however they are written; none where no row names them."""
        return frozenset(tidy(name).casefold() for name in self.names)


def read_excel(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table with the cells' own types, formulas by their last value, of one or more sheets.

    Sheets with the same header are read one after the other. Hidden sheets, sheets without records
    and sheets of another kind are left out, and named.

    Raises:
        InputError: it is no workbook, or none of its sheets has records.
        UsageError: a sheet that the user named does not exist.
    """
    sheets = open_workbook(opened)
    name = opened.name
    if options.sheets:
        wanted = [_named(one, sheets, name) for one in dict.fromkeys(options.sheets)]
        pages = [page for sheet in wanted if (page := _page(sheet, options)) is not None]
        chosen = _Chosen(pages, [], [])
    else:
        chosen = _choose(sheets, options)
    pages = chosen.pages
    if not pages:
        every = ", ".join(repr(sheet.name) for sheet in sheets)
        hidden = any(sheet.hidden for sheet in sheets)
        raise InputError(
            f"{name}: no sheet with a header and records"
            + (f" among {every}" if every else "")
            + ("; --sheet NAME reads a hidden one" if hidden else "; export it again")
        )
    columns = tuple(dict.fromkeys(chain.from_iterable(page.names for page in pages)))
    first = pages[0]
    notes = [f"{name}: {one}" for one in (_form(pages), *chosen.notes)]
    notes += [f"{name}, sheet {page.sheet.name!r}: {note}" for page in pages for note in page.notes]
    at = first.header.at
    layout = Layout(
        header_line=None if at is None else at + 1,
        header_rows=first.header.rows,
        sheets=tuple(page.sheet.name for page in pages),
        labels={name: label for page in reversed(pages) for name, label in page.labels.items()},
    )
    remarks = {page.sheet.name: Remarks() for page in pages}
    chunks = chain.from_iterable(_chunks(page, columns, remarks[page.sheet.name]) for page in pages)
    return Table(
        columns,
        chunks,
        tuple(notes),
        typed=True,
        layout=layout,
        late_notes=lambda: tuple(
            note
            for sheet, one in remarks.items()
            for note in one.notes(f"{name}, sheet {sheet!r}", 0)
        ),
        warnings=tuple(f"{name}: {one}" for one in chosen.warnings),
    )


def _named(wanted: str, sheets: Sequence[Sheet], file: str) -> Sheet:
    plain = tidy(wanted).casefold()
    for sheet in sheets:
        if sheet.name == wanted:
            return sheet
    for sheet in sheets:
        if tidy(sheet.name).casefold() == plain:
            return sheet
    names = [sheet.name for sheet in sheets]
    hint = did_you_mean(wanted, names, f"there are {', '.join(map(repr, names))}")
    raise UsageError(f"--sheet {wanted}: {file} has no such sheet with cells; {hint}")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The sheets that are read, and what is to be said of the others."""

    pages: list[_Page]
    notes: list[str]
    warnings: list[str]


def _choose(sheets: Sequence[Sheet], options: FormatOptions) -> _Chosen:
    """The visible sheets of the kind that looks most like customers; of equal kinds the first."""
    found = (_page(sheet, options) for sheet in sheets)
    pages = [page for page in found if page is not None and page.filled]
    kinds: list[list[_Page]] = []
    for page in pages:
        if page.sheet.hidden:
            continue
        kind = next((one for one in kinds if _same_table(one[0], page)), None)
        if kind is None:
            kinds.append([page])
        else:
            kind.append(page)
    if not kinds:
        return _Chosen([], [], [])
    best = max(kinds, key=_voice)
    chosen = _Chosen(best, [], [])
    page_of = {page.sheet.name: page for page in pages}
    for sheet in sheets:
        table = page_of.get(sheet.name)
        if table in best:
            continue
        mend = f"(--sheet {_quoted(sheet.name)} reads it)"
        if table is None:
            chosen.notes.append(f"sheet {sheet.name!r} is left out: it has no records")
        elif not sheet.hidden:
            why = f"it has other columns {mend}"
            chosen.warnings.append(f"sheet {sheet.name!r} is left out: {why}")
        else:
            # A hidden list of codes is no loss, a hidden month may be one.
            tell = chosen.warnings if _same_table(best[0], table) else chosen.notes
            tell.append(f"sheet {sheet.name!r} is left out: it is hidden {mend}")
    return chosen


def _voice(kind: Sequence[_Page]) -> tuple[bool, int, int]:
    """How much sheets look like what customers wrote: texts, roles beside them, prose.

    A list of products or of findings has prose, too, but no date, rating or author beside it.
    """
    names = {name for page in kind for name in page.names}
    prose = sum(page.prose for page in kind)
    has_text = prose > 0 or any(map(names_text, names))
    return has_text, sum(map(names_role, names)), prose


def _quoted(name: str) -> str:
    return name if name.isalnum() else f"'{name}'"


def _same_table(one: _Page, other: _Page) -> bool:
    if one.header.at is None or other.header.at is None:
        return one.header.at == other.header.at and len(one.names) == len(other.names)
    shared = len(one.keys & other.keys)
    return shared >= _SAME_TABLE * len(one.keys | other.keys)


def _page(sheet: Sheet, options: FormatOptions) -> _Page | None:
    """The table of a sheet, None where nothing stands on it."""
    rows = sheet.rows()
    blank = sum(1 for _ in takewhile(lambda row: all(map(is_empty, row)), sheet.rows()))
    first = islice(rows, blank, blank + TOP)
    top: list[list[str]] = [[]] * blank
    top += [[tidy(as_text(cell_value(cell))) for cell in row] for row in first]
    header = find_sheet_header(top, options)
    if header is None:
        return None
    after = header.records
    width = max(map(len, top), default=0)
    names = [*header.names, *[""] * (width - len(header.names))]
    used = _used(sheet, after, [place for place, name in enumerate(names) if not name])
    places = tuple(place for place, name in enumerate(names) if name or place in used)
    called, notes = column_names([names[at] or f"column_{at + 1}" for at in places])
    if unnamed := [one for one, at in zip(called, places, strict=True) if not names[at]]:
        notes = (*notes, f"unnamed column read as {', '.join(map(repr, unnamed))}")
    body = chain(top[after:], rows)
    above = sum(map(any, top[: header.at]))
    if header.at is not None and above:
        lines = "1 row above it is" if above == 1 else f"{above} rows above it are"
        notes = (f"{lines} passed over", *notes)
    if header.rows > 1:
        notes = (f"the header has {header.rows} rows", *notes)
    return _Page(
        sheet=sheet,
        header=header,
        names=called,
        places=places,
        notes=notes,
        labels={
            name: header.labels[at]
            for name, at in zip(called, places, strict=True)
            if at in header.labels
        },
        prose=sum(cell.count(" ") >= _PROSE for row in top[after:] for cell in row),
        filled=any(any(not is_empty(cell) for cell in row) for row in body),
    )


def _used(sheet: Sheet, after: int, places: Sequence[int]) -> set[int]:
    """Which of the columns without a name have anything in them."""
    used: set[int] = set()
    left = list(places)
    if not left:
        return used
    for row in islice(sheet.rows(), after, None):
        found = [place for place in left if place < len(row) and not is_empty(row[place])]
        if found:
            used.update(found)
            left = [place for place in left if place not in used]
            if not left:
                break
    return used


def _form(pages: Sequence[_Page]) -> str:
    names = " and ".join(", ".join(repr(page.sheet.name) for page in pages).rsplit(", ", 1))
    lines = dict.fromkeys(page.header.at for page in pages)
    where = " and ".join("none" if at is None else f"row {at + 1}" for at in lines)
    header = "no header" if list(lines) == [None] else f"header in {where}"
    return f"Excel, sheet{'s' if len(pages) > 1 else ''} {names}, {header}"


def _chunks(page: _Page, columns: Sequence[str], remarks: Remarks) -> Iterator[Chunk]:
    at = page.header.at
    title = [] if at is None else row_texts(next(islice(page.sheet.rows(), at, None)))
    first = page.header.records
    rows = records_of(islice(page.sheet.rows(), first, None), first + 1, title, remarks)
    place_of = dict(zip(page.names, page.places, strict=True))
    places = [place_of.get(column) for column in columns]
    while taken := list(islice(rows, CHUNK)):
        across = list(zip(*taken, strict=True))
        nothing = (None,) * len(taken)
        yield whole_chunk(
            [
                nothing if at is None or at >= len(across) else list(map(cell_value, across[at]))
                for at in places
            ],
            len(taken),
        )
