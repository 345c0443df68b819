"""CSV, TSV and their kin."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import chain, zip_longest

from vockit.errors import InputError
from vockit.readers.delimited_form import DelimitedForm, find_form
from vockit.readers.delimited_notes import form_notes, form_warnings
from vockit.readers.delimited_records import DelimitedRecords
from vockit.readers.delimiters import USUAL, delimiter_named
from vockit.readers.encodings import open_text, sample_text
from vockit.readers.kinds import plain_row, shape_of
from vockit.readers.mending import mended
from vockit.readers.record_taking import RecordShape
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Layout, Table, column_names

_SEPARATOR_LINE = re.compile(
    r"\ufeff*\"? *sep *= ?(?P<mark>[^\r\n\"]{1,4}?)\"?[;,\t]*\s*", re.IGNORECASE
)
"""Excel's own way to say which delimiter follows."""
_SHAPED = 60
_AROUND = (("", ""), (" ", ""), ("", " "), (" ", " "), ("\ufeff", ""))
"""What may stand before and after a name where it comes again."""
"""Records that tell what the columns hold."""


def read_csv(opened: OpenedSource, options: FormatOptions) -> Table:
    """A delimited file, with or without a header.

    Raises:
        InputError: it is empty, or its header cannot be read.
    """
    return _read(opened, options, USUAL)


def read_tsv(opened: OpenedSource, options: FormatOptions) -> Table:
    """As ``read_csv``, but of two delimiters that fit as well, the tab wins."""
    return _read(opened, options, ("\t", *(one for one in USUAL if one != "\t")))


def sample_lines(opened: OpenedSource, encoding: str) -> list[str]:
    """The whole lines at the start of the input."""
    lines = list(io.StringIO(sample_text(opened.sample, encoding), newline=""))
    return lines if opened.whole else lines[:-1] or lines


def _read(opened: OpenedSource, options: FormatOptions, delimiters: Sequence[str]) -> Table:
    text = open_text(opened, options.encoding)
    lines = sample_lines(opened, text.encoding)
    skipped = 0
    if lines and (found := _SEPARATOR_LINE.fullmatch(lines[0])):
        delimiters, lines, skipped = (delimiter_named(found["mark"]),), lines[1:], 1
    if options.delimiter is not None:
        delimiters = (delimiter_named(options.delimiter),)
    form = find_form(
        lines,
        whole=opened.whole,
        delimiters=delimiters,
        unusual=options.delimiter is None and not skipped,
        header_line=_header_line(opened, options, lines, skipped),
        header_rows=options.header_rows,
    )
    records = DelimitedRecords(text, form.dialect, opened.name, opened.sample)
    records.skip(skipped + form.first_line)
    records.skip_header(form.header.rows)
    if not form.rows:
        raise InputError(f"{opened.name} is empty: nothing to read; export it again")
    width = _width(form)
    header, _ = mended(form.names[:width])
    names, notes = column_names(header)
    line = skipped + form.first_line + 1
    layout = Layout(
        encoding=text.encoding,
        delimiter=form.dialect.delimiter if form.delimited else None,
        header_line=line if form.header.rows else None,
        header_rows=form.header.rows,
        labels=_labels(form, names),
    )
    if form.header.rows:
        notes = (*form_notes(layout, form), *notes)
    else:
        notes = tuple(form_notes(layout, form))
    return Table(
        names,
        records.chunks(_shape(form, width)),
        tuple(f"{opened.name}: {note}" for note in notes),
        layout=layout,
        warnings=tuple(f"{opened.name}: {one}" for one in form_warnings(form, lines, options)),
        late_notes=records.notes,
    )


def _header_line(
    opened: OpenedSource, options: FormatOptions, lines: Sequence[str], skipped: int
) -> int | None:
    """The line of the header that the user named, counted in ``lines``."""
    if options.header_line is None:
        return None
    line = options.header_line - skipped
    if not 0 < line <= len(lines):
        raise InputError(
            f"--header-line {options.header_line}: {opened.name} has no such line near its "
            f"beginning; name the line of the column names, 1 to {len(lines) + skipped}"
        )
    return line


def _labels(form: DelimitedForm, names: Sequence[str]) -> dict[str, str]:
    shift = int(form.row_names)
    return {
        names[at + shift]: mended([" ".join(label.split())])[0][0]
        for at, label in form.header.labels.items()
        if at + shift < len(names)
    }


def _shape(form: DelimitedForm, width: int) -> RecordShape:
    records = form.records[:_SHAPED]
    full = [record for record in records if len(record) == width]
    above = form.rows[: form.header.first_record]
    repeats = [row for row in above if any(cell.strip() for cell in row)]
    head = form.rows[form.header.above] if form.header.rows and not form.row_names else ()
    return RecordShape(
        width=width,
        columns=tuple(shape_of([record[at] for record in full]) for at in range(width)),
        pads=all(len(record) <= len(form.names) for record in form.records),
        repeats=frozenset(map(plain_row, repeats)),
        telling=_telling(head[:width], form),
        names=plain_row(head) if len(set(plain_row(head))) == width else (),
    )


def _telling(names: Sequence[str], form: DelimitedForm) -> tuple[int, frozenset[str]] | None:
    """The column by whose names a repeated header is looked for.

    It is the first, and the names all of them, for they may come in another order. Where its values
    are such names, too, it is the column with the longest name that is none of its values.
    """
    if not any(name.strip() for name in names):
        return None
    head = sorted(plain_row(names))
    records = [record for record in form.records if sorted(plain_row(record)) != head]
    values = [frozenset(column) for column in zip_longest(*records, fillvalue="")]
    spellings = [_spellings(name) for name in names]
    every = frozenset(chain.from_iterable(spellings))
    if all(name.strip() for name in names) and every.isdisjoint(values[0] if values else ()):
        return 0, every
    named = [at for at, name in enumerate(names) if name.strip()]
    free = [at for at in named if at >= len(values) or spellings[at].isdisjoint(values[at])]
    at = max(free or named, key=lambda at: len(names[at]))
    return at, spellings[at]


def _spellings(name: str) -> frozenset[str]:
    plain = name.strip()
    cases = {name, plain, plain.lower(), plain.upper(), plain.capitalize(), plain.title()}
    return frozenset(f"{before}{case}{after}" for case in cases for before, after in _AROUND)


def _width(form: DelimitedForm) -> int:
    """Columns of the file: unnamed ones at the end do not count where nothing stands in them."""
    if not form.header.rows:
        return len(form.names)
    named = max(
        (place for place, name in enumerate(form.names, start=1) if name.strip()), default=0
    )
    if named in (0, len(form.names)):
        return len(form.names)
    used = [
        at
        for record in form.records
        if len(record) <= len(form.names)
        for at, cell in enumerate(record, start=1)
        if cell
    ]
    return max(named, max(used, default=0))
