"""What is reported."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from vockit.profile import Profile
from vockit.settings.option import NotNegative, Option, Positive

PERIODS: Final = ("day", "week", "month", "quarter")
Score = Literal["nps", "csat", "ces", "mean"]
"""Which score ratings are made into; see the report ``scores``."""

REPORTS: Final = "Reports"
TIME: Final = "Time and events"


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What gap reports compare, and how much of it they print."""

    profile: Profile = field(default_factory=Profile)
    segment: str | None = None
    """The segment that is "us" while the rows of that segment are measured."""
    top: Annotated[
        Positive | None,
        Option(
            "Print the first N rows of a report; as text, `vockit report` prints 5.", REPORTS, "N"
        ),
    ] = None
    quotes: Annotated[
        NotNegative, Option("Quotes for each row; as text, `vockit report` prints 1.", REPORTS, "N")
    ] = 3
    by: Annotated[
        str | None,
        Option(
            "Compare the values of this column, such as region, in every report.", REPORTS, "COLUMN"
        ),
    ] = None
    """The values are segments, which take the place of brands."""
    min_n: Annotated[
        Positive,
        Option("Rows with fewer verbatims are flagged as low base.", REPORTS, "N"),
    ] = 30
    suppress_n: int = 10
    """Rows with a smaller n are ``suppressed``."""
    confidence: Annotated[
        float,
        Meta(ge=0.5, le=0.999),
        Option("Confidence level of the intervals.", REPORTS, "SHARE"),
    ] = 0.95
    q: Annotated[
        float,
        Meta(ge=0, le=1),
        Option("False discovery rate: the share of findings that may be chance.", REPORTS, "SHARE"),
    ] = 0.10
    """Of Benjamini and Hochberg (1995)."""
    redact: Annotated[
        bool,
        Option("Do not mask e-mail addresses, phone numbers and card numbers in quotes.", REPORTS),
    ] = True
    """Masked before a quote enters a tally."""
    period: Annotated[
        str | None,
        Option(
            "Period of the report trend; if not set, the shortest with enough data.",
            TIME,
            choices=PERIODS,
        ),
    ] = None
    event: Annotated[
        str | None,
        Option(
            "A decision or incident: a date, or its name in [events] of vockit.toml.",
            TIME,
            "NAME|DATE",
        ),
    ] = None
    expected: Annotated[
        tuple[str, ...],
        Option("A theme that it was meant to change. May be repeated.", TIME, "THEME"),
    ] = ()
    control: Annotated[
        tuple[str, ...],
        Option(
            "A brand that it did not affect; with --by, a value of that column. May be repeated.",
            TIME,
            "BRAND",
        ),
    ] = ()
    window: Annotated[Positive, Option("Weeks before and after the event.", TIME, "WEEKS")] = 8
    score: Annotated[
        Score | None,
        Option(
            "The score of the report scores; if not set, the one that fits the ratings.",
            REPORTS,
            choices=get_args(Score),
        ),
    ] = None
    rating_column: str = ""
    """The name of the column that ratings are read from: it says which score fits."""
    as_of: Annotated[
        datetime.date | None, Option("Report as if today were this day.", TIME, "DATE")
    ] = None


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Which gap reports."""

    gaps: Annotated[
        tuple[str, ...],
        Option(
            "Only these reports; `vockit gap --list` names all.",
            REPORTS,
            "NAME,NAME",
            separator=",",
        ),
    ] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a run that worked ends with an exit code of its own."""

    fail_on: Annotated[
        tuple[str, ...],
        Option(
            "Exit with 3 if this is true: 'servqual[reliability].gap < -1'. May be repeated.",
            REPORTS,
            "CONDITION",
        ),
    ] = ()
