"""Gap reports as sheets: one report as its own table, several as one long table, and all quotes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from vockit.gaps.columns import columns_of
from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Column, GapReport, Quote, Report
from vockit.gaps.rows import row_name
from vockit.output.model import Sheet
from vockit.verbatims import is_missing

DECIMALS = 4
"""The most decimals that leave vockit, so that a last digit of floating point never shows."""
HEADLINES = 5
"""How many open a report."""

LONG_COLUMNS = (
    Column("report", "the gap report"),
    Column("rank", "place of the row in its report", "count"),
    Column("row", "key of the row"),
    Column("n", "verbatims that the gap is measured on", "count"),
    Column("gap", "size of the gap, in unit", "score", DECIMALS),
    Column("unit", "what the gap is measured in"),
    Column("ci_low", "lower bound of the confidence interval", "score", DECIMALS),
    Column("ci_high", "upper bound of the confidence interval", "score", DECIMALS),
    Column("flag", "how far the row can be relied on"),
    Column("headline", "the sentence, where the row made a headline"),
    Column("quote", "a verbatim that shows it"),
)
QUOTE_COLUMNS = (
    Column("report", "the gap report"),
    Column("row", "key of the row"),
    Column("number", "place of the quote under its row", "count"),
    Column("quote", "the verbatim, or the part that shows what the row says"),
    Column("record", "number of the record in the input", "count"),
    Column("id", "the input's id"),
    Column("date", "the day"),
    Column("channel", "the channel"),
    Column("brand", "the brand"),
    Column("polarity", "positive, neutral or negative"),
)
HEADLINE_COLUMNS = (
    Column("rank", "place among the headlines", "count"),
    Column("headline", "the gap in one sentence"),
    Column("report", "the gap report"),
    Column("row", "key of the row"),
    Column("theme", "the theme"),
    Column("n", "verbatims that the gap is measured on", "count"),
    Column("affected", "verbatims affected, which ranks it", "score", 1),
    Column("quote", "a verbatim that shows it"),
)


def gap_decimals(gap: GapReport) -> int:
    """Decimals that tell gaps apart: three for shares, two for a 1-7 scale, one for points."""
    if gap.decimals is not None:
        return gap.decimals
    if gap.unit_range <= 2:
        return 3
    return 2 if gap.unit_range <= 20 else 1


def report_columns(gap: GapReport) -> tuple[Column, ...]:
    """The columns of a report's table in their order, the gap's own with its unit and decimals."""
    figures = {"gap", "ci_low", "ci_high"}
    unit = {"gap": gap.unit}
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
    """All reports as one table; those whose input is missing come last, said in ``headline``."""
    parts = [_long_part(report, top) for report in reports if len(report.table)]
    parts += [
        [
            [report.gap.name],
            *([None] for _ in LONG_COLUMNS[1:-3]),
            ["not measured"],
            [what_is_missing(report)],
            [None],
        ]
        for report in reports
        if not len(report.table)
    ]
    return Sheet(LONG_COLUMNS, parts)


def quotes_sheet(reports: Sequence[Report], top: int | None = None) -> Sheet:
    """Every quote of every report."""
    rows = [
        (report.gap.name, name, number, quote)
        for report in reports
        for name, quotes in zip(row_names(report)[:top], report.quotes, strict=False)
        for number, quote in enumerate(quotes, 1)
    ]
    part: list[list[Any]] = [
        [report for report, _, _, _ in rows],
        [name for _, name, _, _ in rows],
        [number for _, _, number, _ in rows],
        [quote.text for *_, quote in rows],
        [quote.row for *_, quote in rows],
        [quote.id for *_, quote in rows],
        [quote.date for *_, quote in rows],
        [quote.channel for *_, quote in rows],
        [quote.brand for *_, quote in rows],
        [quote.polarity for *_, quote in rows],
    ]
    return Sheet(QUOTE_COLUMNS, (part,) if rows else ())


def unread_of(reports: Sequence[Report]) -> str:
    """Which verbatims are in no figure of any report; "" where all are read."""
    return next((report.unread for report in reports if report.unread), "")


def headlines_sheet(reports: Sequence[Report]) -> Sheet:
    """The headlines as a table."""
    lines = top_headlines(reports, HEADLINES)
    part: list[list[Any]] = [
        list(range(1, len(lines) + 1)),
        [line.sentence for line in lines],
        [line.report for line in lines],
        [line.row for line in lines],
        [line.theme for line in lines],
        [line.n for line in lines],
        [rounded(line.affected) for line in lines],
        [line.quote.text if line.quote else None for line in lines],
    ]
    return Sheet(HEADLINE_COLUMNS, (part,) if lines else ())


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


def _long_part(report: Report, top: int | None) -> list[list[Any]]:
    table = report.table if top is None else report.table.head(top)
    names = row_names(report)[: len(table)]
    sentences = {line.row: line.sentence for line in report.headlines}
    quotes = [quotes[0].text if quotes else None for quotes in report.quotes[: len(table)]]
    quotes += [None] * (len(table) - len(quotes))
    figure = LONG_COLUMNS[4]
    return [
        [report.gap.name] * len(table),
        list(range(1, len(table) + 1)),
        list(names),
        cells(table["n"], LONG_COLUMNS[3]),
        cells(table["gap"], figure),
        [report.gap.unit] * len(table),
        cells(table["ci_low"], figure),
        cells(table["ci_high"], figure),
        cells(table["flag"], LONG_COLUMNS[8]),
        [sentences.get(name) for name in names],
        list(quotes),
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
