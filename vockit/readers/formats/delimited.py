"""CSV, TSV and their kin."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from vockit.errors import InputError, UsageError
from vockit.readers.dialects import DELIMITERS, Dialect, find_dialect, fitted
from vockit.readers.encodings import Text, is_decoded, legible, line_blocks, open_text, sample_text
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import CHUNK, Chunk, FormatOptions, Reject, Table, column_names

if TYPE_CHECKING:
    from _csv import Reader

_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_NUMBER = re.compile(r"[-+]?[\d.,]+")
_SPOKEN = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}


def read_csv(opened: OpenedSource, options: FormatOptions) -> Table:
    """A delimited file whose first record names the columns.

    Raises:
        InputError: there is no header.
    """
    return _read(opened, options, DELIMITERS)


def read_tsv(opened: OpenedSource, options: FormatOptions) -> Table:
    """As ``read_csv``, but of two delimiters that fit as well, the tab wins."""
    return _read(opened, options, ("\t", *(one for one in DELIMITERS if one != "\t")))


def sample_lines(opened: OpenedSource, encoding: str) -> list[str]:
    """The whole lines at the start of the input."""
    lines = list(io.StringIO(sample_text(opened.sample, encoding), newline=""))
    return lines if opened.whole else lines[:-1] or lines


def _read(opened: OpenedSource, options: FormatOptions, delimiters: Sequence[str]) -> Table:
    text = open_text(opened, options.encoding)
    lines = sample_lines(opened, text.encoding)
    skipped = 0
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip("\r\n")) == 5:
        # Excel's own way to say which delimiter follows.
        delimiters, lines, skipped = (lines[0][4],), lines[1:], 1
    if options.delimiter is not None:
        delimiters = (_given_delimiter(options.delimiter),)
    fit = find_dialect(lines, whole=opened.whole, delimiters=delimiters)
    records = _Records(text, fit.dialect, opened.name)
    records.skip(skipped)
    header = [""] * fit.row_names + records.header()
    width = _width(header, lines, fit.dialect)
    names, notes = column_names(header[:width])
    spoken = _SPOKEN.get(fit.dialect.delimiter, repr(fit.dialect.delimiter))
    form = [f"{opened.name}: {text.encoding}, delimiter {spoken}"]
    if any(_NUMBER.fullmatch(name) for name in names):
        form.append(f"{opened.name}: the first line names the columns, but looks like a record")
    if fit.row_names:
        form.append(f"{opened.name}: every record begins with a name of its own, as R writes them")
    if options.delimiter is not None and len(names) == 1:
        better = find_dialect(lines, whole=opened.whole)
        if len(better.header) > 1:
            form.append(
                f"{opened.name}: --delimiter {options.delimiter} makes one column of it, "
                f"{_SPOKEN[better.dialect.delimiter]} would make {len(better.header)}"
            )
    if fit.dialect.quoting == "none":
        form.append(f"{opened.name}: quotes are read as text, for they do not enclose fields")
    if fit.dialect.quoting == "backslash":
        form.append(f"{opened.name}: a backslash escapes the character after it")
    return Table(names, records.chunks(width), (*form, *(f"{opened.name}: {n}" for n in notes)))


def _given_delimiter(given: str) -> str:
    delimiter = _NAMED_DELIMITERS.get(given.lower(), given)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(f"--delimiter {given}: one character, or tab, comma, semicolon, pipe")
    return delimiter


def _width(header: Sequence[str], lines: Sequence[str], dialect: Dialect) -> int:
    """Columns of the file: unnamed ones at the end do not count where nothing stands in them."""
    named = max((place for place, name in enumerate(header, start=1) if name.strip()), default=0)
    if named == len(header) or named == 0:
        return len(header)
    used = named
    try:
        for record in islice(dialect.reader(lines), 1, None):
            if len(record) <= len(header):
                used = max(used, *(at for at, field in enumerate(record, start=1) if field), 0)
    except csv.Error:
        pass
    return used


class _Records:
    """Records off a stream of lines, at full speed, and record by record where that stumbles.

    A chunk is parsed at once. Where a record of it is not as wide as the header, has a stray quote
    or undecodable bytes, the chunk's lines are parsed again one record at a time, which tells the
    line that a record starts on. After a stray quote reading goes on at the next line.
    """

    def __init__(self, text: Text, dialect: Dialect, file: str) -> None:
        self._text = text
        self._source = line_blocks(text.blocks)
        self._dialect = dialect
        self._file = file
        self._lines: list[str] = []
        self._number = 1
        self._restart()

    def skip(self, lines: int) -> None:
        """Pass over lines before the header."""
        if lines and (block := next(self._source, None)):
            self._lines += block
            self._drop(lines)
            self._restart()

    def header(self) -> list[str]:
        """The first record that is not blank."""
        try:
            record = next((record for record in self._reader if record), None)
        except csv.Error as error:
            raise InputError(
                f"{self._file}, line {self._number}: the header cannot be read ({error}); "
                "name the delimiter with --delimiter"
            ) from error
        consumed = self._consumed()
        if record is None:
            raise InputError(f"{self._file} is empty: nothing to read; export it again")
        if not self._is_decoded(0, consumed):
            raise InputError(
                f"{self._file}: its header has bytes that are not in the encoding taken; "
                "name the right one with --encoding"
            )
        self._drop(consumed)
        return record

    def chunks(self, width: int) -> Iterator[Chunk]:
        """All records that follow, in chunks."""
        while True:
            chunk = self._fast(width) or self._careful(width)
            if chunk.records == 0:
                return
            yield chunk

    def _fast(self, width: int) -> Chunk | None:
        """The next chunk, or None where a record of it needs a closer look."""
        try:
            rows = list(islice(self._reader, CHUNK))
        except csv.Error:
            return None
        consumed = self._consumed()
        widths = set(map(len, rows))
        if 0 in widths:
            rows = [row for row in rows if row]
            widths.discard(0)
        if len(widths) > 1 or not self._is_decoded(0, consumed):
            return None
        if not rows and consumed:
            return None
        columns = list(zip(*rows, strict=True)) or [()] * width
        if len(columns) < width or any(any(column) for column in columns[width:]):
            return None
        self._drop(consumed)
        return Chunk(len(rows), np.arange(len(rows), dtype=np.int64), columns[:width])

    def _careful(self, width: int) -> Chunk:
        self._restart()
        records = start = base = 0
        places: list[int] = []
        rows: list[list[str]] = []
        rejects: list[Reject] = []
        while records < CHUNK:
            try:
                record = next(self._reader, None)
            except csv.Error as error:
                rejects.append(self._reject(start, start + 1, _reason(error)))
                records += 1
                start = base = start + 1
                self._restart(start)
                continue
            if record is None:
                break
            end = base + self._reader.line_num
            if record:
                if not self._is_decoded(start, end):
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
        self._restart()
        columns = list(zip(*rows, strict=True)) or [()] * width
        return Chunk(records, np.array(places, dtype=np.int64), columns, tuple(rejects))

    def _is_decoded(self, start: int, end: int) -> bool:
        return self._text.clean or is_decoded("".join(self._lines[start:end]))

    def _reject(self, start: int, end: int, reason: str) -> Reject:
        raw = legible("".join(self._lines[start:end]).rstrip("\r\n"))
        return Reject(self._file, self._number + start, reason, raw)

    def _restart(self, start: int = 0) -> None:
        """Read on from a line that is still held."""
        self._reader: Reader = self._dialect.reader(chain.from_iterable(self._blocks(start)))
        self._base = 0

    def _blocks(self, start: int) -> Iterator[list[str]]:
        """The lines held from ``start`` on, then those that follow, which are held from then on."""
        yield self._lines[start:]
        for block in self._source:
            self._lines += block
            yield block

    def _consumed(self) -> int:
        return self._reader.line_num - self._base

    def _drop(self, count: int) -> None:
        """Let go of lines whose records have been handed on."""
        del self._lines[:count]
        self._number += count
        self._base += count


def _reason(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end of data" in message:
        return "a quote that is never closed"
    if "field larger" in message:
        return "a field too long to read, or a quote that is never closed"
    return "a quote inside a quoted field that is not doubled, or one that is never closed"
