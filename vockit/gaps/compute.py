"""From a tally to reports: what every gap report has in common is done here, once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import pandas as pd

from vockit import schema as s
from vockit.gaps.columns import columns_of
from vockit.gaps.flags import OK, PLACE, SUPPRESSED, flag_of
from vockit.gaps.headlines import headline_of, ranked
from vockit.gaps.model import Cell, Column, Flag, GapReport, Quote, Report, Row, Wanted
from vockit.gaps.needs import what_is_missing
from vockit.gaps.notes import STANDING, general_note, tests_note
from vockit.gaps.quotes import shelf_of
from vockit.gaps.rounding import rounded
from vockit.gaps.themes import TABLE, general_judgements, without_groups
from vockit.settings import ReportSettings
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally


def compute_reports(
    gaps: Iterable[GapReport], tally: Tally, settings: ReportSettings
) -> tuple[Report, ...]:
    """The reports in the order given; the sampled verbatims are sorted once for all of them."""
    counted = _Counted(tally)
    return tuple(_compute(gap, counted, settings) for gap in gaps)


def compute(gap: GapReport, tally: Tally, settings: ReportSettings) -> Report:
    """One gap report. It never raises for want of input: the report then says what is missing."""
    return _compute(gap, _Counted(tally), settings)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row with what the table as a whole says of it."""

    row: Row
    flag: Flag
    q: float | None = None
    general: tuple[str, ...] = ()
    """Its theme, where that is a general judgement."""


class _Counted:
    """A tally, and what all reports of it share."""

    def __init__(self, tally: Tally) -> None:
        known = TABLE in tally.tables
        self.tally = tally
        self.without_groups = without_groups(tally) if known else tally
        self.general = general_judgements(tally) if known else frozenset()
        self.shelf = shelf_of(tally)

    def quotes(self, rows: Sequence[Wanted | None], each: int) -> tuple[tuple[Quote, ...], ...]:
        """The quotes of every row; none where nothing was sampled."""
        return ((),) * len(rows) if self.shelf is None else self.shelf.quotes(rows, each)


def _compute(gap: GapReport, counted: _Counted, settings: ReportSettings) -> Report:
    tally = counted.tally if gap.groups else counted.without_groups
    missing = what_is_missing(gap, tally, settings)
    if missing is not None:
        return Report(gap, _table(gap, ()), missing=missing)
    findings = gap.measure(tally, settings)
    if findings.missing is not None:
        return Report(gap, _table(gap, ()), missing=findings.missing)
    answers = _tested(_in_order(gap, findings.rows, counted.general, settings))
    quotes = counted.quotes([answer.row.wanted for answer in answers], settings.quotes)
    headlines = (
        headline_of(gap, answer.row, shown)
        for answer, shown in zip(answers, quotes, strict=True)
        if answer.flag == OK
        and not answer.general
        and answer.q is not None
        and answer.q <= settings.q
    )
    tests = sum(answer.q is not None and answer.row.q is None for answer in answers)
    general = sorted({theme for answer in answers for theme in answer.general})
    return Report(
        gap=gap,
        table=_table(gap, answers),
        quotes=quotes,
        notes=(
            *findings.notes,
            *general_note(general),
            *tests_note(tests, settings),
            STANDING,
        ),
        headlines=ranked(headline for headline in headlines if headline is not None),
        settled=findings.settled,
    )


def _in_order(
    gap: GapReport, rows: Sequence[Row], general: frozenset[str], settings: ReportSettings
) -> tuple[_Answer, ...]:
    """The rows in the order that the report declares, by the figures as they are printed.

    General judgements lead no table: they come last within their group.
    """
    theme = [column.name == s.THEME for column in gap.key]
    answers = [
        _Answer(
            row,
            flag_of(row, settings),
            general=tuple(part for part in compress(row.key, theme) if part in general),
        )
        for row in rows
    ]
    if gap.order == "worst":
        sign = 1 if gap.worse == "lower" else -1

        def place(answer: _Answer) -> tuple[int, bool, int, bool, float, tuple[str, ...]]:
            row, value = answer.row, rounded(answer.row.gap)
            badness = 0.0 if value is None else sign * value
            order = PLACE[answer.flag]
            return row.group, bool(answer.general), order, value is None, badness, row.key

        answers.sort(key=place)
    return tuple(answers)


def _tested(answers: Sequence[_Answer]) -> tuple[_Answer, ...]:
    """The q-value of every test of the table; a suppressed row is no test."""
    p_values = [
        math.nan if answer.row.p_value is None or answer.flag == SUPPRESSED else answer.row.p_value
        for answer in answers
    ]
    return tuple(
        replace(answer, q=answer.row.q if math.isnan(q) else q)
        for answer, q in zip(answers, benjamini_hochberg(p_values).tolist(), strict=True)
    )


def _table(gap: GapReport, answers: Sequence[_Answer]) -> pd.DataFrame:
    records = [_record(gap, answer) for answer in answers]
    return pd.DataFrame(
        {
            column.name: _series([record[column.name] for record in records], column)
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
        figure = column.kind != "text" and column.name not in row.standing
        record[column.name] = None if hidden and figure else values.get(column.name)
    figures = (None, None, None) if hidden else (row.gap, row.low, row.high)
    record |= dict(zip((s.GAP, s.CI_LOW, s.CI_HIGH), figures, strict=True))
    return record | {s.N: row.n, s.FLAG: answer.flag}


def _series(cells: Sequence[Cell], column: Column) -> pd.Series:
    if column.kind == "text":
        return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype="str")
    if column.kind == "count":
        return pd.Series(cells, dtype="Int64")
    figures = [rounded(None if cell is None else float(cell)) for cell in cells]
    return pd.Series(figures, dtype="float64")
