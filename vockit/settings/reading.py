"""What is read, and how."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from vockit.profile import Asks
from vockit.schema import ROLES
from vockit.settings import texts
from vockit.settings.option import NotNegative, Option, Positive

Dedupe = Literal["id", "text", "none"]

INPUT: Final = "Input"
COLUMNS: Final = "Columns (detected from their names and content if not named)"
VALUES: Final = "Dates and ratings"


@dataclass(frozen=True, slots=True)
class InputSettings:
    """How inputs are read. What is None is detected from the data."""

    questions: Mapping[str, Asks] = field(default_factory=dict)
    """Text column to what its question asks for; a column that is not here speaks for itself."""
    input_format: Annotated[
        str | None,
        Option(
            "csv, tsv, json, jsonl, parquet, excel or text; detected if not set.", INPUT, "FORMAT"
        ),
    ] = None
    encoding: Annotated[str | None, Option("Such as utf-8 or cp1252.", INPUT, "NAME")] = None
    delimiter: Annotated[
        str | None,
        Option("Between fields, such as ';' or tab.", INPUT, "CHAR", parse=texts.delimiter),
    ] = None
    sheet: Annotated[
        tuple[str, ...],
        Option("Read only this sheet of a workbook. May be repeated.", INPUT, "NAME"),
    ] = ()
    """Names of sheets; if there is none, all that hold records."""
    filename_as: Annotated[
        str | None, Option("Make the file's name a column, such as brand.", INPUT, "COLUMN")
    ] = None
    where: Annotated[
        tuple[tuple[str, str], ...],
        Option(
            "Keep only records with this value. May be repeated: all must match.",
            INPUT,
            "COLUMN=VALUE",
            parse=texts.column_value,
        ),
    ] = ()
    """(column, value) pairs that a record must all match."""
    limit: Annotated[Positive | None, Option("Read only the first N records.", INPUT, "N")] = None
    dedupe: Annotated[
        Dedupe,
        Option(
            "Which records are duplicates, of which the first is kept: same id and text, same "
            "text, or none.",
            INPUT,
        ),
    ] = "id"
    rejects: Annotated[
        Path | None,
        Option("Write records that cannot be read to FILE, with line and reason.", INPUT, "FILE"),
    ] = None
    max_rejects: Annotated[
        NotNegative | None, Option("Stop with an error after more than N of them.", INPUT, "N")
    ] = None
    text: Annotated[str | None, Option("What the customer wrote.", COLUMNS, "COLUMN")] = None
    id: Annotated[str | None, Option("Identifies a record.", COLUMNS, "COLUMN")] = None
    date: Annotated[str | None, Option("When it was written.", COLUMNS, "COLUMN")] = None
    rating: Annotated[str | None, Option("Stars, NPS, any scale.", COLUMNS, "COLUMN")] = None
    channel: Annotated[
        str | None, Option("Where it was written: mail, store, app.", COLUMNS, "COLUMN")
    ] = None
    brand: Annotated[str | None, Option("Who it is about.", COLUMNS, "COLUMN")] = None
    author: Annotated[str | None, Option("Who wrote it.", COLUMNS, "COLUMN")] = None
    dayfirst: Annotated[
        bool | None,
        Option(
            "Whether 3/10/2023 is 3 October, if the column's dates do not show it.",
            VALUES,
            flags=("--dayfirst/--no-dayfirst",),
        ),
    ] = None
    date_format: Annotated[str | None, Option("Such as '%d %b %Y'.", VALUES, "FORMAT")] = None
    since: Annotated[datetime.date | None, Option("From this day on.", VALUES, "DATE")] = None
    until: Annotated[datetime.date | None, Option("Up to this day.", VALUES, "DATE")] = None
    rating_scale: Annotated[
        tuple[float, float] | None,
        Option("Such as 1-5 or 0-10.", VALUES, "LOW-HIGH", parse=texts.rating_scale),
    ] = None
    batch_size: int = 2048

    @property
    def roles(self) -> Mapping[str, str]:
        """Role to column, for the roles that the user named."""
        return {role: column for role in ROLES if (column := getattr(self, role)) is not None}
