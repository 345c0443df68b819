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
    counted = _Counted(tally)
    # Those that take longest come last: begun first, no process is left waiting for them. The
    # very last one, coverage, takes as long as the share of a process.
    places = range(len(gaps))[::-1]
    return tuple(mapped(lambda place: _compute(gaps[place], counted, settings), places))[::-1]


def compute(gap: GapReport, tally: Tally, settings: ReportSettings) -> Report:
    """One gap report. It never raises for want of input: the report then says what is missing."""
    return _compute(gap, _Counted(tally), settings)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row with what the table as a whole says of it."""

    row: Row
    flag: Flag
    q: float | None = None
    tests: int = 0
    """How many the row rests on."""
    general: tuple[str, ...] = ()
    """Its theme, where that is a general judgement."""


class _Counted:
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
        """The tally as segments tell it apart."""
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


def _compute(gap: GapReport, counted: _Counted, settings: ReportSettings) -> Report:
    gap, findings = _measured(gap, counted, settings)
    if findings.missing is not None:
        return Report(gap, _table(gap, ()), missing=findings.missing, unread=counted.unread)
    answers = _in_order(gap, _tested(_flagged(gap, findings.rows, counted.general, settings)))
    if settings.by is not None and gap.compared is None:
        answers = _hidden_last(answers)
    evidence = tuple(answer.row.evidence for answer in answers)
    quotes = counted.quotes(evidence, settings.quotes)
    headlines = (
        headline_of(gap, answer.row, shown)
        for answer, shown in zip(answers, quotes, strict=True)
        if answer.flag == OK
        and not answer.general
        and answer.q is not None
        and answer.q <= settings.q
    )
    tests = findings.tests + sum(answer.tests for answer in answers)
    general = sorted({theme for answer in answers for theme in answer.general})
    return Report(
        gap=gap,
        table=_table(gap, answers),
        quotes=quotes,
        notes=(
            *findings.notes,
            *general_note(general),
            *tests_note(tests, settings),
            LIMITS_NOTE,
        ),
        headlines=(
            ()
            if mostly_unread(counted.tally)
            else ranked(headline for headline in headlines if headline is not None)
        ),
        evidence=evidence,
        unread=counted.unread,
        by=settings.by,
    )


def _measured(
    gap: GapReport, counted: _Counted, settings: ReportSettings
) -> tuple[GapReport, Findings]:
    """What the report finds, or what it lacks; with ``--by`` it is another report."""
    tally = counted.tally if gap.needs.groups else counted.without_groups
    missing = what_is_missing(gap, tally, settings)
    if missing is not None:
        found = Findings(missing=missing)
        return (gap if settings.by is None else labelled(gap, settings.by)), found
    if settings.by is None:
        found = gap.measure(tally, settings)
        return gap, replace(found, notes=(*found.notes, *whose_note(gap, tally, settings)))
    segments = counted.segments if gap.needs.groups else counted.segments_without_groups
    return measure_by(gap, segments, settings)


def _flagged(
    gap: GapReport, rows: Sequence[Row], general: frozenset[str], settings: ReportSettings
) -> tuple[_Answer, ...]:
    theme = [column.name == s.THEME for column in gap.key]
    return tuple(
        _Answer(
            row,
            flag_of(row, settings),
            general=tuple(part for part in compress(row.key, theme) if part in general),
        )
        for row in rows
    )


def _tested(answers: Sequence[_Answer]) -> tuple[_Answer, ...]:
    """The q-value of every test of the table; a suppressed row is no test.

    A row with several tests has the smallest of its q-values.
    """
    tests = [_p_values(answer) for answer in answers]
    q_values = iter(benjamini_hochberg([p for each in tests for p in each]).tolist())
    tested = []
    for answer, p_values in zip(answers, tests, strict=True):
        own = list(islice(q_values, len(p_values)))
        row = answer.row if answer.row.verdict is None else answer.row.verdict(own)
        known = [q for q in own if not math.isnan(q)]
        tested.append(replace(answer, row=row, q=min(known, default=None), tests=len(known)))
    return tuple(tested)


def _p_values(answer: _Answer) -> tuple[float, ...]:
    row = answer.row
    p_values = row.tests or (math.nan if row.p_value is None else row.p_value,)
    return (math.nan,) * len(p_values) if answer.flag == SUPPRESSED else p_values


def _in_order(gap: GapReport, answers: Sequence[_Answer]) -> tuple[_Answer, ...]:
    """The rows in the order that the report declares, by the figures as they are printed.

    General judgements lead no table: they come last within their group.
    """
    if gap.order != "worst first":
        return tuple(answers)
    sign = 1 if gap.worse == "lower" else -1

    def place(answer: _Answer) -> tuple[int, bool, int, bool, float, tuple[str, ...]]:
        row, value = answer.row, rounded(answer.row.gap)
        badness = 0.0 if value is None else sign * value
        order = PLACE[answer.flag]
        return row.group, bool(answer.general), order, value is None, badness, row.key

    return tuple(sorted(answers, key=place))


def _hidden_last(answers: Sequence[_Answer]) -> tuple[_Answer, ...]:
    """Rows without a figure, of which small segments have many, come last, and show no verbatim."""
    hidden = [PLACE[answer.flag] == PLACE[SUPPRESSED] for answer in answers]
    shown = compress(answers, (not one for one in hidden))
    last = (replace(answer, row=without_quotes(answer.row)) for answer in compress(answers, hidden))
    return (*shown, *last)


def _table(gap: GapReport, answers: Sequence[_Answer]) -> pd.DataFrame:
    import pandas as pd

    records = [_record(gap, answer) for answer in answers]
    # Arrays: pandas need not look whether the columns have the same index.
    return pd.DataFrame(
        {
            column.name: _series([record[column.name] for record in records], column).array
            for column in columns_of(gap)
        }
    )


def _record(gap: GapReport, answer: _Answer) -> dict[str, Cell]:
    """The cells of a row; where it is suppressed, figures that rest on its n are blank."""
    row, hidden = answer.row, answer.flag == SUPPRESSED
    record: dict[str, Cell] = {
        column.name: part for column, part in zip(gap.key, row.key, strict=True)
    }
    values = {s.Q: answer.q, **row.values}
    for column in gap.columns:
        figure = column.kind != "text" and column.name not in row.always_shown
        value = values.get(column.value or column.name)
        record[column.name] = None if hidden and figure else value
    figures = (None, None, None) if hidden else (row.gap, row.low, row.high)
    record |= dict(zip((s.GAP, s.CI_LOW, s.CI_HIGH), figures, strict=True))
    return record | {s.N: row.n, s.FLAG: answer.flag}


def _series(cells: Sequence[Cell], column: Column) -> pd.Series:
    import pandas as pd

    if column.kind == "text":
        return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype="str")
    if column.kind == "count":
        return pd.Series(cells, dtype="Int64")
    figures = [rounded(None if cell is None else float(cell)) for cell in cells]
    return pd.Series(figures, dtype="float64")
