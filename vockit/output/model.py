"""What every output shares: a sheet of columns, how it is to be written, and what an output is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from vockit.gaps.model import Column, Report

SheetPart: TypeAlias = Sequence[Sequence[Any]]
"""Some rows of a sheet, as one sequence of values a column; None is an empty cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table on its way out. ``parts`` may be made as they are written: rows never pile up."""

    columns: tuple[Column, ...]
    parts: Iterable[SheetPart]
    spare: frozenset[str] = frozenset()
    """Columns that a terminal goes without first, where its width is not enough for all."""
    wrapped: bool = False
    """Whether a terminal breaks long cells into lines rather than leave columns out."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a sheet or a report is written. An output heeds what it has a use for."""

    header: bool = True
    """Whether the names of the columns come first (CSV, TSV)."""
    excel: bool = False
    """With a byte order mark, as spreadsheets want it (CSV, TSV)."""
    decimal: str = "."
    """A comma also makes the delimiter of CSV a semicolon."""
    sanitize: bool = True
    """Put a ``'`` in front of text that a spreadsheet would run (CSV, TSV)."""
    width: int = 100
    """Columns of the terminal (table)."""
    color: bool = False
    """Whether the terminal takes colours (table)."""
    top: int | None = None
    """The first rows of each report; None for all."""
    quotes: int = 3
    """Quotes a row, where the output has room for them (table, md)."""


WriteSheet: TypeAlias = Callable[[Sheet, Style, BinaryIO], None]
WriteReport: TypeAlias = Callable[[Report, Style, BinaryIO], None]
WriteReports: TypeAlias = Callable[[Sequence[Report], Style, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Output:
    """One format: how it writes rows, one gap report, and many gap reports with their headlines."""

    name: str
    """What ``--format`` calls it."""
    suffixes: tuple[str, ...]
    """The file names that ``-o`` knows it by."""
    meaning: str
    sheet: WriteSheet
    report: WriteReport
    reports: WriteReports
    appends: bool = False
    """Whether the rows of two sheets written one after the other are those of one sheet."""
    binary: bool = False
    """Whether it is no use on a terminal."""
