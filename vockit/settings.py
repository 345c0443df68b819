"""What a run is told, as frozen dataclasses that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from vockit.profile import Asks, Profile

Dedupe = Literal["id", "text", "none"]
SentimentProfile = Literal["cx", "stock"]


@dataclass(frozen=True, slots=True)
class InputSettings:
    """How files are read. What is None is found from the data."""

    roles: Mapping[str, str] = field(default_factory=dict)
    """Role to column, for the roles that the user named."""
    questions: Mapping[str, Asks] = field(default_factory=dict)
    """Text column to what its question asks for; of the others their own words tell."""
    input_format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[str, ...] = ()
    """Sheets of a workbook, all that hold records where none is named."""
    dayfirst: bool | None = None
    date_format: str | None = None
    rating_scale: tuple[float, float] | None = None
    since: date | None = None
    until: date | None = None
    where: tuple[tuple[str, str], ...] = ()
    """(column, value) pairs that a record must all match."""
    limit: int | None = None
    max_rejects: int | None = None
    rejects: Path | None = None
    dedupe: Dedupe = "id"
    filename_as: str | None = None
    batch_size: int = 2048


@dataclass(frozen=True, slots=True)
class AnnotationSettings:
    """What an ``Annotator`` is built from."""

    taxonomy: tuple[str, ...] = ("service",)
    """Names of packs, or files."""
    sentiment: SentimentProfile = "cx"
    profile: Profile = field(default_factory=Profile)
    spacy_model: str | None = None
    redact: bool = True
    """Mask e-mail addresses, phone and card numbers before a quote enters a tally."""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What shapes reports, but not what was counted."""

    profile: Profile = field(default_factory=Profile)
    by: str | None = None
    """Input column whose values are segments, which take the place of brands."""
    segment: str | None = None
    """The segment that is "us" while the rows of that segment are measured."""
    top: int = 10
    quotes: int = 3
    min_n: int = 30
    """Rows with a smaller n are flagged ``low base``."""
    suppress_n: int = 10
    """Rows with a smaller n are ``suppressed``."""
    confidence: float = 0.95
    q: float = 0.10
    """False discovery rate of Benjamini and Hochberg."""
    period: str | None = None
    event: str | None = None
    expected: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    window: int = 8
    as_of: date | None = None
