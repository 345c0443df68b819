"""The records of a delimited text, as fast as they are regular."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from vockit.errors import InputError
from vockit.readers.dialects import Dialect, fitted
from vockit.readers.encodings import Text, is_decoded, legible
from vockit.readers.splitting import Split, find_fields
from vockit.readers.tables import CHUNK, Chunk, Reject, whole_chunk

if TYPE_CHECKING:
    from _csv import Reader

_BLOCK = 1 << 18
_WINDOWS = tuple(1 << power for power in range(18, 25))
"""Bytes that are split at once: as few as hold a record. More do not fit a processor's cache."""


class DelimitedRecords:
    """Records off a stream of bytes, many at a time, and one by one where that stumbles.

    A chunk is split with NumPy where it can be, else it is parsed by the csv module. Where a record
    of it is not as wide as the header, has a stray quote or undecodable bytes, the chunk is parsed
    again one record at a time, which tells the line that a record starts on. After a stray quote
    reading goes on at the next line.
    """

    def __init__(self, text: Text, dialect: Dialect, file: str) -> None:
        self._text = text
        self._source = text.utf8()
        self._dialect = dialect
        self._file = file
        self._held = b""
        """Bytes that are read and not handed on, from the start of a line."""
        self._ended = False
        """Whether nothing follows them."""
        self._number = 1
        """Of the first line that is held."""
        self._lines: list[str] = []
        """The first lines that are held, as far as they have been asked for."""
        self._decoded = 0
        """Bytes that ``_lines`` were made of."""
        self.header_line: int | None = None
        """The line that the header starts on, 1-based, once it is read."""

    def skip(self, lines: int) -> None:
        """Pass over lines before the header."""
        if lines:
            self._drop(len(list(islice(self._lines_from(0), lines))))

    def header(self) -> list[str]:
        """The first record that is not blank."""
        reader = self._dialect.reader(self._lines_from(0))
        above = 0
        try:
            while (record := next(reader, None)) == []:
                above = reader.line_num
        except csv.Error as error:
            raise InputError(
                f"{self._file}, line {self._number}: the header cannot be read ({error}); "
                "name the delimiter with --delimiter"
            ) from error
        if record is None:
            raise InputError(f"{self._file} is empty: nothing to read; export it again")
        if not is_decoded("".join(self._lines[: reader.line_num])):
            raise InputError(
                f"{self._file}: its header has bytes that are not in the encoding taken; "
                "name the right one with --encoding"
            )
        self.header_line = self._number + above
        self._drop(reader.line_num)
        return record

    def chunks(self, width: int) -> Iterator[Chunk]:
        """All records that follow, in chunks."""
        while True:
            chunk = self._split(width) or self._parsed(width) or self._careful(width)
            if chunk.records == 0:
                return
            yield chunk

    def _split(self, width: int) -> Chunk | None:
        """The next chunk, or None where the csv module has to look."""
        columns: list[list[str]] = [[] for _ in range(width)]
        records = size = lines = 0
        while records < CHUNK and (split := self._next_split(size, CHUNK - records)):
            if not _fits(split.columns, width):
                return None
            for column, cells in zip(columns, split.columns, strict=False):
                column.extend(cells)
            records = len(columns[0])
            size += split.size
            lines += split.lines
        if records < CHUNK and not (self._ended and size >= len(self._held)):
            return None
        self._advance(size, lines)
        return whole_chunk(columns, records)

    def _next_split(self, start: int, most: int) -> Split | None:
        """Some whole records of what is held from ``start`` on; None at its end, too."""
        if self._dialect.quoting == "backslash":
            return None
        for window in _WINDOWS:
            self._fill(start + window)
            data = self._held[start : start + window]
            if not data:
                return None
            last = self._ended and start + window >= len(self._held)
            if last and not data.endswith(b"\n"):
                data += b"\n"
            fields = find_fields(
                data, self._dialect.delimiter, quoted=self._dialect.quoting == "doubled"
            )
            if fields is None:
                return None
            if len(fields.lasts):
                return fields.split(min(len(fields.lasts), most))
            if last:
                return None
        return None

    def _parsed(self, width: int) -> Chunk | None:
        """The next chunk as the csv module parses it, or None where that needs a closer look."""
        reader = self._dialect.reader(self._lines_from(0))
        try:
            rows = list(islice(reader, CHUNK))
        except csv.Error:
            return None
        consumed = reader.line_num
        widths = set(map(len, rows))
        if 0 in widths:
            rows = [row for row in rows if row]
            widths.discard(0)
        if len(widths) > 1 or not is_decoded("".join(self._lines[:consumed])):
            return None
        if not rows and consumed:
            return None
        columns = list(zip(*rows, strict=True)) or [()] * width
        if not _fits(columns, width):
            return None
        self._drop(consumed)
        return whole_chunk(columns[:width], len(rows))

    def _careful(self, width: int) -> Chunk:
        reader = self._restarted(0)
        records = start = base = 0
        places: list[int] = []
        rows: list[list[str]] = []
        rejects: list[Reject] = []
        while records < CHUNK:
            try:
                record = next(reader, None)
            except csv.Error as error:
                rejects.append(self._reject(start, start + 1, _reason(error)))
                records += 1
                start = base = start + 1
                reader = self._restarted(start)
                continue
            if record is None:
                break
            end = base + reader.line_num
            if record:
                if not is_decoded("".join(self._lines[start:end])):
                    rejects.append(self._reject(start, end, "bytes that are not in the encoding"))
                elif len(row := fitted(record, width)) != width:
                    reason = f"{len(record)} fields instead of {width}"
                    rejects.append(self._reject(start, end, reason))
                else:
                    places.append(records)
                    rows.append(row)
                records += 1
            start = end
        self._drop(start)
        columns = list(zip(*rows, strict=True)) or [()] * width
        return Chunk(records, np.array(places, dtype=np.int64), columns, tuple(rejects))

    def _reject(self, start: int, end: int, reason: str) -> Reject:
        raw = legible("".join(self._lines[start:end]).rstrip("\r\n"))
        return Reject(self._file, self._number + start, reason, raw)

    def _restarted(self, start: int) -> Reader:
        return self._dialect.reader(self._lines_from(start))

    def _lines_from(self, start: int) -> Iterator[str]:
        """The lines that are held, each with its line end, from this one on."""
        yield from self._lines[start:]
        while lines := self._more_lines():
            self._lines += lines
            yield from lines

    def _more_lines(self) -> list[str]:
        """The lines after those that have been asked for; none at the end of the input."""
        begin = end = limit = self._decoded
        while end <= begin:
            limit += max(_BLOCK, limit - begin)
            self._fill(limit)
            if self._ended and len(self._held) <= limit:
                end = len(self._held)
                break
            # The last line may go on, and a CR at the very end may be half of a CRLF.
            end = 1 + max(
                self._held.rfind(b"\n", begin, limit), self._held.rfind(b"\r", begin, limit - 1)
            )
        self._decoded = end
        return list(io.StringIO(self._text.decode_utf8(self._held[begin:end]), newline=""))

    def _fill(self, size: int) -> None:
        """Hold so many bytes, or all that there are."""
        parts = [self._held]
        missing = size - len(self._held)
        while missing > 0 and not self._ended:
            block = next(self._source, b"")
            self._ended = not block
            parts.append(block)
            missing -= len(block)
        if len(parts) > 1:
            self._held = b"".join(parts)

    def _drop(self, count: int) -> None:
        """Let go of lines whose records have been handed on."""
        gone = self._text.encode_utf8("".join(self._lines[:count]))
        self._advance(len(gone), count)
        self._lines = []
        self._decoded = 0

    def _advance(self, size: int, lines: int) -> None:
        self._held = self._held[size:]
        self._number += lines


def _fits(columns: Sequence[Sequence[str]], width: int) -> bool:
    """Whether there are as many columns as the header has, empty ones beyond it aside."""
    return len(columns) >= width and not any(any(column) for column in columns[width:])


def _reason(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end of data" in message:
        return "a quote that is never closed"
    if "field larger" in message:
        return "a field too long to read, or a quote that is never closed"
    return "a quote inside a quoted field that is not doubled, or one that is never closed"
