"""Excel workbooks (.xlsx, .xlsm): the first sheet that has a header."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np

from vockit.cells import as_text
from vockit.errors import InputError
from vockit.readers.sources import OpenedSource, seekable
from vockit.readers.tables import CHUNK, Chunk, FormatOptions, Reject, Table, column_names

_TOP = 20
"""Rows of a sheet among which its header is looked for, below titles and blank lines."""

Row = tuple[Any, ...]


def read_excel(opened: OpenedSource, options: FormatOptions) -> Table:  # noqa: ARG001
    """A table with the cells' own types, formulas by their last value.

    Raises:
        InputError: it is no workbook, or none of its sheets has a header.
    """
    import openpyxl  # noqa: PLC0415 - slow to import, and other formats do without

    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations that it drops; no cell depends on them.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(seekable(opened), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(
            f"{opened.name}: not an Excel workbook, or a damaged one; save it again as .xlsx"
        ) from error
    for sheet in book.worksheets:
        rows = iter(sheet.iter_rows(values_only=True))
        top = list(islice(rows, _TOP))
        at = _header_at(top)
        if at is None:
            continue
        header = _trimmed(top[at])
        names, notes = column_names([as_text(value) for value in header])
        form = f"{opened.name}: Excel, sheet {sheet.title!r}, header in row {at + 1}"
        records = chain(top[at + 1 :], rows)
        return Table(
            names, _chunks(records, len(header), opened.name, at + 2), (form, *notes), typed=True
        )
    raise InputError(f"{opened.name}: no sheet with a header; name the columns in its first row")


def _header_at(rows: Sequence[Row]) -> int | None:
    """The first row of names alone that is at least half as wide as the widest row near it."""
    filled = [[cell for cell in row if cell is not None and cell != ""] for row in rows]
    widest = max(map(len, filled), default=0)
    for at, cells in enumerate(filled):
        if cells and 2 * len(cells) >= widest and all(isinstance(cell, str) for cell in cells):
            return at
    return None


def _trimmed(row: Row) -> Row:
    end = max((at for at, cell in enumerate(row, start=1) if cell is not None), default=0)
    return row[:end]


def _chunks(rows: Iterator[Row], width: int, file: str, number: int) -> Iterator[Chunk]:
    while taken := list(islice(rows, CHUNK)):
        places: list[int] = []
        good: list[Row] = []
        rejects: list[Reject] = []
        records = 0
        for at, row in enumerate(taken):
            if all(cell is None for cell in row):
                continue
            if len(row) > width and any(cell is not None for cell in row[width:]):
                raw = "\t".join(map(as_text, row))
                reason = f"{len(_trimmed(row))} cells instead of {width}"
                rejects.append(Reject(file, number + at, reason, raw))
            else:
                places.append(records)
                good.append(row[:width] + (None,) * (width - len(row)))
            records += 1
        columns = list(zip(*good, strict=True)) or [()] * width
        yield Chunk(records, np.array(places, dtype=np.int64), columns, tuple(rejects))
        number += len(taken)
