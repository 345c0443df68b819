"""Small corpora as plain Python values, and the annotations that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from hypothesis import strategies as st

from vockit.annotation.model import (
    Annotations,
    Clauses,
    Cues,
    Mentions,
    Pairs,
    Vocabulary,
)
from vockit.profile import Brands, Event, Profile, Promise, Standard
from vockit.settings import AnnotationSettings
from vockit.tallies.plan import CountingPlan
from vockit.verbatims import Batch, RatingScale

THEMES = ("delivery", "delivery/late", "delivery/late/weeks", "price", "staff", "staff/rude")
CUES = (
    "cause/people",
    "cause/process",
    "channel/chat",
    "channel/phone",
    "emotion/anger",
    "expectation/exceeded",
    "expectation/met",
    "expectation/short",
    "pole/wants",
    "promise",
    "promised/1",
    "question/why",
    "transfer",
)
VOCABULARY = Vocabulary(
    themes=THEMES,
    parent=np.array([-1, 0, 1, -1, -1, 4]),
    tagged=np.ones(6, dtype=bool),
    phrases=tuple(f"phrase {theme}" for theme in THEMES),
    stages=("receive", "buy", "elsewhere"),
    dimensions=("tangibles", "empathy"),
    causes=("process", "people", "policy"),
    poles=("needs", "wants", "stereotypes", "emotions"),
    cues=CUES,
    brands=("Zeta", "Alpha"),
    assumed_cause=np.array([0, 0, -1, 2, 1, 1]),
    general=np.zeros(6, dtype=bool),
    labels={theme: theme.title() for theme in THEMES},
)
PROFILE = Profile(
    standards=(Standard("delivery", "in 3 days", 3 * 86_400), Standard("staff/rude", "polite")),
    promises=(
        Promise("On time", themes=("delivery/late", "price")),
        Promise("Kind", themes=("staff",), phrases=("kind people",)),
    ),
    journey=("buy", "receive"),
    brands=Brands(own="Alpha", control=("Beta",)),
    events=(Event("move", date(2024, 3, 1), control=("Gamma",)),),
)
PLAN = CountingPlan(AnnotationSettings(profile=PROFILE), fingerprint={"taxonomy": "0a1b"})
BY_REGION = replace(PLAN, segment="region")
"""The same with ``--by region``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A theme in a clause, with the names of its facets or None."""

    theme: str
    stage: str | None = None
    dimension: str | None = None
    cause: str | None = None
    pole: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause; each theme and each cue at most once."""

    compound: int
    mentions: tuple[Mention, ...] = ()
    cues: tuple[str, ...] = ()
    valenced: bool = True
    duration_s: int = -1
    brand_named: str | None = None

    @property
    def polarity(self) -> int:
        return _sign(self.compound)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A verbatim; its text says what its clauses are, as a real one does."""

    clauses: tuple[Clause, ...]
    id: str = ""
    day: str | None = None
    brand: str = ""
    channel: str = ""
    author: str = ""
    region: str = ""
    segment: str | None = None
    """What the twins take for the verbatim's segment; None where there are none."""
    stars: int | None = None
    row: int = 1

    @property
    def text(self) -> str:
        return "; ".join(repr(clause) for clause in self.clauses)

    @property
    def compound(self) -> float:
        total = sum(clause.compound for clause in self.clauses)
        return round(total / len(self.clauses)) / 10_000

    @property
    def polarity(self) -> int:
        return (self.compound >= 0.05) - (self.compound <= -0.05)

    @property
    def rating(self) -> int | None:
        return None if self.stars is None else (self.stars - 1) * 2_500


def numbered(verbatims: Sequence[Verbatim], first: int = 1) -> list[Verbatim]:
    """The verbatims with their row numbers."""
    return [replace(verbatim, row=first + place) for place, verbatim in enumerate(verbatims)]


def ancestors(theme: str) -> list[str]:
    """A theme and all above it."""
    parts = theme.split("/")
    return ["/".join(parts[: size + 1]) for size in range(len(parts))]


def annotated(verbatims: Sequence[Verbatim], *, brand_column: bool = True) -> Annotations:
    """What an annotator gives for these verbatims."""
    words = VOCABULARY
    clauses: list[tuple[int, ...]] = []
    mentions: list[tuple[int, ...]] = []
    cues: list[tuple[int, ...]] = []
    pairs: dict[tuple[int, int], list[int]] = {}
    for place, verbatim in enumerate(verbatims):
        start = 0
        for number, clause in enumerate(verbatim.clauses, 1):
            index, length = len(clauses), len(repr(clause))
            clauses.append(
                (
                    place,
                    number,
                    start,
                    start + length,
                    clause.compound,
                    clause.polarity,
                    clause.valenced,
                    clause.duration_s,
                    _code(words.brands, clause.brand_named),
                )
            )
            rolled = {theme for mention in clause.mentions for theme in ancestors(mention.theme)}
            for name in rolled:
                pairs.setdefault((place, words.themes.index(name)), []).append(clause.compound)
            for offset, mention in enumerate(clause.mentions):
                theme = words.themes.index(mention.theme)
                mentions.append(
                    (
                        place,
                        index,
                        start + offset,
                        start + offset + 1,
                        theme,
                        theme,
                        _code(words.stages, mention.stage),
                        _code(words.dimensions, mention.dimension),
                        _code(words.causes, mention.cause),
                        _code(words.poles, mention.pole),
                        clause.compound,
                        clause.polarity,
                    )
                )
            for offset, cue in enumerate(clause.cues):
                cues.append(
                    (place, index, words.cues.index(cue), start + offset, start + offset + 1)
                )
            start += length + 2
    pair_rows = [
        (*key, len(seen), sum(seen), _sign(sum(seen) / len(seen)))
        for key, seen in sorted(pairs.items())
    ]
    found = Clauses(*_columns(clauses, 9))
    zeros = np.zeros(len(verbatims))
    return Annotations(
        batch=_batch(verbatims, brand_column),
        vocabulary=words,
        compound=np.array([verbatim.compound for verbatim in verbatims], dtype=float),
        pos=zeros,
        neu=zeros,
        neg=zeros,
        polarity=np.array([verbatim.polarity for verbatim in verbatims], dtype=np.int64),
        clauses=replace(found, valenced=found.valenced.astype(bool)),
        mentions=Mentions(*_columns(mentions, 12)),
        cues=Cues(*_columns(cues, 5)),
        pairs=Pairs(*_columns(pair_rows, 5)),
    )


def _batch(verbatims: Sequence[Verbatim], brand_column: bool) -> Batch:
    days = [verbatim.day or "NaT" for verbatim in verbatims]
    stars = [float("nan") if verbatim.stars is None else verbatim.stars for verbatim in verbatims]
    return Batch(
        number=0,
        row=np.array([verbatim.row for verbatim in verbatims], dtype=np.int64),
        text=[verbatim.text for verbatim in verbatims],
        id=[verbatim.id for verbatim in verbatims],
        day=np.array(days, dtype="datetime64[D]"),
        rating=np.array(stars, dtype=float),
        channel=[verbatim.channel for verbatim in verbatims],
        brand=[verbatim.brand for verbatim in verbatims] if brand_column else None,
        author=[verbatim.author for verbatim in verbatims],
        rating_scale=RatingScale(1, 5),
        cells={"region": [verbatim.region or None for verbatim in verbatims]},
    )


def _code(names: Sequence[str], name: str | None) -> int:
    return -1 if name is None else names.index(name)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[np.ndarray]:
    return list(np.array(rows, dtype=np.int64).reshape(-1, width).T.copy())


def _sign(compound: float) -> int:
    return (compound >= 500) - (compound <= -500)


def _maybe(names: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(names)


MENTIONS = st.builds(
    Mention,
    theme=st.sampled_from(THEMES),
    stage=_maybe(VOCABULARY.stages),
    dimension=_maybe(VOCABULARY.dimensions),
    cause=_maybe(VOCABULARY.causes),
    pole=_maybe(VOCABULARY.poles),
)
CLAUSES = st.builds(
    Clause,
    compound=st.sampled_from((-7_000, -500, -499, 0, 499, 500, 9_999)),
    mentions=st.lists(MENTIONS, max_size=3, unique_by=lambda mention: mention.theme).map(tuple),
    cues=st.lists(st.sampled_from(CUES), max_size=3, unique=True).map(tuple),
    valenced=st.booleans(),
    duration_s=st.sampled_from((-1, 3_600, 9 * 86_400)),
    brand_named=_maybe(VOCABULARY.brands),
)
VERBATIMS = st.builds(
    Verbatim,
    clauses=st.lists(CLAUSES, min_size=1, max_size=3).map(tuple),
    id=st.sampled_from(("", "a", "b")),
    day=st.sampled_from((None, "2024-02-29", "2024-03-01")),
    brand=st.sampled_from(("", "Alpha", "Beta", "Gamma", "Delta")),
    channel=st.sampled_from(("", "Phone", "web")),
    author=st.sampled_from(("", "kim")),
    region=st.sampled_from(("", " ", "North", "South", "South ")),
    stars=st.none() | st.integers(1, 5),
)
CORPORA = st.lists(VERBATIMS, max_size=12).map(numbered)
"""Lists of verbatims with row numbers from 1."""
