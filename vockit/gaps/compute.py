"""From a tally to reports: what every gap report has in common is done here, once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from vockit import schema as s
from vockit.gaps.columns import columns_of
from vockit.gaps.flags import OK, PLACE, SUPPRESSED, flag_of
from vockit.gaps.headlines import headline_of, ranked
from vockit.gaps.model import Cell, Column, Flag, GapReport, Report, Row
from vockit.gaps.needs import what_is_missing
from vockit.gaps.notes import STANDING, tests_note
from vockit.gaps.quotes import Shelf, shelf_of
from vockit.gaps.rounding import rounded
from vockit.settings import ReportSettings
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally

def compute_reports(
    gaps: Iterable[GapReport], tally: Tally, settings: ReportSettings
) -> tuple[Report, ...]:
    """The reports in the order given; the sampled verbatims are sorted once for all of them."""
    shelf = shelf_of(tally)
    return tuple(_compute(gap, tally, settings, shelf) for gap in gaps)


def compute(gap: GapReport, tally: Tally, settings: ReportSettings) -> Report:
    """One gap report. It never raises for want of input: the report then says what is missing."""
    return _compute(gap, tally, settings, shelf_of(tally))


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row with what the table as a whole says of it."""

    row: Row
    flag: Flag
    q: float | None = None


def _compute(gap: GapReport, tally: Tally, settings: ReportSettings, shelf: Shelf | None) -> Report:
    missing = what_is_missing(gap, tally, settings)
    if missing is not None:
        return Report(gap, _table(gap, ()), missing=missing)
    findings = gap.measure(tally, settings)
    if findings.missing is not None:
        return Report(gap, _table(gap, ()), missing=findings.missing)
    answers = _tested(_in_order(gap, findings.rows, settings))
    blank = ((),) * len(answers)
    wanted = [answer.row.wanted for answer in answers]
    quotes = shelf.quotes(wanted, settings.quotes) if shelf is not None else blank
    headlines = (
        headline_of(gap, answer.row, shown)
        for answer, shown in zip(answers, quotes, strict=True)
        if answer.flag == OK and answer.q is not None and answer.q <= settings.q
    )
    tests = sum(answer.q is not None and answer.row.q is None for answer in answers)
    return Report(
        gap=gap,
        table=_table(gap, answers),
        quotes=quotes,
        notes=(*findings.notes, *tests_note(tests, settings), STANDING),
        headlines=ranked(headline for headline in headlines if headline is not None),
        settled=findings.settled,
    )


def _in_order(gap: GapReport, rows: Sequence[Row], settings: ReportSettings) -> tuple[_Answer, ...]:
    """The rows in the order that the report declares, by the figures as they are printed."""
    answers = [_Answer(row, flag_of(row, settings)) for row in rows]
    if gap.order == "worst":
        sign = 1 if gap.worse == "lower" else -1

        def place(answer: _Answer) -> tuple[int, int, bool, float, tuple[str, ...]]:
            value = rounded(answer.row.gap)
            badness = 0.0 if value is None else sign * value
            return answer.row.group, PLACE[answer.flag], value is None, badness, answer.row.key

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
