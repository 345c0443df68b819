"""CSV, TSV and their kin."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice

from vockit.errors import UsageError
from vockit.readers.delimited_records import DelimitedRecords
from vockit.readers.dialects import DELIMITERS, Dialect, find_dialect
from vockit.readers.encodings import open_text, sample_text
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Layout, Table, column_names

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
    records = DelimitedRecords(text, fit.dialect, opened.name)
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
    layout = Layout(
        encoding=text.encoding,
        delimiter=fit.dialect.delimiter,
        header_line=records.header_line,
        header_rows=1,
    )
    return Table(
        names,
        records.chunks(width),
        (*form, *(f"{opened.name}: {n}" for n in notes)),
        layout=layout,
    )


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
