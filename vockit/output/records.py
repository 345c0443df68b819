"""Rows and reports as JSON values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from itertools import starmap
from typing import Any

import msgspec

from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Quote, Report
from vockit.output.model import Sheet
from vockit.output.sheets import (
    HEADLINES,
    report_columns,
    report_sheet,
    rounded,
)
from vockit.verbatims import is_missing


def records(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Each row as a mapping from column to value."""
    names = [column.name for column in sheet.columns]
    for part in sheet.parts:
        for values in zip(*part, strict=True):
            yield dict(zip(names, values, strict=True))


def encoded(sheet: Sheet) -> Iterator[bytes]:
    """Each row as one line of JSON in UTF-8."""
    encode = msgspec.json.Encoder(enc_hook=json_value).encode
    for record in records(sheet):
        try:
            yield encode(record)
        except UnicodeEncodeError:
            # A lone surrogate, which JSON can carry only as an escape.
            yield json.dumps(json_value(record)).encode()


def encoded_lines(sheet: Sheet) -> Iterator[bytes]:
    """As ``encoded``, each part's rows at once, every one ended by ``\\n``."""
    encode_lines = msgspec.json.Encoder(enc_hook=json_value).encode_lines
    record = _record_type([column.name for column in sheet.columns])
    for part in sheet.parts:
        try:
            yield encode_lines(list(starmap(record, zip(*part, strict=True))))
        except UnicodeEncodeError:
            lines = encoded(replace(sheet, parts=(part,)))
            yield b"".join([line + b"\n" for line in lines])


def _record_type(names: Sequence[str]) -> Callable[..., Any]:
    """What makes a record of a row's values: its names are encoded only once, where they can be."""
    fields = [f"field_{place}" for place in range(len(names))]
    renamed = dict(zip(fields, names, strict=True))
    try:
        return msgspec.defstruct("Record", fields, rename=renamed, gc=False)
    except ValueError:
        # A name that JSON has to escape.
        return lambda *values: dict(zip(names, values, strict=True))


def report_record(report: Report, top: int | None = None) -> dict[str, Any]:
    """A report whole: what it asks, its columns, its rows with their quotes, its notes."""
    gap = report.gap
    rows = list(records(report_sheet(report, top)))
    for row, quotes in zip(rows, report.quotes, strict=False):
        row["quotes"] = [_quote(quote) for quote in quotes]
    return {
        "report": gap.name,
        "title": gap.title,
        "question": gap.question,
        "unit": gap.unit,
        "worse": gap.worse,
        "columns": [
            {"name": column.name, "kind": column.kind, "meaning": column.meaning}
            for column in report_columns(gap)
        ],
        "rows": rows,
        "unread": report.unread,
        "notes": list(report.notes),
        "missing": report.missing,
    }


def reports_record(reports: Sequence[Report], top: int | None = None) -> dict[str, Any]:
    """All reports whole, after their headlines."""
    lines = [
        {
            "sentence": line.sentence,
            "report": line.report,
            "row": line.row,
            "theme": line.theme,
            "n": line.n,
            "affected": rounded(line.affected),
            "quote": _quote(line.quote) if line.quote else None,
        }
        for line in top_headlines(reports, HEADLINES)
    ]
    return {"headlines": lines, "reports": [report_record(report, top) for report in reports]}


def json_value(value: Any) -> Any:
    """A value as JSON knows it: dates in ISO form, what is missing as null."""
    if isinstance(value, dict):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    if isinstance(value, str | bool | int | float) or value is None:
        return None if is_missing(value) else value
    if isinstance(value, datetime | date):
        return None if is_missing(value) else value.isoformat()
    return json_value(value.tolist()) if hasattr(value, "tolist") else str(value)


def _quote(quote: Quote) -> dict[str, Any]:
    return asdict(quote)
