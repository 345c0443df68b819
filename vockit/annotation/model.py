"""A batch of verbatims, annotated: arrays with one entry for each thing found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Bools, Ints
from vockit.verbatims import Batch

COMPOUND_UNIT = 10_000
"""Compounds are whole ten-thousandths: VADER rounds to four decimals, so nothing is lost."""
NO_BRAND = -1
SEVERAL_BRANDS = -2


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The names behind the codes. A code is the index of a name; -1 means none."""

    themes: tuple[str, ...]
    """All themes of the taxonomy with their ancestors, sorted."""
    parent: Ints
    """Code of each theme's parent, -1 at the top."""
    tagged: Bools
    """Whether a theme has rules of its own; one that only groups others has none."""
    phrases: tuple[str, ...]
    """The rules as their taxonomy writes them."""
    stages: tuple[str, ...]
    dimensions: tuple[str, ...]
    causes: tuple[str, ...]
    poles: tuple[str, ...]
    cues: tuple[str, ...]
    brands: tuple[str, ...]
    assumed_cause: Ints
    """Code in ``causes`` of each theme's default cause, -1 where it has none."""
    general: Bools
    """Whether a theme is a general judgement ("great company"): no stage, dimension or cause."""
    labels: Mapping[str, str]
    """The label of each theme, for readers."""


@dataclass(frozen=True, slots=True, eq=False)
class Clauses:
    """One entry a clause, in the order of the text."""

    verbatim: Ints
    """0-based place of the verbatim in its batch, ascending."""
    number: Ints
    """1-based within the verbatim."""
    start: Ints
    end: Ints
    """Code points of the verbatim's text as read."""
    compound: Ints
    """In ten-thousandths."""
    polarity: Ints
    """-1, 0 or 1."""
    valenced: Bools
    """Whether the clause has a word or phrase with a valence."""
    duration_s: Ints
    """The longest duration that the clause states, in seconds; -1 without one."""
    brand_named: Ints
    """Code in ``Vocabulary.brands``, ``NO_BRAND`` or ``SEVERAL_BRANDS``."""

    def __len__(self) -> int:
        return len(self.verbatim)


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """One entry a theme in a clause: the earliest match, then the longest.

    Sorted by clause, start, theme.
    """

    verbatim: Ints
    clause: Ints
    """Index into ``Clauses``."""
    start: Ints
    end: Ints
    theme: Ints
    phrase: Ints
    stage: Ints
    dimension: Ints
    cause: Ints
    """A cause that a cue in the clause states, else -1; see ``Vocabulary.assumed_cause``."""
    pole: Ints
    compound: Ints
    polarity: Ints

    def __len__(self) -> int:
        return len(self.verbatim)


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """One entry a cue in a clause: the earliest match, then the longest.

    Sorted by clause, start, cue.
    """

    verbatim: Ints
    clause: Ints
    cue: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.verbatim)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """One entry a (verbatim, theme), sorted by both; every theme counts for its ancestors, too.

    The theme polarity of a verbatim is the polarity of the mean compound over the clauses in which
    that verbatim mentions the theme.
    """

    verbatim: Ints
    theme: Ints
    clauses: Ints
    """Number of clauses that mention the theme."""
    compound: Ints
    """Sum over those clauses, in ten-thousandths."""
    polarity: Ints

    def __len__(self) -> int:
        return len(self.verbatim)


@dataclass(frozen=True, slots=True, eq=False)
class Foreign:
    """Verbatims that are not English, in which nothing was looked for."""

    batch: Batch
    """The batch as it was read, with them."""
    kept: Ints
    """Places in it of the verbatims that were annotated, ascending."""
    languages: Mapping[int, str]
    """Place in it to the language of each of the others, as an ISO 639 code."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotations:
    """A batch and all that was found in it."""

    batch: Batch
    vocabulary: Vocabulary
    compound: NDArray[np.float64]
    """One a verbatim, -1..1, four decimals."""
    pos: NDArray[np.float64]
    neu: NDArray[np.float64]
    neg: NDArray[np.float64]
    polarity: Ints
    clauses: Clauses
    mentions: Mentions
    cues: Cues
    pairs: Pairs
    foreign: Foreign | None = None
    """What ``batch`` is without; None where nothing was left out."""
