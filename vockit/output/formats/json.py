"""JSON: a list of rows, or whole reports with quotes and notes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from vockit.gaps.model import Report
from vockit.output.model import Output, Sheet, Style
from vockit.output.records import encoded, report_record, reports_record


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:  # noqa: ARG001
    """Write a list of objects, one a line, as the rows come."""
    before = b"[\n"
    for line in encoded(sheet):
        file.write(before + line)
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write a report with its columns, rows, quotes and notes."""
    _dump(report_record(report, style.top), file)


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write the headlines and every report whole."""
    _dump(reports_record(reports, style.top), file)


def _dump(value: dict[str, Any], file: BinaryIO) -> None:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    file.write(text.encode("utf-8", "backslashreplace") + b"\n")


OUTPUT = Output("json", (".json",), "JSON, tables whole", write_sheet, write_report, write_reports)
