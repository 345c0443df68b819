"""Markdown, for a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Column, Quote, Report
from vockit.output.figures import figure, heading, one_line
from vockit.output.model import Output, Sheet, Style
from vockit.output.sheets import (
    HEADLINES,
    quote_source,
    report_sheet,
    row_names,
    unread_of,
    what_is_missing,
)

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:  # noqa: ARG001
    """Write rows as a table."""
    _write(file, _table(sheet))


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write one report: question, table, quotes, notes."""
    _write(file, [*_unread([report]), *_report(report, style)])


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write the headlines, every report, and what is not measured."""
    lines = _unread(reports)
    top = top_headlines(reports, HEADLINES)
    if top:
        lines += ["# Headlines", ""]
        for number, line in enumerate(top, 1):
            where = f"{escaped(line.report)}, {escaped(line.row)}, n {line.n:,}"
            lines.append(f"{number}. **{escaped(line.sentence)}** ({where})")
            if line.quote and style.quotes:
                lines += ["", f"   {_quote(line.quote)}"]
        lines.append("")
    lines += ["# Reports", ""]
    for report in reports:
        if len(report.table):
            lines += [*_report(report, style), ""]
    gone = [report for report in reports if not len(report.table)]
    if gone:
        lines += ["# Not measured", ""]
        lines += [f"- {_missing(report)}" for report in gone]
    while lines[-1] == "":
        lines.pop()
    _write(file, lines)


def _unread(reports: Sequence[Report]) -> list[str]:
    """Which verbatims are in no figure."""
    text = unread_of(reports)
    return [f"**{escaped(text)}**", ""] if text else []


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", one_line(text))


def _report(report: Report, style: Style) -> list[str]:
    gap = report.gap
    if not len(report.table):
        return [_missing(report)]
    lines = [
        f"## {escaped(gap.title)}",
        "",
        f"{escaped(gap.question)} Gap: {escaped(gap.unit)}.",
        "",
    ]
    lines += _table(report_sheet(report, style.top))
    names = row_names(report)[: style.top]
    quoted = [
        (name, quote)
        for name, quotes in zip(names, report.quotes, strict=False)
        for quote in quotes[: style.quotes]
    ]
    if quoted:
        lines.append("")
        lines += [f"- {escaped(name)}: {_quote(quote)}" for name, quote in quoted]
    for note in report.notes:
        lines += ["", f"*{escaped(note)}*"]
    return lines


def _table(sheet: Sheet) -> Iterable[str]:
    yield _line(escaped(heading(column.name)) for column in sheet.columns)
    yield _line("---" if column.kind == "text" else "---:" for column in sheet.columns)
    for part in sheet.parts:
        for values in zip(*part, strict=True):
            yield _line(map(_cell, values, sheet.columns))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any, column: Column) -> str:
    return escaped(figure(value, column))


def _quote(quote: Quote) -> str:
    return f"“{escaped(quote.text)}” ({escaped(quote_source(quote))})"


def _missing(report: Report) -> str:
    return f"{escaped(report.gap.name)}: {escaped(what_is_missing(report))}"


def _write(file: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        file.write(f"{line}\n".encode("utf-8", "backslashreplace"))


OUTPUT = Output("md", (".md", ".markdown"), "Markdown", write_sheet, write_report, write_reports)
