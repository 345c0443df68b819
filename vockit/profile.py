"""The profile of an organisation: what ``vockit.toml`` says that customers cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

Asks = Literal["improve", "praise", "open"]
"""What a question asks for: what could be better, what was good, or anything."""
ASKS: Final[tuple[Asks, ...]] = get_args(Asks)


@dataclass(frozen=True, slots=True)
class Standard:
    """What the organisation holds itself to on a theme; ``limit_s`` where that is a duration."""

    theme: str
    text: str
    limit_s: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the brand promises, and where a verbatim touches on it."""

    text: str
    themes: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Economics:
    """What a customer is worth. ``affected_share`` is the user's estimate, not read from texts."""

    customers: float
    value_per_year: float
    affected_share: float
    years: float = 1.0
    margin: float = 1.0
    loyalty_drop: tuple[float, float, float] = (0.05, 0.10, 0.20)
    effect: float = 1.0
    fixes: Mapping[str, float] = field(default_factory=dict)
    """Theme to what mending it costs."""


@dataclass(frozen=True, slots=True)
class Brands:
    """Whose voice it is: the own brand, the controls, and what brands are called in texts."""

    own: str | None = None
    control: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """What a SERVQUAL dimension should reach, on the 1 to 7 scale, and how much it counts."""

    expectation: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A decision or incident, and the themes that it was meant to change."""

    name: str
    day: date
    expected: tuple[str, ...] = ()
    control: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """All sections of a ``vockit.toml``; each is empty or None where the file does not have it."""

    priorities: Mapping[str, float] = field(default_factory=dict)
    standards: tuple[Standard, ...] = ()
    promises: tuple[Promise, ...] = ()
    economics: Economics | None = None
    journey: tuple[str, ...] = (
        "discover",
        "choose",
        "buy",
        "receive",
        "use",
        "pay",
        "get help",
        "renew or leave",
    )
    brands: Brands = field(default_factory=Brands)
    targets: Mapping[str, Target] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    questions: Mapping[str, Asks] = field(default_factory=dict)
    """Text column to what its question asks for."""
