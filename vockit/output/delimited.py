"""Rows of delimited text: what CSV and TSV share."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from vockit.gaps.model import Column
from vockit.output.formulas import safe
from vockit.output.model import Sheet, Style
from vockit.output.sheets import missing

_END = "\r\x00\n"
"""Python's csv module quotes a cell for the characters of the line end; it must see a lone ``\\r``,
too, or a reader takes it for the end of a row. Written rows get a plain ``\\n`` instead."""


def write_delimited(sheet: Sheet, style: Style, file: BinaryIO, delimiter: str) -> None:
    """Write rows as UTF-8 with ``\\n``, quotes only where they are needed, and dot decimals."""
    if style.excel:
        file.write(b"\xef\xbb\xbf")
    if style.header:
        names = [column.name for column in sheet.columns]
        file.write(_encoded([[name] for name in names], delimiter))
    for part in sheet.parts:
        columns = [
            _cells(column, values, style)
            for column, values in zip(sheet.columns, part, strict=True)
        ]
        file.write(_encoded(columns, delimiter))


def _encoded(columns: Sequence[Sequence[Any]], delimiter: str) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=_END)
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue().replace(_END, "\n").encode("utf-8", "backslashreplace")


def _cells(column: Column, values: Sequence[Any], style: Style) -> Sequence[Any]:
    if column.kind != "text":
        if style.decimal == ".":
            return values
        return [_number(value, style.decimal) for value in values]
    if not _all_text(values):
        values = [cell_text(value) for value in values]
    return [safe(value) for value in values] if style.sanitize else values


def _all_text(values: Sequence[Any]) -> bool:
    try:
        "".join(values)
    except TypeError:
        return False
    return True


def _number(value: Any, decimal: str) -> Any:
    return repr(value).replace(".", decimal) if isinstance(value, float) else value


def cell_text(value: Any) -> str:
    """A typed value as text: ISO dates, ``true``, JSON for nested ones, "" for missing ones."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return _iso(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    if missing(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _iso(value: date) -> str:
    if missing(value):
        return ""
    text = value.isoformat()
    return text.removesuffix("T00:00:00")
