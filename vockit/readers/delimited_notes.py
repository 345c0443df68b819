"""What is to be said of how a delimited file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vockit.readers.delimited_form import DelimitedForm, find_form
from vockit.readers.delimiters import spoken
from vockit.readers.tables import FormatOptions, Layout

_MARKS = re.compile(r"[^\w\s?'’.,!()&-]")
"""What hardly stands in a name, but may stand between two."""
_SHOWN = 3
"""Column names that a warning shows."""


def form_notes(layout: Layout, form: DelimitedForm) -> Iterator[str]:
    """What was found, one line each."""
    yield ", ".join(_found(layout))
    if form.header.above:
        rows = "row" if form.header.above == 1 else "rows"
        yield (
            f"{form.header.above} {rows} above the header left out; --header-line N names another "
            "header"
        )
    if layout.header_rows > 1:
        more = layout.header_rows - 1
        yield (
            f"{'a second row' if more == 1 else 'two more rows'} of names or questions left out of "
            "the records; --header-rows 1 if they are records"
        )
    if form.row_names:
        yield "every record begins with a name of its own, as R writes them"
    if form.dialect.quoting == "none":
        yield "quotes are read as text, for they do not enclose fields"
    if form.dialect.quoting == "backslash":
        yield "a backslash escapes the character after it"
    if form.dialect.loose:
        yield "blanks between delimiters and quotes are left out"
    if form.dialect.line_end:
        yield "line ends of another kind than that of most lines are read as text"


def _found(layout: Layout) -> Iterator[str]:
    yield layout.encoding or ""
    yield "one column" if layout.delimiter is None else f"delimiter {spoken(layout.delimiter)}"
    if layout.header_line is None:
        yield "no header"
    elif layout.header_line > 1 or layout.header_rows > 1:
        yield f"header in line {layout.header_line}"


def form_warnings(
    form: DelimitedForm, lines: Sequence[str], options: FormatOptions
) -> Iterator[str]:
    """What is likely to be wrong, one line each."""
    if not form.header.rows and options.header_rows != 0:
        names = "column_1" if len(form.names) == 1 else f"column_1 to column_{len(form.names)}"
        yield (
            f"no header: columns are called {names}; --header-line 1 if the first line names them, "
            "--no-header-row if not"
        )
    if not form.delimited:
        yield from _one_column(form, lines, options)
    elif form.header.rows and form.header.doubtful and options.header_line is None:
        names = ", ".join(form.names[:_SHOWN]) + (", …" if len(form.names) > _SHOWN else "")
        yield (
            f"line {form.first_line + 1} is taken for the names of the columns ({names}), but may "
            "be a record; --no-header-row if it is, --header-line to say so if not"
        )


def _one_column(form: DelimitedForm, lines: Sequence[str], options: FormatOptions) -> Iterator[str]:
    if options.delimiter is not None:
        better = find_form(lines, whole=False)
        if better.delimited:
            yield (
                f"--delimiter {options.delimiter} makes one column of it, "
                f"{spoken(better.dialect.delimiter)} would make {len(better.names)}"
            )
    elif form.header.evidence <= 0 or any(map(_MARKS.search, form.names)):
        yield "read as one column, for no delimiter fits; name it with --delimiter if there is one"
