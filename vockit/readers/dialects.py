"""How a delimited file is written: its delimiter and what its quotes mean.

The csv module's own sniffer looks at single lines and gives up on quoted line ends; here every
candidate really parses the sample, and the one with the most records as wide as the header wins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from vockit.readers.roles import names_role

if TYPE_CHECKING:
    from _csv import Reader

Quoting = Literal["doubled", "backslash", "none"]

DELIMITERS = (",", ";", "\t", "|")
_QUOTINGS: dict[Quoting, str] = {"doubled": "", "backslash": "\\", "none": '"'}
"""Each with the character without which it reads as the first does."""
_SAMPLE_RECORDS = 500
_SAMPLE_LINES = 4000
LONGEST_FIELD = 1 << 24
_ROW_NAMES = 0.95
"""Share of the records that are one field wider than the header where they have names."""
_NUMBERED = 20
"""So many records numbered from 1 have names, even without quotes."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """``quoting``: a quote inside quotes is doubled, or has a backslash, or quotes mean nothing."""

    delimiter: str = ","
    quoting: Quoting = "doubled"

    def reader(self, lines: Iterable[str]) -> Reader:
        """A strict reader: a stray quote is an error, never a record that swallows others."""
        if csv.field_size_limit() < LONGEST_FIELD:
            csv.field_size_limit(LONGEST_FIELD)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_NONE if self.quoting == "none" else csv.QUOTE_MINIMAL,
            escapechar="\\" if self.quoting == "backslash" else None,
            strict=True,
        )


@dataclass(frozen=True, slots=True)
class DialectFit:
    """How well a dialect fits a sample."""

    dialect: Dialect
    header: tuple[str, ...]
    consistent: float
    """Share of the records after the header that are as wide as it is; 1 where there are none."""
    row_names: bool = False
    """Whether records have a name in front that the header has none for, as R writes them; the
    ``header`` begins with a blank then."""


def find_dialect(
    lines: Sequence[str], *, whole: bool, delimiters: Sequence[str] = DELIMITERS
) -> DialectFit:
    """The dialect that fits the first lines of a file best.

    A file has one column only where no delimiter makes of it a header and rows of several. Of equal
    fits the wider header wins, then the first quoting, then the first delimiter.
    """
    whole = whole and len(lines) <= _SAMPLE_LINES
    lines = lines[:_SAMPLE_LINES]
    sample = "".join(lines)
    absent = [delimiter for delimiter in delimiters if delimiter not in sample]
    fits = [
        _fit(Dialect(delimiter, quoting), lines, whole=whole)
        for quoting, sign in _QUOTINGS.items()
        if sign in sample
        for delimiter in delimiters
        # All that do not occur make the same one column.
        if delimiter not in absent[1:]
    ]
    several = [
        fit
        for fit in fits
        if len(fit.header) > 1 and (fit.consistent >= 0.5 or any(map(names_role, fit.header)))
    ]
    return max(several or fits, key=lambda fit: (round(fit.consistent, 2), len(fit.header)))


def _fit(dialect: Dialect, lines: Sequence[str], *, whole: bool) -> DialectFit:
    records = [record for record in _records(dialect, lines, whole=whole) if record != []]
    header = tuple(records[0] or ()) if records else ()
    rest = records[1 : 1 + _SAMPLE_RECORDS]
    row_names = _have_names(header, rest, lines)
    if row_names:
        header = ("", *header)
    good = sum(
        record is not None and len(fitted(record, len(header))) == len(header) for record in rest
    )
    if dialect.quoting == "none" and _encloses(chain.from_iterable(filter(None, records))):
        good = 0
    return DialectFit(dialect, header, good / len(rest) if rest else 1.0, row_names)


def _have_names(
    header: Sequence[str], records: Sequence[list[str] | None], lines: Sequence[str]
) -> bool:
    """Whether each record begins with a name: R quotes it as it does the header, or numbers them.

    A record may be wider for a stray delimiter, too; then its first field is no such name.
    """
    width = len(header)
    named = [
        record[0]
        for record in records
        if record is not None and len(fitted(record, width)) == width + 1
    ]
    if width == 0 or not named or len(named) < _ROW_NAMES * len(records):
        return False
    quoted = all(line.startswith('"') for line in lines[:2])
    counted = len(named) >= _NUMBERED and named == [str(n) for n in range(1, len(named) + 1)]
    return len(set(named)) == len(named) and (quoted or counted)


def _encloses(fields: Iterable[str]) -> bool:
    """Whether most quotes that begin a field also end it: then some stray ones do not make text."""
    begun = [field for field in fields if field.startswith('"')]
    ended = sum(len(field) > 1 and field.endswith('"') for field in begun)
    return 2 * ended > len(begun)


def _records(dialect: Dialect, lines: Sequence[str], *, whole: bool) -> Iterator[list[str] | None]:
    """The records of the sample; None for a line that opens a quote wrongly."""
    start = found = 0
    while start < len(lines) and found <= _SAMPLE_RECORDS:
        reader = dialect.reader(lines[start:])
        consumed = 0
        try:
            for record in reader:
                consumed = reader.line_num
                yield record
                found += 1
                if found > _SAMPLE_RECORDS:
                    return
            return
        except csv.Error:
            cut = not whole and start + reader.line_num >= len(lines)
            if cut:
                return
            yield None
            found += 1
            start += consumed + 1


def fitted(record: list[str], width: int) -> list[str]:
    """The record without the empty fields that stand beyond the header's."""
    if len(record) > width and not any(record[width:]):
        return record[:width]
    return record
