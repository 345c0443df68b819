"""Gap reports as sheets: one report as its own table, several as one long table, and all quotes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from vockit import schema as s
from vockit.gaps.columns import columns_of
from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Column, GapReport, Quote, Report
from vockit.gaps.rows import row_name
from vockit.output.model import Sheet, SheetPart
from vockit.verbatims import is_missing

DECIMALS = 4
"""The most decimals that leave vockit, so that a last digit of floating point never shows."""
HEADLINES = 5
"""How many open a report."""

_MEANINGS: Final = {
    column.name: column
    for column in (
        Column(s.REPORT, "the gap report"),
        Column(s.RANK, "place of the row in its report, or of the headline", "count"),
        Column(s.ROW, "key of the row"),
        Column(s.THEME, "the theme"),
        Column(s.N, "verbatims that the gap is measured on", "count"),
        Column(s.GAP, "size of the gap, in unit", "score", DECIMALS),
        Column(s.UNIT, "what the gap is measured in"),
        Column(s.CI_LOW, "lower bound of the confidence interval", "score", DECIMALS),
        Column(s.CI_HIGH, "upper bound of the confidence interval", "score", DECIMALS),
        Column(s.FLAG, "how far the row can be relied on"),
        Column(s.HEADLINE, "the gap in one sentence, where the row made a headline"),
        Column(s.AFFECTED, "verbatims affected, which ranks it", "score", 1),
        Column(s.QUOTE, "a verbatim that shows it, or the part of one"),
        Column(s.NUMBER, "place of the quote under its row", "count"),
        Column(s.RECORD, "number of the record in the input", "count"),
        Column(s.ID, "the input's id"),
        Column(s.DATE, "the day"),
        Column(s.CHANNEL, "the channel"),
        Column(s.BRAND, "the brand"),
        Column(s.POLARITY, "positive, neutral or negative"),
    )
}


def gap_decimals(gap: GapReport) -> int:
    """Decimals that tell gaps apart: three for shares, two for a 1-7 scale, one for points."""
    if gap.decimals is not None:
        return gap.decimals
    if gap.unit_range <= 2:
        return 3
    return 2 if gap.unit_range <= 20 else 1


def report_columns(gap: GapReport) -> tuple[Column, ...]:
    """The columns of a report's table in their order, the gap's own with its unit and decimals."""
    figures = {s.GAP, s.CI_LOW, s.CI_HIGH}
    unit = {s.GAP: gap.unit}
    return tuple(
        replace(
            column,
            decimals=gap_decimals(gap) if column.name in figures else column.decimals,
            meaning=unit.get(column.name, column.meaning),
        )
        for column in columns_of(gap)
    )


def report_sheet(report: Report, top: int | None = None) -> Sheet:
    """A report's table, its figures rounded to four decimals, a missing one None."""
    columns = report_columns(report.gap)
    table = report.table if top is None else report.table.head(top)
    if not len(table):
        return Sheet(columns, ())
    return Sheet(columns, ([cells(table[column.name], column) for column in columns],))


def long_sheet(reports: Sequence[Report], top: int | None = None) -> Sheet:
    """All reports as one table; those whose input is missing come last, with the reason."""
    parts = [_long_part(report, top) for report in reports if len(report.table)]
    parts += [
        {
            s.REPORT: [report.gap.name],
            s.FLAG: ["not measured"],
            s.HEADLINE: [what_is_missing(report)],
        }
        for report in reports
        if not len(report.table)
    ]
    return _sheet(s.LONG_COLUMNS, parts)


def quotes_sheet(reports: Sequence[Report], top: int | None = None) -> Sheet:
    """Every quote of every report."""
    rows = [
        (report.gap.name, name, number, quote)
        for report in reports
        for name, quotes in zip(row_names(report)[:top], report.quotes, strict=False)
        for number, quote in enumerate(quotes, 1)
    ]
    quotes = [quote for *_, quote in rows]
    part: dict[str, Sequence[Any]] = {
        s.REPORT: [report for report, _, _, _ in rows],
        s.ROW: [name for _, name, _, _ in rows],
        s.NUMBER: [number for _, _, number, _ in rows],
        s.QUOTE: [quote.text for quote in quotes],
        s.RECORD: [quote.row for quote in quotes],
        s.ID: [quote.id for quote in quotes],
        s.DATE: [quote.date for quote in quotes],
        s.CHANNEL: [quote.channel for quote in quotes],
        s.BRAND: [quote.brand for quote in quotes],
        s.POLARITY: [quote.polarity for quote in quotes],
    }
    return _sheet(s.QUOTE_COLUMNS, [part] if rows else [])


def unread_of(reports: Sequence[Report]) -> str:
    """Which verbatims are in no figure of any report; "" where all are read."""
    return next((report.unread for report in reports if report.unread), "")


def headlines_sheet(reports: Sequence[Report]) -> Sheet:
    """The headlines as a table."""
    lines = top_headlines(reports, HEADLINES)
    part: dict[str, Sequence[Any]] = {
        s.RANK: list(range(1, len(lines) + 1)),
        s.HEADLINE: [line.sentence for line in lines],
        s.REPORT: [line.report for line in lines],
        s.ROW: [line.row for line in lines],
        s.THEME: [line.theme for line in lines],
        s.N: [line.n for line in lines],
        s.AFFECTED: [rounded(line.affected) for line in lines],
        s.QUOTE: [line.quote.text if line.quote else None for line in lines],
    }
    return _sheet(s.HEADLINE_COLUMNS, [part] if lines else [])


def row_names(report: Report) -> list[str]:
    """What the rows of a report are called: ``Delta, staff/rude``."""
    columns = [report.table[column.name] for column in report.gap.key]
    return [row_name([str(part) for part in key]) for key in zip(*columns, strict=True)]


def what_is_missing(report: Report) -> str:
    """One sentence: what would bring the report to life."""
    return f"needs {report.missing}" if report.missing else "nothing to measure"


def cells(values: Iterable[Any], column: Column) -> list[Any]:
    """Values of a pandas column as text, whole numbers, floats of four decimals, or None."""
    if column.kind == "text":
        return [None if is_missing(value) else _text(value) for value in values]
    return [None if is_missing(value) else rounded(value) for value in values]


def rounded(value: Any) -> Any:
    """A number with at most four decimals and without a negative zero; anything else as it is."""
    if not isinstance(value, float):
        number = value.item() if hasattr(value, "item") else value
        if not isinstance(number, float):
            return number
        value = number
    if not math.isfinite(value):
        return None
    return round(float(value), DECIMALS) + 0.0


def quote_source(quote: Quote) -> str:
    """Where a quote is from: day, brand, channel, and the record in the input."""
    parts = [quote.date, quote.brand, quote.channel, f"row {quote.row}"]
    return ", ".join(part for part in parts if part and part != "none")


def _sheet(names: Sequence[str], parts: Iterable[Mapping[str, Sequence[Any]]]) -> Sheet:
    """Columns in this order; a column that a part does not have is empty there."""
    columns = tuple(_MEANINGS[name] for name in names)
    return Sheet(columns, [_in_order(names, part) for part in parts])


def _in_order(names: Sequence[str], part: Mapping[str, Sequence[Any]]) -> SheetPart:
    empty = [None] * len(part[s.REPORT])
    return [part.get(name, empty) for name in names]


def _long_part(report: Report, top: int | None) -> dict[str, list[Any]]:
    table = report.table if top is None else report.table.head(top)
    names = row_names(report)[: len(table)]
    sentences = {line.row: line.sentence for line in report.headlines}
    quotes = [quotes[0].text if quotes else None for quotes in report.quotes[: len(table)]]
    quotes += [None] * (len(table) - len(quotes))
    figures = (s.N, s.GAP, s.CI_LOW, s.CI_HIGH, s.FLAG)
    return {
        s.REPORT: [report.gap.name] * len(table),
        s.RANK: list(range(1, len(table) + 1)),
        s.ROW: list(names),
        s.UNIT: [report.gap.unit] * len(table),
        **{name: cells(table[name], _MEANINGS[name]) for name in figures},
        s.HEADLINE: [sentences.get(name) for name in names],
        s.QUOTE: quotes,
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
