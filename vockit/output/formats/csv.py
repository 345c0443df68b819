"""CSV, the table that everything reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from vockit.gaps.model import Report
from vockit.output.delimited import write_delimited
from vockit.output.model import Output, Sheet, Style
from vockit.output.sheets import long_sheet, report_sheet


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:
    """Write rows. A decimal comma makes the delimiter a semicolon, as its spreadsheets read it."""
    write_delimited(sheet, style, file, ";" if style.decimal == "," else ",")


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write a report's own table."""
    write_sheet(report_sheet(report, style.top), style, file)


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write all reports as one long table."""
    write_sheet(long_sheet(reports, style.top), style, file)


OUTPUT = Output(
    "csv",
    (".csv",),
    "comma-separated values",
    write_sheet,
    write_report,
    write_reports,
    appends=True,
)
