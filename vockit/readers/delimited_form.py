"""How a delimited file is laid out: its dialect, the lines above the table, and its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from vockit.readers.delimiters import BLANKS, USUAL
from vockit.readers.dialects import (
    RULER_LINE,
    Dialect,
    Quoting,
    fitted,
    is_loose,
    sample_records,
    unwrapped,
)
from vockit.readers.header_rows import Header, find_header, usual_width
from vockit.readers.roles import names_role
from vockit.readers.unusual_delimiters import (
    CONTROLS,
    REGULAR,
    runs_of_marks,
    unusual_delimiters,
)

_QUOTINGS: dict[Quoting, re.Pattern[str]] = {
    "doubled": re.compile(""),
    "backslash": re.compile(r"\\"),
    "single": re.compile(r"\A'[^'\n]*'[^\w\s][ ]?'"),
    "none": re.compile('"'),
}
"""Each with what it reads otherwise than the first does."""
_SAMPLE_RECORDS = 500
_SAMPLE_LINES = 4000
_ROW_NAMES = 0.95
"""Share of the records that are one field wider than the header where they have names."""
_NUMBERED = 20
"""So many records numbered from 1 have names, even without quotes."""
_DRAWN = 10
"""Lines in which a drawn table has one of dashes."""
_NOWHERE = "\x1c"
"""A delimiter that no file has."""
_PROSE_MARKS = (",", ";", ":")
_CLEAN_NAME = re.compile(r"[^\W_][\w.\-/#]{0,30}")


@dataclass(frozen=True, slots=True)
class DelimitedForm:
    """How well a dialect fits a sample, and what it makes of it."""

    dialect: Dialect
    header: Header
    names: tuple[str, ...]
    """Of the columns as they stand in the file; blank where there is none."""
    consistent: float
    """Share of the records that are as wide as the header; 1 where there are none."""
    first_line: int = 0
    """The line that the header starts on, or the first record where there is none; 0-based."""
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """All rows of the sample, those above the table and the header among them."""
    tidy: bool = True
    """Whether no field begins with a blank and a quote, which then encloses it in vain."""
    row_names: bool = False
    """Whether records have a name in front that the header has none for, as R writes them; the
    ``names`` begin with a blank then."""

    @property
    def delimited(self) -> bool:
        """Whether it makes several columns."""
        return len(self.names) > 1

    @property
    def records(self) -> tuple[tuple[str, ...], ...]:
        """The records of the sample."""
        return self.rows[self.header.first_record :]


def find_form(
    lines: Sequence[str],
    *,
    whole: bool,
    delimiters: Sequence[str] = USUAL,
    unusual: bool = True,
    header_line: int | None = None,
    header_rows: int | None = None,
) -> DelimitedForm:
    """The form that fits the first lines of a file best.

    A file has one column only where no delimiter makes of it a header and rows of several. Of equal
    fits the wider header wins, then the first quoting, then the first delimiter. ``unusual`` says
    whether others than ``delimiters`` are looked for. ``header_line`` (1-based) and ``header_rows``
    are what the user said of the header.
    """
    whole = whole and len(lines) <= _SAMPLE_LINES
    skipped = 0 if header_line is None else header_line - 1
    lines = lines[skipped : skipped + _SAMPLE_LINES]
    start = 0 if header_line is not None or header_rows == 0 else None
    sample = _Sample(lines, whole, skipped, start, header_rows)
    usual: list[DelimitedForm] = []
    for dialect in _dialects(sample, delimiters):
        if dialect.quoting in ("doubled", "single") or not any(map(_is_perfect, usual)):
            usual.append(sample.fit(dialect))
    if not unusual:
        return max(usual, key=_goodness)
    several = [form for form in usual if _makes_columns(form, sample)]
    best = max(several, key=_goodness, default=None)
    if best is None or not (best.consistent >= 0.8 or _names_roles(best)):
        candidates = unusual_delimiters(lines)
    else:
        candidates = [one for one in runs_of_marks(lines) if _is_part(best, one)]
    found = [form for one in candidates if _is_believed(form := sample.fit(Dialect(one)))]
    if found:
        return max(found, key=_goodness)
    return best or max((sample.fit(dialect) for dialect in _one_column(sample)), key=_goodness)


def is_prose(rows: Iterable[Sequence[str]], dialect: Dialect) -> bool:
    """Whether what separates the fields is punctuation: a blank follows it nearly always."""
    if dialect.delimiter not in _PROSE_MARKS or dialect.loose:
        return False
    later = [field for row in rows for field in row[1:]]
    blank = sum(field[:1] == " " and not field.strip().isdigit() for field in later)
    return bool(later) and blank >= 0.8 * len(later)


@dataclass(frozen=True, slots=True)
class _Sample:
    lines: Sequence[str]
    whole: bool
    skipped: int
    start: int | None
    header_rows: int | None

    def fit(self, dialect: Dialect) -> DelimitedForm:
        """What a dialect makes of the sample."""
        lines = self.lines
        if dialect.line_end:
            lines = dialect.lines_of("".join(lines))
        found = list(sample_records(dialect, lines, whole=self.whole, most=_SAMPLE_RECORDS + 1))
        rows = [_row(lines[line], record, dialect) for line, record in found]
        after_blank = frozenset(
            at for at, (line, _) in enumerate(found) if line and not lines[line - 1].strip()
        )
        header = find_header(
            rows, after_blank=after_blank, start=self.start, header_rows=self.header_rows
        )
        records = rows[header.first_record :]
        names = _without_ends(header.names, records)
        broken = [record is None for _, record in found[header.first_record :]]
        row_names = header.rows > 0 and _have_names(names, records, self.lines)
        if row_names:
            names = ("", *names)
        good = sum(
            not bad and len(fitted(row, len(names))) == len(names)
            for row, bad in zip(records, broken, strict=True)
        )
        if any(record is None for _, record in found[: header.first_record]):
            good = 0
        if dialect.quoting == "none" and _encloses(chain.from_iterable(rows)):
            good = 0
        line = found[header.above][0] if header.above < len(found) else 0
        return DelimitedForm(
            dialect=dialect,
            header=header,
            names=names,
            consistent=good / len(records) if records else 1.0,
            first_line=self.skipped + line,
            rows=tuple(map(tuple, rows)),
            tidy=not any(one[:1] == " " and one.lstrip()[:1] == '"' for row in rows for one in row),
            row_names=row_names,
        )


def _without_ends(names: tuple[str, ...], records: Sequence[list[str]]) -> tuple[str, ...]:
    """The names without the blank ones at the end for which most records have no field."""
    width = usual_width(records)
    while records and len(names) > max(width, 1) and not names[-1].strip():
        names = names[:-1]
    return names


def _row(line: str, record: list[str] | None, dialect: Dialect) -> list[str]:
    if record is None:
        return []
    if len(record) == 1 and line.startswith('"') and (inner := unwrapped(record, dialect)):
        return inner
    return record


def _dialects(sample: _Sample, delimiters: Sequence[str]) -> Iterator[Dialect]:
    text = "".join(sample.lines)
    # All that do not occur make the same one column.
    absent = [one for one in delimiters if one not in text and one != BLANKS]
    present = [one for one in delimiters if one not in absent[1:]]
    for delimiter in present:
        yield Dialect(delimiter)
        if '"' in text and is_loose(text, delimiter):
            yield Dialect(delimiter, loose=True)
    if line_end := _only_line_end(text):
        for delimiter in present:
            yield Dialect(delimiter, line_end=line_end)
    if (drawn := _drawn(sample.lines)) is not None:
        yield drawn
    for quoting, sign in _QUOTINGS.items():
        if quoting != "doubled" and sign.search(text):
            for delimiter in present:
                yield Dialect(delimiter, quoting)


def _drawn(lines: Sequence[str]) -> Dialect | None:
    """The dialect of a table that is drawn with bars and blanks, if it may be one."""
    first = [line.strip() for line in lines[:_DRAWN] if line.strip()]
    rows = [line for line in first if not RULER_LINE.fullmatch(line)]
    if not rows or "|" not in rows[0] or any(line[:1] == '"' or '|"' in line for line in rows):
        return None
    if len(rows) == len(first) and not all(" | " in line for line in rows):
        return None
    edged = rows[0].startswith("|") and rows[0].endswith("|")
    return Dialect("|", boxed=True, edged=edged)


def _one_column(sample: _Sample) -> Iterator[Dialect]:
    """Dialects by which a line is one field, unless quotes hold several lines together."""
    text = "".join(sample.lines)
    for quoting, sign in _QUOTINGS.items():
        if sign.search(text):
            yield Dialect(_NOWHERE, quoting)


def _only_line_end(text: str) -> str:
    """What ends lines where nearly all are ended so, but not all; else nothing."""
    both = text.count("\r\n")
    counts = {"\r\n": both, "\r": text.count("\r") - both, "\n": text.count("\n") - both}
    usual = max(counts, key=lambda end: counts[end])
    others = sum(counts.values()) - counts[usual]
    return usual if usual != "\n" and others else ""


def _is_part(form: DelimitedForm, run: str) -> bool:
    """Whether the delimiter is only a part of one that is longer: the rest is left in each cell."""
    delimiter = form.dialect.delimiter
    if delimiter not in run or not form.rows:
        return False
    before, *between, after = run.split(delimiter)
    cells = form.rows[0]
    return (
        all(cell.endswith(before) for cell in cells[:-1])
        and all(cell.startswith(after) for cell in cells[1:])
        and sum(cell in between for cell in cells) >= len(between)
    )


def _is_perfect(form: DelimitedForm) -> bool:
    """Whether no other reading of quotes can make more of it."""
    return form.delimited and form.consistent == 1 and form.header.evidence > 0


def _goodness(form: DelimitedForm) -> tuple[float, bool, bool, int, int, int]:
    dialect = form.dialect
    usual = {"single": 2, "none": 0}.get(dialect.quoting, 1)
    tidy = form.tidy + dialect.boxed
    width = sum(map(bool, form.names)) if form.header.rows else len(form.names)
    plausible = form.header.above == 0 or form.header.evidence > 0
    return round(form.consistent, 3), plausible, not dialect.line_end, tidy, usual, width


def _names_roles(form: DelimitedForm) -> bool:
    return form.header.rows > 0 and any(map(names_role, form.names))


def _makes_columns(form: DelimitedForm, sample: _Sample) -> bool:
    """Whether it makes a header and rows of several columns, rather than cut sentences."""
    if not form.delimited:
        return False
    if _names_roles(form) and (not form.header.above or form.header.evidence > 0):
        return True
    if form.header.evidence <= 0 and is_prose(form.rows, form.dialect):
        return False
    if form.header.above and form.header.evidence <= 0:
        return form.consistent >= REGULAR
    if form.consistent >= 0.5:
        return True
    named = [name for name in form.names if name.strip()]
    clean = all(_CLEAN_NAME.fullmatch(name) for name in named) and len(named) == len(form.names)
    return clean and len(set(named)) == len(named) and sample.start is None


def _is_believed(form: DelimitedForm) -> bool:
    """Whether an unusual delimiter is one."""
    if not form.delimited or form.consistent < REGULAR or len(form.rows) < 2:
        return False
    if form.header.rows and not all(form.names[1:]):
        return False
    if form.dialect.delimiter in CONTROLS:
        return True
    return abs(form.header.evidence) >= 2 and not is_prose(form.rows, form.dialect)


def _have_names(header: Sequence[str], records: Sequence[list[str]], lines: Sequence[str]) -> bool:
    """Whether each record begins with a name: R quotes it as it does the header, or numbers them.

    A record may be wider for a stray delimiter, too; then its first field is no such name.
    """
    width = len(header)
    named = [record[0] for record in records if len(fitted(record, width)) == width + 1]
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
