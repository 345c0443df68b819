"""A taxonomy as its author means it: themes and cues, and the rules that find them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

AtomKind = Literal["lemma", "exact", "prefix"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One token of a phrase: its lemma, its lower-cased form, or how that form begins."""

    kind: AtomKind
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another."""

    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases with at most ``distance`` tokens from the one to the other, either way round."""

    left: Phrase
    right: Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Together:
    """All parts anywhere in one clause (``a + b``)."""

    parts: tuple[Phrase | Near, ...]


@dataclass(frozen=True, slots=True)
class TokenPattern:
    """A list of spaCy token patterns, taken as it is."""

    tokens: tuple[Mapping[str, Any], ...]


Expression: TypeAlias = Phrase | Near | Together | TokenPattern


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression and the words in which its author wrote it."""

    source: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Theme:
    """What is talked about.

    ``delivery/late`` has the parent ``delivery``, and takes its facets where it has none itself.
    """

    name: str
    label: str
    stage: str | None = None
    dimension: str | None = None
    cause: str | None = None
    pole: str | None = None
    phrases: tuple[Rule, ...] = ()
    unless: tuple[Rule, ...] = ()
    """A clause in which one of these matches does not mention the theme."""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording that signals something other than a theme.

    The first part of the name says what it does. ``stage/…``, ``dimension/…``, ``cause/…`` and
    ``pole/…`` override that facet of the mentions in the clause; ``channel/…`` names a channel.
    """

    name: str
    phrases: tuple[Rule, ...] = ()
    unless: tuple[Rule, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Themes sorted by name, and the valences of what means something else in this field."""

    name: str
    themes: tuple[Theme, ...]
    valence: Mapping[str, float] = field(default_factory=dict)
