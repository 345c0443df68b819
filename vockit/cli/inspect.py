"""``vockit inspect``: what is detected in a file, before anything is annotated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from vockit.cli.arguments import Inputs
from vockit.cli.destination import Destination, destination
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.cli.run import named_inputs
from vockit.cli.streams import standard_input
from vockit.configuration import Configuration
from vockit.request import Request
from vockit.settings import GeneralSettings, InputSettings, OutputSettings

if TYPE_CHECKING:
    from vockit.output.model import Sheet
    from vockit.readers.inspection import InspectedColumn, Inspection

EPILOG = """
**Examples**

`vockit inspect reviews.csv`

`vockit inspect exports/ --format json`
"""


@command
def inspect(
    inputs: Inputs = None,
    *,
    reading: InputSettings,
    writing: OutputSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Print what vockit detects in each input, in a second; nothing is annotated.

    Format, encoding and header; every column with its role, its type, the share of records in
    which it is filled, and two examples; each role with the reason and other candidates; the first
    and last date, the rating scale, what questions ask for, languages; and the options that would
    set the same.

    json has all of it; other formats than table have a row for each column.
    """
    from vockit.readers.inspection import inspect_inputs

    messages = Messages.of(general)
    target = destination(writing, general, pipe="table")
    request = Request(named_inputs(inputs), reading=reading, profile=configuration.profile)
    inspections = inspect_inputs(request.inputs, request.reading, standard_input())
    with target.opened() as file:
        if target.output.name == "json":
            _write_json(inspections, file)
        else:
            _write(inspections, target, file)
    for one in inspections:
        if not one.roles["text"]:
            messages.warn(f"{one.path}: no text column; name it with --text")


def _write_json(inspections: list[Inspection], file: BinaryIO) -> None:
    document = {"inputs": [one.as_json() for one in inspections]}
    file.write(
        json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
    )


def _write(inspections: list[Inspection], target: Destination, file: BinaryIO) -> None:
    """A table of columns for each input, and lines on what they are."""
    if target.output.name != "table":
        target.output.sheet(_sheet(inspections, named=True), target.style, file)
        return
    for number, one in enumerate(inspections):
        if number:
            file.write(b"\n")
        _write_lines(_opening(one), file)
        target.output.sheet(_sheet([one], named=False), target.style, file)
        _write_lines(_closing(one), file)


def _sheet(inspections: list[Inspection], *, named: bool) -> Sheet:
    """A row for each column of each input; ``named`` with the input."""
    from vockit.gaps.model import Column
    from vockit.output.model import Sheet

    columns = (
        Column("column", "its name"),
        Column("role", "what it is read as"),
        Column("type", "what kind of values it has"),
        Column("filled", "share of records in which it is filled"),
        Column("examples", "two of its values"),
    )
    rows = [
        (one.path, _called(column), column.role, column.type, f"{column.fill:.0%}",
         " | ".join(column.examples))
        for one in inspections
        for column in one.columns
    ]  # fmt: skip
    part = [list(cells) for cells in zip(*rows, strict=True)]
    if not named:
        return Sheet(columns, (part[1:],) if rows else (), wrapped=True)
    path = Column("path", "the input")
    return Sheet((path, *columns), (part,) if rows else (), wrapped=True)


def _called(column: InspectedColumn) -> str:
    return f"{column.name} ({column.label})" if column.label else column.name


def _opening(one: Inspection) -> list[str]:
    layout = one.layout
    parts = [layout.format, layout.encoding]
    if layout.delimiter is not None:
        parts.append(f"delimiter {layout.delimiter!r}")
    if layout.sheets:
        parts.append(f"sheets {', '.join(layout.sheets)}")
    if layout.header_line is not None:
        rows = f", {layout.header_rows} rows" if layout.header_rows > 1 else ""
        parts.append(f"header in line {layout.header_line}{rows}")
    seen = f"all {one.records:,} records" if one.whole else f"the first {one.records:,} records"
    return [f"{one.path}: {', '.join(filter(None, (*parts, seen)))}"]


def _closing(one: Inspection) -> list[str]:
    lines = list(one.notes)
    if one.dates is not None:
        lines.append(f"dates: {one.dates[0]} to {one.dates[1]}")
    if one.languages:
        shares = ", ".join(f"{name} {share:.0%}" for name, share in one.languages.items())
        lines.append(f"languages: {shares}")
    if one.speakers:
        counts = ", ".join(f"{name} {count:,}" for name, count in one.speakers.items())
        lines.append(f"speakers: {counts}")
    lines.append(f"options that set the same: {one.options}")
    return lines


def _write_lines(lines: list[str], file: BinaryIO) -> None:
    for line in lines:
        file.write(f"{line}\n".encode("utf-8", "backslashreplace"))
