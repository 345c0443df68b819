"""What every format hands on: a table of named columns, read in chunks of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vockit.settings import InputSettings

CHUNK = 4096
"""Records read at once, whatever the batch size is: nothing that is found may depend on it."""

PEEK = 10_000
"""Records on which roles, dates and scales are decided before the first batch."""


_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that cannot be read: ``line`` is the first physical line of it, 1-based."""

    file: str
    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Consecutive records of one table, the good ones column by column."""

    records: int
    """Records in the chunk, rejected ones included."""
    places: NDArray[np.int64]
    """0-based place among ``records`` of every good one, ascending."""
    cells: Sequence[Sequence[Any]]
    """One sequence a column, in the order of ``Table.columns``."""
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out, as found: what ``vockit inspect`` shows of it."""

    format: str | None = None
    """The name of its format, as in ``--input-format``."""
    encoding: str | None = None
    """As Python names it; None for a format that is not text."""
    delimiter: str | None = None
    """Between the fields of a record; None where the format has none."""
    header_line: int | None = None
    """The physical line of the column names, 1-based; None where no line names them."""
    header_rows: int = 0
    """Rows of names and question texts above the records, 0 to 3."""
    sheets: tuple[str, ...] = ()
    """Sheets that are read, of a workbook."""
    records: str | None = None
    """Where the records are in nested JSON, as in ``--records``; None where it is not nested."""
    table: str | None = None
    """The table of a database that is read."""
    record_path: str = ""
    """What the names of a record's own columns begin with where it stands in a list of another."""
    inherited: tuple[str, ...] = ()
    """Columns of what holds a record, such as the post of a comment: they repeat with each record,
    and none of them is what its customer wrote."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Column name to the full text of its question, where a second header row has one."""


@dataclass(frozen=True, slots=True)
class Table:
    """An opened input: its columns, and its chunks to be read once."""

    columns: tuple[str, ...]
    chunks: Iterator[Chunk]
    notes: tuple[str, ...] = ()
    typed: bool = False
    """Whether cells may be other than text."""
    late_columns: Callable[[], tuple[str, ...]] = tuple
    """Columns first seen after the columns were settled; complete once ``chunks`` is exhausted."""
    late_notes: Callable[[], tuple[str, ...]] = tuple
    """What was mended or left out, with counts; complete once ``chunks`` is exhausted."""
    layout: Layout = field(default_factory=Layout)
    warnings: tuple[str, ...] = ()
    """What must be known even where notes are not wanted: records that are left out."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Column name to the full text of its question; see ``Layout.labels``."""
        return self.layout.labels


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What the user said about the form of the files."""

    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[str, ...] = ()
    records: str | None = None
    query: str | None = None
    table: str | None = None
    header_line: int | None = None
    """The line, or row of a sheet, that names the columns, 1-based."""
    header_rows: int | None = None
    """Rows of names above the records, 0 where there is none."""

    @property
    def delimited(self) -> bool:
        """Whether they are about what only a delimited file has, or a sheet."""
        return (self.delimiter, self.header_line, self.header_rows) != (None, None, None)

    @classmethod
    def of(cls, settings: InputSettings) -> FormatOptions:
        """The part of the settings that formats need."""
        return cls(
            encoding=settings.encoding,
            delimiter=settings.delimiter,
            sheets=settings.sheet,
            records=settings.records,
            query=settings.query,
            table=settings.table,
            header_line=settings.header_line,
            header_rows=settings.header_rows if settings.header_row else 0,
        )


def whole_chunk(cells: Sequence[Sequence[Any]], records: int) -> Chunk:
    """A chunk without rejects."""
    return Chunk(records=records, places=np.arange(records, dtype=np.int64), cells=cells)


def visible(name: str) -> str:
    """A name without the characters that nobody sees, and with one kind of blank between words."""
    return " ".join(_INVISIBLE.sub("", name).split())


def column_names(header: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Unique names for a header, and notes on those that were changed.

    An unnamed column is called by its place (``column_3``), a repeated name gets a number
    (``date_2``).
    """
    names: list[str] = []
    notes: list[str] = []
    header = list(map(visible, header))
    taken = {name.strip() for name in header}
    seen: set[str] = set()
    for place, given in enumerate(header, start=1):
        name = given.strip() or f"column_{place}"
        if name in seen or (not given.strip() and name in taken):
            stem, number = name, 2
            while name in taken or name in seen:
                name, number = f"{stem}_{number}", number + 1
            if given.strip():
                notes.append(f"column {place} repeats the name {stem!r}: read as {name!r}")
        seen.add(name)
        names.append(name)
    unnamed = [name for name, given in zip(names, header, strict=True) if not given.strip()]
    if unnamed:
        notes.append(f"unnamed column read as {', '.join(map(repr, unnamed))}")
    return tuple(names), tuple(notes)
