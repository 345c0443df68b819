"""From a tally to reports: what every gap report has in common is done here, once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, islice
from typing import TYPE_CHECKING

from vockit import schema as s
from vockit.gaps.columns import columns_of
from vockit.gaps.evidence.rules import Evidence
from vockit.gaps.flags import OK, PLACE, SUPPRESSED, flag_of
from vockit.gaps.headlines import headline_of, ranked
from vockit.gaps.model import (
    Cell,
    Column,
    Findings,
    Flag,
    GapReport,
    Quote,
    Report,
    Row,
    without_quotes,
)
from vockit.gaps.needs import what_is_missing
from vockit.gaps.notes import LIMITS_NOTE, general_note, tests_note
from vockit.gaps.quotes import quote_index_of
from vockit.gaps.rounding import rounded
from vockit.gaps.segments import Segments, labelled, measure_by
from vockit.gaps.speakers import whose_note
from vockit.gaps.themes import TABLE, general_judgements, without_groups
from vockit.gaps.unread import mostly_unread, unread_note
from vockit.settings import ReportSettings
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd


def compute_reports(
    gaps: Iterable[GapReport],
    tally: Tally,
    settings: ReportSettings,
    mapped: Callable[[Callable[[int], Report], Iterable[int]], Iterable[Report]] = map,
) -> tuple[Report, ...]:
    """The reports in the order given; the sampled verbatims are sorted once for all of them.

    ``mapped`` does what ``map`` does, perhaps in several processes.
    """
    gaps = tuple(gaps)
    shared = _Shared(tally)
    # Those that take longest come last: begun first, no process is left waiting for them. The
    # very last one, coverage, takes as long as the share of a process.
    places = range(len(gaps))[::-1]
    return tuple(mapped(lambda place: _compute(gaps[place], shared, settings), places))[::-1]


def compute(gap: GapReport, tally: Tally, settings: ReportSettings) -> Report:
    """One gap report. Where input is missing it does not raise: the report says what is missing."""
    return _compute(gap, _Shared(tally), settings)


@dataclass(frozen=True, slots=True)
class _TableRow:
    """A row with what depends on the whole table: its flag and its q-value."""

    row: Row
    flag: Flag
    q: float | None = None
    tests: int = 0
    """How many the row rests on."""
    general: tuple[str, ...] = ()
    """Its theme, where that is a general judgement."""


class _Shared:
    """A tally, and what all reports of it share."""

    def __init__(self, tally: Tally) -> None:
        known = TABLE in tally.tables
        self.tally = tally
        self.without_groups = without_groups(tally) if known else tally
        self.general = general_judgements(tally) if known else frozenset()
        self.quote_index = quote_index_of(tally)
        self.unread = unread_note(tally)

    @cached_property
    def segments(self) -> Segments:
        """The tally by segment."""
        return Segments(self.tally)

    @cached_property
    def segments_without_groups(self) -> Segments:
        """The same, without what is counted of groups."""
        return Segments(self.without_groups)

    def quotes(self, rows: Sequence[Evidence], each: int) -> tuple[tuple[Quote, ...], ...]:
        """The quotes of every row; none where nothing was sampled."""
        return (
            ((),) * len(rows) if self.quote_index is None else self.quote_index.quotes(rows, each)
        )


def _compute(gap: GapReport, shared: _Shared, settings: ReportSettings) -> Report:
    gap, findings = _measured(gap, shared, settings)
    if findings.missing is not None:
        return Report(gap, _table(gap, ()), missing=findings.missing, unread=shared.unread)
    entries = _in_order(gap, _tested(_flagged(gap, findings.rows, shared.general, settings)))
    if settings.by is not None and gap.compared is None:
        entries = _hidden_last(entries)
    evidence = tuple(entry.row.evidence for entry in entries)
    quotes = shared.quotes(evidence, settings.quotes)
    headlines = (
        headline_of(gap, entry.row, shown)
        for entry, shown in zip(entries, quotes, strict=True)
        if entry.flag == OK and not entry.general and entry.q is not None and entry.q <= settings.q
    )
    tests = findings.tests + sum(entry.tests for entry in entries)
    general = sorted({theme for entry in entries for theme in entry.general})
    return Report(
        gap=gap,
        table=_table(gap, entries),
        quotes=quotes,
        notes=(
            *findings.notes,
            *general_note(general),
            *tests_note(tests, settings),
            LIMITS_NOTE,
        ),
        headlines=(
            ()
            if mostly_unread(shared.tally)
            else ranked(headline for headline in headlines if headline is not None)
        ),
        evidence=evidence,
        unread=shared.unread,
        by=settings.by,
    )


def _measured(
    gap: GapReport, shared: _Shared, settings: ReportSettings
) -> tuple[GapReport, Findings]:
    """The findings, or what is missing; with ``--by`` the report has another key."""
    tally = shared.tally if gap.needs.groups else shared.without_groups
    missing = what_is_missing(gap, tally, settings)
    if missing is not None:
        findings = Findings(missing=missing)
        return (gap if settings.by is None else labelled(gap, settings.by)), findings
    if settings.by is None:
        findings = gap.measure(tally, settings)
        return gap, replace(findings, notes=(*findings.notes, *whose_note(gap, tally, settings)))
    segments = shared.segments if gap.needs.groups else shared.segments_without_groups
    return measure_by(gap, segments, settings)


def _flagged(
    gap: GapReport, rows: Sequence[Row], general: frozenset[str], settings: ReportSettings
) -> tuple[_TableRow, ...]:
    theme = [column.name == s.THEME for column in gap.key]
    return tuple(
        _TableRow(
            row,
            flag_of(row, settings),
            general=tuple(part for part in compress(row.key, theme) if part in general),
        )
        for row in rows
    )


def _tested(entries: Sequence[_TableRow]) -> tuple[_TableRow, ...]:
    """The q-value of every test of the table; a suppressed row is no test.

    A row with several tests has the smallest of its q-values.
    """
    tests = [_p_values(entry) for entry in entries]
    q_values = iter(benjamini_hochberg([p for each in tests for p in each]).tolist())
    tested = []
    for entry, p_values in zip(entries, tests, strict=True):
        own = list(islice(q_values, len(p_values)))
        row = entry.row if entry.row.verdict is None else entry.row.verdict(own)
        known = [q for q in own if not math.isnan(q)]
        tested.append(replace(entry, row=row, q=min(known, default=None), tests=len(known)))
    return tuple(tested)


def _p_values(entry: _TableRow) -> tuple[float, ...]:
    row = entry.row
    p_values = row.tests or (math.nan if row.p_value is None else row.p_value,)
    return (math.nan,) * len(p_values) if entry.flag == SUPPRESSED else p_values


def _in_order(gap: GapReport, entries: Sequence[_TableRow]) -> tuple[_TableRow, ...]:
    """The rows in the order that the report declares, by the figures as they are printed.

    General judgements lead no table: they come last within their group.
    """
    if gap.order != "worst first":
        return tuple(entries)
    sign = 1 if gap.worse == "lower" else -1

    def place(entry: _TableRow) -> tuple[int, bool, int, bool, float, tuple[str, ...]]:
        row, value = entry.row, rounded(entry.row.gap)
        badness = 0.0 if value is None else sign * value
        order = PLACE[entry.flag]
        return row.group, bool(entry.general), order, value is None, badness, row.key

    return tuple(sorted(entries, key=place))


def _hidden_last(entries: Sequence[_TableRow]) -> tuple[_TableRow, ...]:
    """Rows without a figure, of which small segments have many, come last, and show no verbatim."""
    hidden = [PLACE[entry.flag] == PLACE[SUPPRESSED] for entry in entries]
    shown = compress(entries, (not one for one in hidden))
    last = (replace(entry, row=without_quotes(entry.row)) for entry in compress(entries, hidden))
    return (*shown, *last)


def _table(gap: GapReport, entries: Sequence[_TableRow]) -> pd.DataFrame:
    import pandas as pd

    records = [_record(gap, entry) for entry in entries]
    # Arrays: pandas need not look whether the columns have the same index.
    return pd.DataFrame(
        {
            column.name: _series([record[column.name] for record in records], column).array
            for column in columns_of(gap)
        }
    )


def _record(gap: GapReport, entry: _TableRow) -> dict[str, Cell]:
    """The cells of a row; where it is suppressed, figures that rest on its n are blank."""
    row, hidden = entry.row, entry.flag == SUPPRESSED
    record: dict[str, Cell] = {
        column.name: part for column, part in zip(gap.key, row.key, strict=True)
    }
    values = {s.Q: entry.q, **row.values}
    for column in gap.columns:
        figure = column.kind != "text" and column.name not in row.always_shown
        value = values.get(column.value or column.name)
        record[column.name] = None if hidden and figure else value
    figures = (None, None, None) if hidden else (row.gap, row.low, row.high)
    record |= dict(zip((s.GAP, s.CI_LOW, s.CI_HIGH), figures, strict=True))
    return record | {s.N: row.n, s.FLAG: entry.flag}


def _series(cells: Sequence[Cell], column: Column) -> pd.Series:
    import pandas as pd

    if column.kind == "text":
        return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype="str")
    if column.kind == "count":
        return pd.Series(cells, dtype="Int64")
    figures = [rounded(None if cell is None else float(cell)) for cell in cells]
    return pd.Series(figures, dtype="float64")
