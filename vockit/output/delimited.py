"""Rows of delimited text: what CSV and TSV share."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from vockit.gaps.model import Column
from vockit.output.formulas import safe
from vockit.output.model import Sheet, Style
from vockit.output.sheets import missing

_SEPARATOR = "\x00"
QUOTE = '"'


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


def _encoded(columns: Sequence[Sequence[str]], delimiter: str) -> bytes:
    """Rows of text, each ended by ``\\n``.

    The csv module looks at every character one by one, and leaves a lone ``\\r`` bare on some
    versions of Python; here whole columns are looked at, and few have a cell that needs quotes.
    """
    needs_quotes = re.compile(f'[{delimiter}"\\r\\n]')
    quoted = [_quoted(column, needs_quotes) for column in columns]
    if len(quoted) == 1:
        # A line with nothing on it would be taken for no row at all.
        quoted = [[cell or '""' for cell in quoted[0]]]
    lines = "\n".join(map(delimiter.join, zip(*quoted, strict=True)))
    return f"{lines}\n".encode("utf-8", "backslashreplace") if lines else b""


def _quoted(column: Sequence[str], needs_quotes: re.Pattern[str]) -> Sequence[str]:
    if not needs_quotes.search(_SEPARATOR.join(column)):
        return column
    search = needs_quotes.search
    return [f'"{cell.replace(QUOTE, QUOTE * 2)}"' if search(cell) else cell for cell in column]


def _cells(column: Column, values: Sequence[Any], style: Style) -> Sequence[str]:
    if column.kind != "text":
        return _figures(values, style.decimal)
    if not _all_text(values):
        values = [cell_text(value) for value in values]
    return [safe(value) for value in values] if style.sanitize else values


def _figures(values: Sequence[Any], decimal: str) -> list[str]:
    """Figures as text; scores repeat, so that each is worked out once."""
    texts = {value: "" if value is None else repr(value) for value in set(values)}
    if decimal != ".":
        texts = {value: text.replace(".", decimal) for value, text in texts.items()}
    return [texts[value] for value in values]


def _all_text(values: Sequence[Any]) -> bool:
    try:
        "".join(values)
    except TypeError:
        return False
    return True


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
