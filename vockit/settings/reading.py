"""What is read, and how."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

from vockit.profile import Asks
from vockit.schema import ROLES
from vockit.settings import texts
from vockit.settings.option import NotNegative, Option, Positive

Dedupe = Literal["id", "text", "none"]
Speakers = Literal["customers", "all"]

INPUT: Final = "Input"
COLUMNS: Final = "Columns (detected from their names and content if not named)"
VALUES: Final = "Dates and ratings"


Columns: TypeAlias = tuple[str, ...] | None


def _column(help: str) -> Option:
    return Option(help, COLUMNS, "COLUMN", blanks=True)


@dataclass(frozen=True, slots=True)
class InputSettings:
    """How inputs are read. What is None is detected from the data."""

    questions: Mapping[str, Asks] = field(default_factory=dict)
    """Text column to what its question asks for; of other columns the names and content decide."""
    input_format: Annotated[
        str | None,
        Option(
            "csv, tsv, json, jsonl, parquet, excel, sqlite, spss or text; detected if not set.",
            INPUT,
            "FORMAT",
        ),
    ] = None
    encoding: Annotated[str | None, Option("Such as utf-8 or cp1252.", INPUT, "NAME")] = None
    delimiter: Annotated[
        str | None,
        Option(
            "Between fields, such as ';', '::', '^A', tab or blanks. Detected if not set.",
            INPUT,
            "CHAR",
        ),
    ] = None
    header_line: Annotated[
        Positive | None,
        Option("The line that names the columns. Detected if not set.", INPUT, "N"),
    ] = None
    header_rows: Annotated[
        Annotated[int, Meta(ge=0, le=3)] | None,
        Option(
            "Rows of names and questions above the records. Detected if not set.",
            INPUT,
            "N",
        ),
    ] = None
    header_row: Annotated[
        bool,
        Option("The first line is a record: columns are called column_1, column_2, ….", INPUT),
    ] = True
    sheet: Annotated[
        tuple[str, ...],
        Option("Read only this sheet of a workbook. May be repeated.", INPUT, "NAME"),
    ] = ()
    """Names of sheets; if there is none, all that hold records."""
    records: Annotated[
        str | None,
        Option(
            "Where the records are in nested JSON, such as data.comments; . for the outermost.",
            INPUT,
            "PATH",
        ),
    ] = None
    table: Annotated[str | None, Option("Read this table of a SQLite database.", INPUT, "NAME")] = (
        None
    )
    query: Annotated[
        str | None,
        Option("Read what this SELECT gives of a SQLite database.", INPUT, "SQL"),
    ] = None
    columns: Annotated[
        tuple[tuple[str, str], ...],
        Option(
            "Give a column another name. May be repeated.",
            INPUT,
            "OLD=NEW",
            parse=texts.rename,
        ),
    ] = ()
    """(old, new) names of columns."""
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
    speakers: Annotated[
        Speakers,
        Option(
            "customers leaves out the company's replies, agents' turns, and quoted mail; all reads "
            "them like the rest.",
            INPUT,
        ),
    ] = "customers"
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
        NotNegative | None,
        Option(
            "Stop with an error after more than N of them.",
            INPUT,
            "N",
            default="a tenth of all",
        ),
    ] = None
    text: Annotated[
        Columns,
        _column("What the customer wrote. May be repeated: several columns are one comment."),
    ] = None
    title: Annotated[Columns, _column("The title that the customer wrote.")] = None
    id: Annotated[Columns, _column("Identifies a record.")] = None
    date: Annotated[Columns, _column("When it was written.")] = None
    rating: Annotated[Columns, _column("Stars, NPS, any scale.")] = None
    channel: Annotated[Columns, _column("Where it was written: mail, store, app.")] = None
    brand: Annotated[Columns, _column("Who it is about.")] = None
    author: Annotated[
        Columns,
        _column(
            "Who wrote it. Each of these options may be repeated; except for --text, the first "
            'column that is filled counts. "" is no column.'
        ),
    ] = None
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
    each_answer: bool = False
    """Make a verbatim of each answer, and name its question in a column ``question``."""
    from_files: frozenset[str] = frozenset()
    """Settings that a configuration file has. Inputs may lack the columns that it names: it is of
    a folder, whose other files are read by what is in them."""
    batch_size: int = 2048

    def without_column(self, role: str) -> InputSettings:
        """The settings for an input that has none of the columns of a role that a file names.

        What the file says of those columns' values does not hold for others.
        """
        if role not in self.from_files:
            return self
        if role == "rating" and "rating_scale" in self.from_files:
            return replace(self, rating_scale=None)
        if role != "date":
            return self
        dayfirst = None if "dayfirst" in self.from_files else self.dayfirst
        date_format = None if "date_format" in self.from_files else self.date_format
        return replace(self, dayfirst=dayfirst, date_format=date_format)

    @property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """Role to columns, for the roles that the user named; none where it is to have none."""
        named = {role: columns for role in ROLES if (columns := getattr(self, role)) is not None}
        return {
            # In Python one name is as good as a tuple of one.
            role: tuple(filter(None, (columns,) if isinstance(columns, str) else columns))
            for role, columns in named.items()
        }
