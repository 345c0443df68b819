"""The profile of an organisation: what customers cannot know, from ``vockit.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal, TypeAlias, get_args

from msgspec import Meta

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Weight: TypeAlias = Annotated[float, Meta(ge=0)]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]

Asks = Literal["improve", "praise", "open"]
"""What a question asks for: what could be better, what was good, or anything."""
ASKS: Final[tuple[Asks, ...]] = get_args(Asks)


@dataclass(frozen=True, slots=True)
class Standard:
    """What the organisation wants to achieve on a theme; ``limit_s`` where that is a duration."""

    theme: str
    text: str
    limit_s: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the brand promises, and the themes and phrases of verbatims that are about it."""

    text: Text
    themes: tuple[Text, ...] = ()
    phrases: tuple[Text, ...] = ()
    weight: Weight = 1.0


@dataclass(frozen=True, slots=True)
class Economics:
    """What a customer is worth. ``affected_share`` is the user's estimate, not read from texts."""

    customers: Weight
    value_per_year: Weight
    affected_share: Share
    years: Weight = 1.0
    margin: Share = 1.0
    loyalty_drop: tuple[Share, Share, Share] = (0.05, 0.10, 0.20)
    """Low, base and high."""
    effect: Share = 1.0
    fixes: Mapping[str, Weight] = field(default_factory=dict)
    """Theme to the cost of a solution."""


@dataclass(frozen=True, slots=True)
class Brands:
    """The own brand, the controls, and other names of brands in texts."""

    own: Text | None = None
    control: tuple[Text, ...] = ()
    aliases: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


SCORE: Final = "score"
"""The entry of ``[targets]`` that is no dimension: a target of the score."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a SERVQUAL dimension should reach, on the 1 to 7 scale, and how much it counts.

    Under ``score`` it is what the score of the ratings should reach, on its own scale.
    """

    expectation: Annotated[float, Meta(ge=1, le=7)] | None = None
    weight: Weight | None = None


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
