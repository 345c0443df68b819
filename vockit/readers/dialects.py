"""How a delimited file is written: its delimiter and what its quotes mean.

The csv module's own sniffer looks at single lines and gives up on quoted line ends; here every
candidate really parses the sample, and the one with the most records as wide as the header wins.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vockit.readers.delimiters import BLANKS

if TYPE_CHECKING:
    from _csv import Reader

Quoting = Literal["doubled", "backslash", "single", "none"]

LONGEST_FIELD = 1 << 24
_STAND_IN = "\x1f"
"""What the csv module gets to see in place of a delimiter of several characters."""
_LINE_ENDS = (("\x1e", "\n"), ("\x1d", "\r"))
"""The same of line ends that are text."""
_RUN_OF_BLANKS = re.compile(r"(?<=\S)[ \t]*(?: {2}|\t)[ \t]*(?=\S)")
RULER_LINE = re.compile(r"\s*[|+]?[\s:]*[-=]{2,}[-=+|:\s]*")
"""A line of a drawn table that has no cells."""
_OTHER_ENDS = " ;,\t"
"""What stands after a line that was put in quotes whole, where a spreadsheet saved it once more."""
_DEEPEST = 3
"""So many times a record may have been put in quotes whole."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are written.

    ``quoting``: a quote inside quotes is doubled, or has a backslash; quotes are single ones; or
    they mean nothing.
    """

    delimiter: str = ","
    """One character or several; ``BLANKS`` for any number of blanks from two on."""
    quoting: Quoting = "doubled"
    loose: bool = False
    """Whether blanks may stand between a delimiter and a quote."""
    line_end: str = ""
    """What alone ends a line, where others stand in texts without quotes; else any does."""

    boxed: bool = False
    """Whether it is a table drawn with marks: lines of dashes, and cells filled up with blanks."""
    edged: bool = False
    """Whether a drawn table has a delimiter at both ends of a line, too."""

    @property
    def plain(self) -> bool:
        """Whether records are as the csv module's own default reads them, but for the delimiter."""
        return self.quoting in ("doubled", "none") and not (self.loose or self.restores)

    @property
    def restores(self) -> bool:
        """Whether ``restored`` has something to do."""
        return len(self.delimiter) > 1 or self.line_end != "" or self.boxed

    def reader(self, lines: Iterable[str]) -> Reader:
        """A strict reader: a stray quote is an error, never a record that swallows others."""
        if csv.field_size_limit() < LONGEST_FIELD:
            csv.field_size_limit(LONGEST_FIELD)
        return csv.reader(
            self._prepared(lines),
            delimiter=self._mark,
            quoting=csv.QUOTE_NONE if self.quoting == "none" else csv.QUOTE_MINIMAL,
            escapechar="\\" if self.quoting == "backslash" else None,
            quotechar="'" if self.quoting == "single" else '"',
            skipinitialspace=self.loose,
            strict=True,
        )

    def restored(self, record: list[str]) -> list[str]:
        """The record with what the csv module did not see: line ends, delimiters in quotes."""
        if not self.restores:
            return record
        for shown, meant in ((_STAND_IN, self.delimiter), *_LINE_ENDS):
            record = [field.replace(shown, meant) for field in record]
        return list(map(str.strip, record)) if self.boxed else record

    def lines_of(self, text: str) -> list[str]:
        """The lines of a text, each with its line end."""
        if not self.line_end:
            return list(io.StringIO(text, newline=""))
        *lines, last = text.split(self.line_end)
        return [line + self.line_end for line in lines] + ([last] if last else [])

    def _prepared(self, lines: Iterable[str]) -> Iterable[str]:
        if self.line_end:
            lines = map(self._with_one_end, lines)
        if self.boxed:
            lines = ("\n" if RULER_LINE.fullmatch(line) else line for line in lines)
        if self.edged:
            edge = self.delimiter
            lines = (line.strip().removeprefix(edge).removesuffix(edge) + "\n" for line in lines)
        if self.delimiter == BLANKS:
            lines = (_RUN_OF_BLANKS.sub(_STAND_IN, line.lstrip(" ")) for line in lines)
        elif len(self.delimiter) > 1:
            lines = (line.replace(self.delimiter, _STAND_IN) for line in lines)
        if self.loose:
            mark = re.escape(self._mark)
            ends = "".join(one for one in _OTHER_ENDS if one != self._mark)
            after = re.compile(rf'"(?:[ \t]+(?={mark})|[{ends}]+(?=[\r\n]|$))')
            lines = (after.sub('"', line) for line in lines)
        return lines

    def _with_one_end(self, line: str) -> str:
        text = line.removesuffix(self.line_end)
        for shown, meant in _LINE_ENDS:
            text = text.replace(meant, shown)
        return text if text == line else f"{text}\n"

    @property
    def _mark(self) -> str:
        return self.delimiter if len(self.delimiter) == 1 else _STAND_IN


def fitted(record: list[str], width: int) -> list[str]:
    """The record without the empty fields that stand beyond the header's."""
    if len(record) > width and not any(record[width:]):
        return record[:width]
    return record


def is_loose(text: str, delimiter: str) -> bool:
    """Whether some quote has a blank, or empty cells of another kind, between itself and what ends
    the field.
    """
    mark = re.escape(delimiter)
    ends = "".join(one for one in _OTHER_ENDS if one != delimiter)
    if re.search(rf'"[{ends}]+[\r\n]', text):
        return True
    if f"{delimiter} " not in text and f" {delimiter}" not in text:
        return False
    return re.search(rf'{mark}[ \t]+"[^"]|[^"]"[ \t]+{mark}', text) is not None


def unwrapped(record: Sequence[str], dialect: Dialect) -> list[str] | None:
    """The record that stands in the first field of another, as where a whole line was quoted.

    None where there is none. A spreadsheet does that to lines that it has in one column.
    """
    found: list[str] | None = None
    for _ in range(_DEEPEST):
        if not record or dialect.delimiter not in record[0] or any(record[1:]):
            break
        inner = _only_record(dialect, record[0])
        if inner is None or inner == record:
            break
        if len(inner) > 1:
            if not _is_record(record[0], inner, dialect):
                break
            found = inner
        record = inner
    return found


def _is_record(text: str, fields: Sequence[str], dialect: Dialect) -> bool:
    """Whether it is a record rather than a sentence with commas: no blanks follow them."""
    enclosed = text.startswith('"') or f'{dialect.delimiter}"' in text
    return enclosed or not any(field[:1] == " " for field in fields[1:])


def _only_record(dialect: Dialect, text: str) -> list[str] | None:
    try:
        records = list(dialect.reader(text.splitlines(keepends=True)))
    except csv.Error:
        return None
    return dialect.restored(records[0]) if len(records) == 1 else None


def sample_records(
    dialect: Dialect, lines: Sequence[str], *, whole: bool, most: int
) -> Iterator[tuple[int, list[str] | None]]:
    """The first records and the line that each starts on, 0-based; blank lines are passed over.

    None stands for a line that opens a quote wrongly.
    """
    start = found = 0
    while start < len(lines) and found < most:
        reader = dialect.reader(lines[start:])
        consumed = 0
        try:
            for record in reader:
                if record:
                    yield start + consumed, dialect.restored(record)
                    found += 1
                consumed = reader.line_num
                if found >= most:
                    return
            return
        except csv.Error:
            if not whole and start + reader.line_num >= len(lines):
                # The sample ends inside a record.
                return
            yield start + consumed, None
            found += 1
            start += consumed + 1
