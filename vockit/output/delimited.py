"""Rows of delimited text: what CSV and TSV share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, BinaryIO

from vockit.cells import as_texts
from vockit.output.formulas import safe
from vockit.output.model import Sheet, SheetPart, Style

QUOTE = '"'
_TELLING = 16
"""Cells that mostly tell already that a column needs quotes."""
_MEMO = 1 << 16


def write_delimited(sheet: Sheet, style: Style, file: BinaryIO, delimiter: str) -> None:
    """Write rows as UTF-8 with ``\\n``, quotes only where they are needed, and dot decimals."""
    if style.excel:
        file.write(b"\xef\xbb\xbf")
    if style.header:
        names = [column.name for column in sheet.columns]
        if style.sanitize:
            names = list(map(safe, names))
        file.write(_encoded([_quoted([name], delimiter) for name in names], delimiter))
    for part in sheet.parts:
        try:
            rows = _encoded(_columns(sheet, part, style, delimiter), delimiter)
        except (AttributeError, KeyError, TypeError):
            # Some cells are not text yet.
            rows = _encoded(_columns(sheet, _as_text(sheet, part), style, delimiter), delimiter)
        file.write(rows)


def _as_text(sheet: Sheet, part: SheetPart) -> SheetPart:
    return [
        as_texts(values) if column.kind == "text" else values
        for column, values in zip(sheet.columns, part, strict=True)
    ]


def _columns(sheet: Sheet, part: SheetPart, style: Style, delimiter: str) -> list[Sequence[str]]:
    """The columns as they stand in a row. Where text is none, an error may be raised."""
    columns: list[Sequence[str]] = []
    for column, values in zip(sheet.columns, part, strict=True):
        if column.kind != "text":
            columns.append(_figures(values, style.decimal))
        elif style.sanitize:
            columns.append(_quoted(list(map(safe, values)), delimiter))
        else:
            columns.append(_quoted(values, delimiter))
    return columns


def _encoded(columns: Sequence[Sequence[str]], delimiter: str) -> bytes:
    """Rows of text that is quoted already, each ended by ``\\n``."""
    if len(columns) == 1:
        # A line with nothing on it would be taken for no row at all.
        columns = [[cell or QUOTE * 2 for cell in columns[0]]]
    rows = list(map(delimiter.join, zip(*columns, strict=True)))
    try:
        # Row by row, for one emoji would make every character of the whole four bytes wide.
        return b"\n".join((*map(str.encode, rows), b""))
    except UnicodeEncodeError:
        return b"".join([f"{row}\n".encode("utf-8", "backslashreplace") for row in rows])


def _quoted(column: Sequence[str], delimiter: str) -> Sequence[str]:
    """The cells, those in quotes that need them.

    The csv module looks at every character one by one, and leaves a lone ``\\r`` bare on some
    versions of Python; here whole columns are looked at, and few have a cell that needs quotes.
    """
    marks = (delimiter, QUOTE, "\n", "\r")
    if not _has_any(column[:_TELLING], marks) and not _has_any(column, marks):
        return column
    return [
        f"{QUOTE}{cell.replace(QUOTE, QUOTE * 2)}{QUOTE}"
        if delimiter in cell or QUOTE in cell or "\n" in cell or "\r" in cell
        else cell
        for cell in column
    ]


def _has_any(column: Sequence[str], marks: Sequence[str]) -> bool:
    joined = "".join(column)
    return any(mark in joined for mark in marks)


def _figures(values: Sequence[Any], decimal: str) -> list[str]:
    kinds = set(map(type, values))
    if kinds in ({int}, {float}):
        texts = _figure_texts(kinds.pop(), decimal)
        if len(texts) > _MEMO:
            texts.clear()
        return list(map(texts.__getitem__, values))
    return ["" if value is None else repr(value).replace(".", decimal) for value in values]


class _FigureTexts(dict[float, str]):
    """Figures as text; scores and offsets repeat, so that each is worked out once."""

    def __init__(self, decimal: str) -> None:
        self._decimal = decimal

    def __missing__(self, value: float) -> str:
        # A negative zero is zero.
        text = self[value] = repr(value + 0).replace(".", self._decimal)
        return text


@cache
def _figure_texts(kind: type, decimal: str) -> _FigureTexts:  # noqa: ARG001 - 1 is not 1.0
    return _FigureTexts(decimal)
