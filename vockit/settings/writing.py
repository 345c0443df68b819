"""Where data goes, and in what form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from msgspec import Meta

from vockit.settings.option import Option

Level = Literal["verbatim", "clause", "mention", "theme"]

OUTPUT: Final = "Output"


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """Where data goes, and in what form."""

    format: Annotated[
        str | None, Option("table, csv, tsv, json, jsonl, md or parquet.", OUTPUT, "FORMAT")
    ] = None
    output: Annotated[
        str | None,
        Option(
            "Write to FILE, whole or not at all; its ending sets the format.",
            OUTPUT,
            "FILE",
            flags=("--output", "-o"),
        ),
    ] = None
    excel: Annotated[
        bool,
        Option(
            "CSV that Excel opens correctly: with a byte order mark, and no cell run as a formula.",
            OUTPUT,
        ),
    ] = False
    decimal: Annotated[
        Literal[".", ","],
        Option("The decimal mark. A comma also makes ; the delimiter of CSV.", OUTPUT),
    ] = "."
    header: Annotated[bool, Option("Leave out the line of column names.", OUTPUT)] = True
    width: Annotated[
        Annotated[int, Meta(ge=40)] | None,
        Option(
            "Width of a table in characters.",
            OUTPUT,
            "N",
            default="the terminal's, 100 in a pipe",
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class RowSettings:
    """Which rows ``annotate`` writes."""

    level: Annotated[
        Level,
        Option("One row for each verbatim, clause, mention, or verbatim and theme.", OUTPUT),
    ] = "verbatim"
    sanitize: Annotated[
        bool,
        Option("Put a ' before cells that a spreadsheet would run, as --excel does.", OUTPUT),
    ] = False
