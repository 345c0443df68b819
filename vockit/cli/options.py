"""The options that commands share, in groups; each knows the settings that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from vockit.profile import Profile
from vockit.settings import AnnotationSettings, Dedupe, InputSettings, ReportSettings

INPUT = "Input"
COLUMNS = "Columns (found from names and content where left out)"
VALUES = "Dates and ratings"
ANNOTATION = "Themes and sentiment"
REPORTS = "Reports"
TIME = "Time and events"
OUTPUT = "Output"
GENERAL = "General"

ISO_DATE = ["%Y-%m-%d"]
ROLES = ("text", "id", "date", "rating", "channel", "brand", "author")

Inputs: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns such as 'exports/*.csv', or - for standard input. CSV, TSV, "
        "JSON, JSON Lines, Parquet, Excel or text, also .gz .bz2 .xz .zst. Several are one corpus.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How files are read."""

    input_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="csv, tsv, json, jsonl, parquet, excel or text; left out, the name tells.",
            rich_help_panel=INPUT,
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Such as utf-8 or cp1252.", rich_help_panel=INPUT),
    ] = None
    delimiter: Annotated[
        str | None,
        typer.Option(
            metavar="CHAR", help="Between fields, such as ';' or tab.", rich_help_panel=INPUT
        ),
    ] = None
    sheet: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only that sheet of a workbook; may be repeated.",
            rich_help_panel=INPUT,
        ),
    ] = None
    filename_as: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Make the file's name a column, such as brand.",
            rich_help_panel=INPUT,
        ),
    ] = None
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE",
            help="Keep only records with that value; may be repeated, and all must hold.",
            rich_help_panel=INPUT,
        ),
    ] = None
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Read only the first N records.", rich_help_panel=INPUT
        ),
    ] = None
    dedupe: Annotated[
        Dedupe | None,
        typer.Option(
            help="What makes two records one, the first of which is kept: the same id and text, "
            "the same text, or nothing.  [default: id; annotate: none]",
            rich_help_panel=INPUT,
        ),
    ] = None
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write records that cannot be read there, with line and reason.",
            rich_help_panel=INPUT,
        ),
    ] = None
    max_rejects: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Stop with an error beyond N of them.", rich_help_panel=INPUT
        ),
    ] = None
    text: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="What the customer wrote.", rich_help_panel=COLUMNS),
    ] = None
    id: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Identifies a record.", rich_help_panel=COLUMNS),
    ] = None
    date: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The day it was written.", rich_help_panel=COLUMNS),
    ] = None
    rating: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Stars, NPS, any scale.", rich_help_panel=COLUMNS),
    ] = None
    channel: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Where it was written: mail, store, app.",
            rich_help_panel=COLUMNS,
        ),
    ] = None
    brand: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Who it is about.", rich_help_panel=COLUMNS),
    ] = None
    author: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Who wrote it.", rich_help_panel=COLUMNS),
    ] = None
    dayfirst: Annotated[
        bool | None,
        typer.Option(
            "--dayfirst/--no-dayfirst",
            help="Whether 3/10/2023 is the third of October, where the column does not tell.",
            rich_help_panel=VALUES,
        ),
    ] = None
    date_format: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="Such as '%d %b %Y'.", rich_help_panel=VALUES),
    ] = None
    since: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=ISO_DATE, help="From that day on.", rich_help_panel=VALUES
        ),
    ] = None
    until: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=ISO_DATE, help="Up to that day.", rich_help_panel=VALUES
        ),
    ] = None
    rating_scale: Annotated[
        str | None,
        typer.Option(metavar="LOW-HIGH", help="Such as 1-5 or 0-10.", rich_help_panel=VALUES),
    ] = None

    def settings(self, dedupe: Dedupe) -> InputSettings:
        """What a reader is told; ``dedupe`` is the command's own default."""
        return InputSettings(
            roles={role: name for role in ROLES if (name := getattr(self, role)) is not None},
            input_format=self.input_format,
            encoding=self.encoding,
            delimiter="\t" if self.delimiter in ("tab", "\\t") else self.delimiter,
            sheets=tuple(self.sheet or ()),
            dayfirst=self.dayfirst,
            date_format=self.date_format,
            rating_scale=_scale(self.rating_scale),
            since=_day(self.since),
            until=_day(self.until),
            where=tuple(map(_condition, self.where or ())),
            limit=self.limit,
            max_rejects=self.max_rejects,
            rejects=self.rejects,
            dedupe=self.dedupe or dedupe,
            filename_as=self.filename_as,
        )


@dataclass(frozen=True, slots=True)
class AnnotationOptions:
    """What is looked for, and how feeling is scored."""

    taxonomy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|FILE",
            help="A pack, or a TOML or CSV file of your own; may be repeated.  [default: service]",
            rich_help_panel=ANNOTATION,
        ),
    ] = None
    sentiment: Annotated[
        Literal["cx", "stock"],
        typer.Option(
            help="cx knows how customers write; stock is vaderSentiment to the last digit.",
            rich_help_panel=ANNOTATION,
        ),
    ] = "cx"

    def settings(self, profile: Profile, *, redact: bool = True) -> AnnotationSettings:
        """What annotation is told."""
        return AnnotationSettings(
            taxonomy=tuple(self.taxonomy or ("service",)),
            sentiment=self.sentiment,
            profile=profile,
            redact=redact,
        )


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What shapes gap reports."""

    top: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the first N rows.", rich_help_panel=REPORTS),
    ] = None
    quotes: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Quotes for each row.", rich_help_panel=REPORTS),
    ] = None
    by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Tell the values of that column apart, whatever it is, in every report.",
            rich_help_panel=REPORTS,
        ),
    ] = None
    min_n: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help="Below it a row is flagged low base.", rich_help_panel=REPORTS
        ),
    ] = 30
    confidence: Annotated[
        float,
        typer.Option(
            metavar="SHARE", min=0.5, max=0.999, help="Of intervals.", rich_help_panel=REPORTS
        ),
    ] = 0.95
    q: Annotated[
        float,
        typer.Option(
            "--q",
            metavar="SHARE",
            min=0.0,
            max=1.0,
            help="False discoveries that are put up with among findings.",
            rich_help_panel=REPORTS,
        ),
    ] = 0.10
    no_redact: Annotated[
        bool,
        typer.Option(
            "--no-redact",
            help="Keep e-mail addresses, phone and card numbers in quotes, which are masked else.",
            rich_help_panel=REPORTS,
        ),
    ] = False
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help="Exit with 3 where it holds: 'servqual[reliability].gap < -1'; may be repeated.",
            rich_help_panel=REPORTS,
        ),
    ] = None
    period: Annotated[
        Literal["day", "week", "month", "quarter"] | None,
        typer.Option(
            help="Of the report trend; left out, the shortest that tells.", rich_help_panel=TIME
        ),
    ] = None
    event: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|DATE",
            help="A decision or incident: a day, or its name in [events] of the profile.",
            rich_help_panel=TIME,
        ),
    ] = None
    expected: Annotated[
        list[str] | None,
        typer.Option(metavar="THEME", help="What it was meant to change.", rich_help_panel=TIME),
    ] = None
    control: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BRAND",
            help="Brands that it did not touch; with --by, values of that column.",
            rich_help_panel=TIME,
        ),
    ] = None
    window: Annotated[
        int,
        typer.Option(metavar="WEEKS", min=1, help="Weeks before and after.", rich_help_panel=TIME),
    ] = 8
    as_of: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=ISO_DATE, help="As if it were that day.", rich_help_panel=TIME
        ),
    ] = None

    def followed(self, profile: Profile) -> Profile:
        """The profile with the brands of --control among its own, counted by day.

        With --by the controls are no brands, and every value is counted by day.
        """
        if self.by is not None:
            return profile
        brands = profile.brands
        control = tuple(dict.fromkeys((*brands.control, *(self.control or ()))))
        return replace(profile, brands=replace(brands, control=control))

    def settings(self, profile: Profile) -> ReportSettings:
        """What reports are told."""
        return ReportSettings(
            profile=profile,
            by=self.by,
            quotes=ReportSettings().quotes if self.quotes is None else self.quotes,
            min_n=self.min_n,
            confidence=self.confidence,
            q=self.q,
            period=self.period,
            event=self.event,
            expected=tuple(self.expected or ()),
            control=tuple(self.control or ()),
            window=self.window,
            as_of=_day(self.as_of),
        )


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """Where data goes, and in what form."""

    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="table, csv, tsv, json, jsonl, md or parquet.",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write there, whole or not at all; the ending tells the format.",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="CSV that Excel opens rightly: a byte order mark, and no cell run as a formula.",
            rich_help_panel=OUTPUT,
        ),
    ] = False
    decimal: Annotated[
        Literal[".", ","],
        typer.Option(help="A comma also makes ; the delimiter of CSV.", rich_help_panel=OUTPUT),
    ] = "."
    no_header: Annotated[
        bool,
        typer.Option("--no-header", help="Leave out the line of names.", rich_help_panel=OUTPUT),
    ] = False
    width: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=40,
            help="Columns of a table.  [default: the terminal's; 100 in a pipe]",
            rich_help_panel=OUTPUT,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the work is shared out; no result depends on it."""

    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Processes that work side by side; left out, the length of the input decides.",
            rich_help_panel=GENERAL,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class GeneralOptions:
    """What every command takes."""

    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Read that file instead of the folder's vockit.toml.",
            rich_help_panel=GENERAL,
        ),
    ] = None
    quiet: Annotated[
        bool,
        typer.Option("--quiet", help="Only data, warnings and errors.", rich_help_panel=GENERAL),
    ] = False
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Say more: what was counted, how large it is, its fingerprints.",
            rich_help_panel=GENERAL,
        ),
    ] = False
    no_color: Annotated[
        bool,
        typer.Option(
            "--no-color", help="No colours; NO_COLOR does the same.", rich_help_panel=GENERAL
        ),
    ] = False
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Show the traceback of an error.", rich_help_panel=GENERAL),
    ] = False


def _scale(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    low, _, high = text.replace("..", "-").partition("-")
    try:
        scale = (float(low), float(high))
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no scale; write the lowest and the highest, such as 1-5",
            param_hint="'--rating-scale'",
        ) from None
    if scale[0] >= scale[1]:
        raise typer.BadParameter(
            f"{text!r}: the lowest comes first, such as 1-5", param_hint="'--rating-scale'"
        )
    return scale


def _condition(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column:
        raise typer.BadParameter(
            f"{text!r} is no condition; write COLUMN=VALUE", param_hint="'--where'"
        )
    return column, value


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
