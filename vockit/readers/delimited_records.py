"""The records of a delimited text, as fast as they are regular."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from vockit.errors import InputError
from vockit.readers.dialects import Dialect
from vockit.readers.encodings import Text, is_decoded, legible
from vockit.readers.mending import has_suspects, mended, suspect_patterns
from vockit.readers.record_taking import RecordShape, TakenRecords, order_of
from vockit.readers.remarks import Remarks
from vockit.readers.splitting import Split, find_fields
from vockit.readers.tables import CHUNK, Chunk, Reject, whole_chunk

if TYPE_CHECKING:
    import re
    from _csv import Reader

_BLOCK = 1 << 18
_WINDOWS = tuple(1 << power for power in range(18, 25))
"""Bytes that are split at once: as few as hold a record. More do not fit a processor's cache."""
_GOES_ON = "too few fields, and the next line goes on where they end; put its text in quotes"


class DelimitedRecords:
    """Records off a stream of bytes, many at a time, and one by one where that stumbles.

    A chunk is split with NumPy where it can be, else it is parsed by the csv module. Where a record
    of it is not as wide as the header, has a stray quote or undecodable bytes, the chunk is parsed
    again one record at a time, which tells the line that a record starts on. After a stray quote
    reading goes on at the next line.
    """

    def __init__(self, text: Text, dialect: Dialect, file: str, sample: bytes = b"") -> None:
        self._text = text
        self._source = text.utf8()
        self._dialect = dialect
        self._file = file
        self._suspects: Sequence[re.Pattern[bytes]] = suspect_patterns(sample)
        self._remarks = Remarks()
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
        self._order: tuple[int, ...] = ()
        """Where each column of the table stands in the records; empty where in its place."""
        self._next_order: tuple[int, ...] | None = None
        """The same from the next chunk on, where a header names the columns in another order."""

    def skip(self, lines: int) -> None:
        """Pass over lines before the table."""
        if lines:
            self._drop(len(list(islice(self._lines_from(0), lines))))

    def skip_header(self, rows: int) -> None:
        """Pass over the rows of the header.

        Raises:
            InputError: they cannot be read.
        """
        if not rows:
            return
        reader = self._dialect.reader(self._lines_from(0))
        try:
            while rows and (record := next(reader, None)) is not None:
                rows -= bool(record)
        except csv.Error as error:
            raise InputError(
                f"{self._file}, line {self._number}: the header cannot be read ({error}); "
                "name the delimiter with --delimiter"
            ) from error
        if not is_decoded("".join(self._lines[: reader.line_num])):
            raise InputError(
                f"{self._file}: its header has bytes that are not in the encoding taken; "
                "name the right one with --encoding"
            )
        self._drop(reader.line_num)

    def notes(self) -> tuple[str, ...]:
        """What was mended or left out, complete once all chunks are read."""
        return self._remarks.notes(self._file, self._text.zeros)

    def chunks(self, shape: RecordShape) -> Iterator[Chunk]:
        """All records that follow, in chunks."""
        while True:
            chunk = self._split(shape) or self._parsed(shape) or self._careful(shape)
            if chunk.records:
                yield self._in_order(chunk)
            elif self._next_order is None:
                return
            if self._next_order is not None:
                self._order, self._next_order = self._next_order, None

    def _in_order(self, chunk: Chunk) -> Chunk:
        if not self._order:
            return chunk
        return replace(chunk, cells=[chunk.cells[place] for place in self._order])

    def _split(self, shape: RecordShape) -> Chunk | None:
        """The next chunk, or None where the csv module has to look."""
        width = shape.width
        columns: list[list[str]] = [[] for _ in range(width)]
        records = size = lines = 0
        suspect = len(self._suspects) > 1
        while records < CHUNK and (split := self._next_split(size, CHUNK - records)):
            if not _fits(split.columns, width):
                return None
            for column, cells in zip(columns, split.columns, strict=False):
                column.extend(cells)
            records = len(columns[0])
            size += split.size
            lines += split.lines
            suspect |= split.suspect
        if records < CHUNK and not (self._ended and size >= len(self._held)):
            return None
        if _repeats(columns, shape):
            return None
        found = self._mended(columns, size) if suspect else columns
        self._advance(size, lines)
        return whole_chunk(found, records)

    def _next_split(self, start: int, most: int) -> Split | None:
        """Some whole records of what is held from ``start`` on; None at its end, too."""
        if not self._dialect.plain:
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

    def _parsed(self, shape: RecordShape) -> Chunk | None:
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
        if self._dialect.restores:
            rows = list(map(self._dialect.restored, rows))
        whole = rows
        if widths == {1} and shape.width > 1:
            rows = self._taken_apart(rows)
        columns = list(zip(*rows, strict=True)) or [()] * shape.width
        if not _fits(columns, shape.width) or _repeats(columns, shape):
            return None
        if rows is not whole:
            self._remarks.counts["wrapped"] += len(rows)
        found = self._mended(columns[: shape.width], self._decoded)
        self._drop(consumed)
        return whole_chunk(found, len(rows))

    def _taken_apart(self, rows: list[list[str]]) -> list[list[str]]:
        """Records out of rows that each hold one as text; the rows where they are not that."""
        texts = [row[0] for row in rows]
        if any("\n" in text or "\r" in text for text in texts):
            return rows
        try:
            found = list(self._dialect.reader(texts))
        except csv.Error:
            return rows
        if len(found) != len(rows) or len(set(map(len, found))) != 1 or len(found[0]) == 1:
            return rows
        return list(map(self._dialect.restored, found))

    def _careful(self, shape: RecordShape) -> Chunk:
        """The next chunk, record by record."""
        reader = self._restarted(0)
        start = base = 0
        kinds = [shape.columns[at] for at in np.argsort(self._order)] if self._order else ()
        taken = TakenRecords(
            replace(shape, columns=tuple(kinds)) if kinds else shape, self._dialect, self._remarks
        )
        while taken.records < CHUNK:
            try:
                record = next(reader, None)
            except csv.Error as error:
                taken.reject(self._reject(start, start + 1, _reason(error)))
                start = base = start + 1
                reader = self._restarted(start)
                continue
            if record is None:
                taken.leave_out_titles()
                break
            end = base + reader.line_num
            if record:
                fields = self._dialect.restored(record)
                if not is_decoded("".join(self._lines[start:end])):
                    taken.reject(self._reject(start, end, "bytes that are not in the encoding"))
                elif (row := taken.repeated(fields)) is not None:
                    self._remarks.repeated.append(self._number + start)
                    taken.leave_out_titles()
                    if (order := order_of(row, shape)) not in (None, self._order):
                        self._remarks.counts["reordered"] += 1
                        self._next_order = order
                        start = end
                        break
                elif reason := taken.fault(fields, (start, end)):
                    if (before := taken.unpadded(len(fields))) is not None:
                        taken.reject(self._reject(*before, _GOES_ON))
                    taken.reject(self._reject(start, end, reason), title=len(fields) == 1)
            start = end
        columns = self._mended(taken.columns(), self._decoded)
        self._drop(start)
        places = np.array(taken.places, dtype=np.int64)
        return Chunk(taken.records, places, columns, tuple(taken.rejects))

    def _mended(self, columns: Sequence[Sequence[str]], size: int) -> Sequence[Sequence[str]]:
        """The columns of the first bytes that are held, without text that was encoded twice."""
        if not has_suspects(self._held, size, self._suspects):
            return columns
        found = []
        for cells in columns:
            cells, changed = mended(cells)  # noqa: PLW2901
            self._remarks.counts["garbled"] += changed
            found.append(cells)
        return found

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
            end = self._last_line_end(begin, limit)
        self._decoded = end
        return self._dialect.lines_of(self._text.decode_utf8(self._held[begin:end]))

    def _last_line_end(self, begin: int, limit: int) -> int:
        """Where the last whole line ends among the bytes from ``begin`` to ``limit``."""
        if self._dialect.line_end:
            mark = self._dialect.line_end.encode()
            return self._held.rfind(mark, begin, limit) + len(mark)
        # A CR at the very end may be half of a CRLF.
        feed = self._held.rfind(b"\n", begin, limit)
        return 1 + max(feed, self._held.rfind(b"\r", begin, limit - 1))

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


def _repeats(columns: Sequence[Sequence[str]], shape: RecordShape) -> bool:
    """Whether one of the records may repeat the header."""
    if shape.telling is None:
        return False
    at, names = shape.telling
    return not names.isdisjoint(columns[at])


def _reason(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end of data" in message:
        return "a quote that is never closed"
    if "field larger" in message:
        return "a field too long to read, or a quote that is never closed"
    return "a quote inside a quoted field that is not doubled, or one that is never closed"
