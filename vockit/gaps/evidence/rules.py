"""Rules for which verbatims, and which clauses of them, are meant.

A rule is a plain value: it can be compared, hashed and sent to another process. What it means is
in ``selecting``, in one place for verbatims that were just read and for those of a sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar, Union

from vockit.tallies.facts import RATING_UNIT

Rule_co = TypeVar("Rule_co", covariant=True)

# -- rules for either ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Both(Generic[Rule_co]):
    """What matches all of these rules."""

    rules: tuple[Rule_co, ...]


@dataclass(frozen=True, slots=True)
class Either(Generic[Rule_co]):
    """What matches any of these rules; nothing where there are none."""

    rules: tuple[Rule_co, ...]


@dataclass(frozen=True, slots=True)
class Not(Generic[Rule_co]):
    """What does not match the rule."""

    rule: Rule_co


# -- clauses -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnyClause:
    """Every clause."""


@dataclass(frozen=True, slots=True)
class OnTheme:
    """Clauses that mention one of these themes, or one under it; without names, any theme."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnDimension:
    """Clauses on the dimension of service quality; without a name, on any."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class OnStage:
    """Clauses on the stage of the journey."""

    name: str


@dataclass(frozen=True, slots=True)
class OnPole:
    """Clauses on that point of the compass: by a mention, or by a cue alone."""

    name: str


@dataclass(frozen=True, slots=True)
class WithCue:
    """Clauses with one of these cues, or one under it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseHasPolarity:
    """Clauses of that polarity: -1, 0 or 1."""

    polarity: int


@dataclass(frozen=True, slots=True)
class TheseClauses:
    """Clauses by the hash of their verbatim and their number."""

    clauses: frozenset[tuple[int, int]]


Clauses: TypeAlias = Union[
    AnyClause,
    OnTheme,
    OnDimension,
    OnStage,
    OnPole,
    WithCue,
    ClauseHasPolarity,
    TheseClauses,
    "Both[Clauses]",
    "Either[Clauses]",
    "Not[Clauses]",
]
"""A rule for clauses."""

# -- verbatims -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EveryVerbatim:
    """Every verbatim."""


@dataclass(frozen=True, slots=True)
class OfSpeaker:
    """Verbatims of these brands; with ``--by``, of these segments."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnChannel:
    """Verbatims of these channels."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenBetween:
    """Verbatims from the day ``start`` up to, not including, ``end`` (``date.toordinal``)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rated:
    """Verbatims with a rating from ``least`` to ``most``, in ten-thousandths of its scale."""

    least: int = 0
    most: int = RATING_UNIT


@dataclass(frozen=True, slots=True)
class HasPolarity:
    """Verbatims of that polarity as a whole: -1, 0 or 1."""

    polarity: int


@dataclass(frozen=True, slots=True)
class HasClause:
    """Verbatims with such a clause.

    With ``polarity`` only those whose mean over such clauses has that polarity.
    """

    clauses: Clauses
    polarity: int | None = None


@dataclass(frozen=True, slots=True)
class LongestDuration:
    """Verbatims in which the longest duration that such clauses state is of so many seconds.

    ``most`` None is without limit.
    """

    clauses: Clauses
    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class TheseVerbatims:
    """Verbatims by the hash of their identity, for reports that read the sample."""

    hashes: frozenset[int]
    once: bool = False
    """Whether verbatims that are the same in all that is known of them are one."""


Verbatims: TypeAlias = Union[
    EveryVerbatim,
    OfSpeaker,
    OnChannel,
    WrittenBetween,
    Rated,
    HasPolarity,
    HasClause,
    LongestDuration,
    TheseVerbatims,
    "Both[Verbatims]",
    "Either[Verbatims]",
    "Not[Verbatims]",
]
"""A rule for verbatims."""


def both(*rules: Verbatims) -> Both[Verbatims]:
    """The verbatims that match all of the rules."""
    return Both(rules)


def either(*rules: Verbatims) -> Either[Verbatims]:
    """The verbatims that match any of the rules."""
    return Either(rules)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which verbatims a row is about."""

    base: Verbatims
    """Those that the row's n counts."""
    part: Verbatims | None = None
    """Those of the base that the gap is about, such as those who complain; None for all of it."""
    clauses: Clauses = AnyClause()
    """Where in the part the quotes are taken from."""
    polarity: int | None = None
    """Polarity of the clauses that are quoted; None for any."""


NO_CLAUSE: Either[Clauses] = Either(())
"""No clause: where a row shows no quotes."""
NOTHING: Evidence = Evidence(Either(()))
"""The evidence of a row that counts nothing."""


def on_theme_or_any(theme: str | None) -> Clauses:
    """The clauses on a theme, or on one under it; every clause where it is None."""
    return AnyClause() if theme is None else OnTheme((theme,))


def with_opinion(clauses: Clauses) -> Verbatims:
    """Verbatims that are positive or negative over such clauses."""
    return either(HasClause(clauses, -1), HasClause(clauses, 1))


def evidence_on(whose: Verbatims, clauses: Clauses, polarity: int | None) -> Evidence:
    """Verbatims with such clauses; the gap is about those with that polarity over them."""
    part = None if polarity is None else HasClause(clauses, polarity)
    return Evidence(both(whose, HasClause(clauses)), part, clauses, polarity)
