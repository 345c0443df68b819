"""What a gap report declares, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vockit.annotation.model import Annotations
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

Kind = Literal["text", "count", "share", "score", "money", "years", "p"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report: its name in every output, what it means, and how it is printed."""

    name: str
    meaning: str
    kind: Kind = "text"
    decimals: int = 1
    bar: bool = False
    """Whether a terminal shows it as a bar, too."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim, or the part of it, that shows what a row says."""

    text: str
    row: int
    id: str
    date: str
    channel: str
    brand: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Headline:
    """One gap in one sentence, with what ranks it over all reports."""

    sentence: str
    theme: str
    affected: float
    """Verbatims affected: n · |the bound nearer to 0| / range of the unit."""
    report: str
    row: str
    n: int
    quote: Quote | None


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One computed gap report.

    ``table`` has the key columns, the report's own columns, then ``n, gap, ci_low, ci_high, flag``;
    one row an answer, in the order that the report declares. ``quotes`` has as many entries as
    ``table`` has rows. Where the input that a report needs is missing, the table is empty and
    ``missing`` says which column or profile section would bring it to life.
    """

    gap: GapReport
    table: pd.DataFrame
    quotes: tuple[tuple[Quote, ...], ...] = ()
    notes: tuple[str, ...] = ()
    headlines: tuple[Headline, ...] = ()
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What brings a report to life, for ``vockit gap --list`` and for what is counted."""

    statistics: tuple[str, ...]
    roles: tuple[str, ...] = ()
    """Column roles without which there is no report."""
    profile: tuple[str, ...] = ()
    """Sections of the profile without which there is no report."""
    better_with: tuple[str, ...] = ()
    """Roles and sections that add to it."""


@dataclass(frozen=True, slots=True)
class GapReport:
    """One gap report: a question, the table that answers it, and how it is computed from a tally."""

    name: str
    title: str
    question: str
    unit: str
    """What ``gap`` is measured in, such as ``points of 1-7`` or ``share``."""
    unit_range: float
    """The distance between the least and the greatest gap that there can be."""
    worse: Literal["lower", "higher"]
    key: tuple[Column, ...]
    columns: tuple[Column, ...]
    needs: Needs
    compute: Callable[[Tally, ReportSettings], Report] = field(repr=False)
    behind: Callable[[Annotations, tuple[str, ...]], NDArray[np.bool_]] = field(repr=False)
    """Which verbatims of a batch stand behind the row with that key: a mask, one entry a verbatim."""
    headlines: bool = True
    neutral: float = 0.0
    """The gap that is no gap: 1 where the unit is a ratio."""
