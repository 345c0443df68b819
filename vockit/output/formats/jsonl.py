"""JSON Lines: one object a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from vockit.gaps.model import Report
from vockit.output.model import Output, Sheet, Style
from vockit.output.records import encoded_lines
from vockit.output.sheets import long_sheet, report_sheet


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:  # noqa: ARG001
    """Write each row as an object of one line."""
    for lines in encoded_lines(sheet):
        file.write(lines)


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write a report's own table."""
    write_sheet(report_sheet(report, style.top), style, file)


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write all reports as one long table."""
    write_sheet(long_sheet(reports, style.top), style, file)


OUTPUT = Output(
    "jsonl",
    (".jsonl", ".ndjson"),
    "JSON Lines, one object a row",
    write_sheet,
    write_report,
    write_reports,
    appends=True,
)
