"""What a gap report declares, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from vockit.gaps.evidence.rules import NO_CLAUSE, NOTHING, Evidence
from vockit.settings import ReportSettings

if TYPE_CHECKING:  # Rows are written without pandas and SciPy, which import slowly.
    import pandas as pd

    from vockit.stats.intervals import Interval
    from vockit.tallies.model import Tally

Kind = Literal["text", "count", "share", "score", "ratio", "money", "years", "p"]
"""How figures are printed: a ``share`` is a fraction of 0 to 1."""
Flag = Literal["ok", "low base", "suppressed", "no clear best", "not measured"]
Cell: TypeAlias = str | int | float | None
GapKind = Literal["finding", "level", "list"]
"""What a gap is. A ``finding`` can be a headline. A ``level`` has no reference of its own: a row is
a headline only by its comparison. A ``list`` says where to look, and makes no headlines."""
Whose = Literal["ours", "each", "rivals", "all"]
"""Whose verbatims a report has rows of: ``ours``, all together where the profile does not say who
we are; ``each`` brand's where it does not; all ``rivals``, of which ours must be one; or ``all``
verbatims, whoever we are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report: its name in every output, what it means, and how it is printed."""

    name: str
    meaning: str
    kind: Kind = "text"
    decimals: int = 1
    value: str | None = None
    """The name under which rows give it, where that is another."""
    bar: bool = False
    """Whether a terminal shows it as a bar, too."""
    main: bool = False
    """Whether it is the result of the row: a narrow terminal leaves out other columns first."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A figure compared with another, for the headline of a row whose gap has no reference.

    A level, such as the share of complaints at a stage of the journey, is above 0 as soon as anyone
    complains. It is worth a headline where other stages have fewer.
    """

    difference: Interval
    """0 where both are the same."""
    n: int
    """Verbatims that the difference is measured on."""
    unit_range: float = 1
    """The length of its unit's scale."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a report measures it: ``compute`` adds flags, rounding and quotes."""

    key: tuple[str, ...]
    n: int
    """Denominator of ``gap``, in verbatims."""
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    """None, or NaN, where there is no figure."""
    values: Mapping[str, Cell] = field(default_factory=dict)
    """The report's own columns; what is left out is blank."""
    p_value: float | None = None
    """Of the gap being neutral; None, or NaN, without a test, and then never a headline."""
    tests: tuple[float, ...] = ()
    """In place of ``p_value``, where a row has several tests; the report's notes count them."""
    verdict: Callable[[Sequence[float]], Row] | None = field(default=None, repr=False)
    """Gives the row from the q-values of its tests; None where they do not change it."""
    flag: Flag | None = None
    """Where the report itself knows better than n: ``no clear best`` or ``not measured``."""
    always_shown: frozenset[str] = frozenset()
    """Columns with a base of their own: they are shown where the row is suppressed, too."""
    group: int = 0
    """Rows of a lower group come first, whatever their gap."""
    evidence: Evidence = NOTHING
    """Which verbatims it is about: its n is the size of their base."""
    subject: str = ""
    """What the row is about, such as its theme: there is one headline a subject."""
    sentence: str = ""
    """The row as a headline, without n; "" where it cannot be one."""
    compared: Comparison | None = None
    """What the headline is about, where that is not the gap."""


def without_quotes(row: Row) -> Row:
    """The row, which shows none of the verbatims that it is about."""
    return replace(row, evidence=replace(row.evidence, clauses=NO_CLAUSE))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report has measured, or why it could not."""

    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str | None = None
    """What the report needs and does not have; there are no rows then."""
    tests: int = 0
    """Tests beside those of the rows."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim, or a clause of it, as an example of a row."""

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
    """Of the row; where the headline rests on a comparison, of that."""
    quote: Quote | None
    falls_short: bool = True
    """Whether the gap is on the side that its report calls worse; else it is good news."""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One computed gap report.

    ``table`` has the key columns, the report's own columns, then ``n, gap, ci_low, ci_high, flag``;
    one row an answer, in the order that the report declares. Text is ``str``, counts are ``Int64``,
    all else is ``float64`` with at most four decimals. ``quotes`` has as many entries as ``table``
    has rows. Where the input that a report needs is missing, the table is empty and ``missing``
    says which column or profile section it needs. ``headlines`` are all rows that
    qualify, the first affecting most verbatims.
    """

    gap: GapReport
    table: pd.DataFrame
    quotes: tuple[tuple[Quote, ...], ...] = ()
    notes: tuple[str, ...] = ()
    headlines: tuple[Headline, ...] = ()
    missing: str | None = None
    evidence: tuple[Evidence, ...] = ()
    """Which verbatims each row is about."""
    unread: str = ""
    """Which verbatims are in no figure, because they are not English; the first thing to know."""
    by: str | None = None
    """The input's column of ``--by``, whose values are the segments."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a report needs, for ``vockit gap --list`` and for what is counted."""

    statistics: tuple[str, ...] = ()
    """Beside those that every report reads: see ``needs.EVERY_REPORT``."""
    whole: tuple[str, ...] = ()
    """Those that a segment's report reads for all segments together, not for the segment alone."""
    roles: tuple[str, ...] = ()
    """Column roles without which there is no report."""
    profile: tuple[str, ...] = ()
    """Sections of the profile without which there is no report."""
    better_with: tuple[str, ...] = ()
    """Roles and sections that add to it."""
    groups: bool = False
    """Whether it reads the counts of themes that only have others under them."""
    controls: bool = False
    """Whether it compares with controls (``--control``)."""


@dataclass(frozen=True, slots=True)
class GapReport:
    """A gap report: a question, the table that answers it, and how that comes from a tally."""

    name: str
    title: str
    question: str
    unit: str
    """What ``gap`` is measured in, such as ``points of 1-7`` or ``share``."""
    unit_range: float
    """The length of the unit's scale: 200 for net sentiment, 6 for SERVQUAL's 1 to 7."""
    worse: Literal["lower", "higher"]
    key: tuple[Column, ...]
    columns: tuple[Column, ...]
    needs: Needs
    measure: Callable[[Tally, ReportSettings], Findings] = field(repr=False)
    kind: GapKind = "finding"
    whose: Whose = "ours"
    order: Literal["worst first", "fixed"] = "worst first"
    """Worst gap first, or the order in which the report gives its rows."""
    neutral: float = 0.0
    """The gap where nothing differs: 0, or 1 for a ratio."""
    decimals: int | None = None
    """Of the gap in tables for people; None goes by ``unit_range``."""
    compared: Callable[[str], GapReport] | None = field(default=None, repr=False)
    """Where brands are compared with one another: the report as it compares what a word names,
    such as ``region``, in one table that is measured at once. Of other reports each segment of
    ``--by`` has rows of its own."""
