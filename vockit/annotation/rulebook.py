"""All rules of a run, compiled together: themes, cues, brands and sentiment phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from vockit.annotation.model import Vocabulary
from vockit.arrays import Bools, Ints
from vockit.language import SentimentLexicon, SentimentPhrase, tokenize
from vockit.profile import Brands, Profile, Promise
from vockit.taxonomy.model import Atom, Cue, Expression, Phrase, Rule, Taxonomy, Theme
from vockit.taxonomy.phrases import parse_rule
from vockit.taxonomy.tagger import RuleSet

THEME, THEME_UNLESS, CUE, CUE_UNLESS, BRAND, SENTIMENT = range(6)
"""What a rule is for; its target is the code of a theme, cue, brand or sentiment phrase."""

PROMISED = "promised"
"""``promised/2`` is the cue of the phrases of the profile's second promise."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The compiled rules, what each is for, and the names behind the codes."""

    rules: RuleSet
    kind: Ints
    target: Ints
    phrase: Ints
    """Code of each rule in ``Vocabulary.phrases``."""
    vocabulary: Vocabulary
    default_stage: Ints
    default_dimension: Ints
    default_pole: Ints
    cue_facet: dict[str, Ints] = field(default_factory=dict)
    """The facet, or ``channel``, to the code that each cue sets, or -1."""


def rulebook(
    taxonomy: Taxonomy,
    cues: Sequence[Cue],
    profile: Profile,
    lexicon: SentimentLexicon,
) -> Rulebook:
    """Compile all rules."""
    every_cue = sorted([*cues, *_promise_cues(profile.promises)], key=lambda cue: cue.name)
    brands = _brand_phrases(profile.brands)
    entries: list[tuple[int, int, Rule]] = []
    for code, theme in enumerate(taxonomy.themes):
        entries += [(THEME, code, rule) for rule in theme.phrases]
        entries += [(THEME_UNLESS, code, rule) for rule in theme.unless]
    for code, cue in enumerate(every_cue):
        entries += [(CUE, code, rule) for rule in cue.phrases]
        entries += [(CUE_UNLESS, code, rule) for rule in cue.unless]
    for code, called in enumerate(brands.values()):
        entries += [(BRAND, code, _exact_rule(phrase)) for phrase in called]
    entries += [(SENTIMENT, code, rule) for code, rule in enumerate(_rules_of(lexicon.phrases))]
    phrases = sorted({rule.source for _, _, rule in entries})
    phrase_code = {source: code for code, source in enumerate(phrases)}
    vocabulary = _vocabulary(taxonomy, every_cue, profile, tuple(brands), tuple(phrases))
    expressions: list[Expression] = [rule.expression for _, _, rule in entries]
    return Rulebook(
        rules=RuleSet(expressions),
        kind=np.array([kind for kind, _, _ in entries], dtype=np.int64),
        target=np.array([target for _, target, _ in entries], dtype=np.int64),
        phrase=np.array([phrase_code[rule.source] for _, _, rule in entries], dtype=np.int64),
        vocabulary=vocabulary,
        default_stage=_codes([theme.stage for theme in taxonomy.themes], vocabulary.stages),
        default_dimension=_codes(
            [theme.dimension for theme in taxonomy.themes], vocabulary.dimensions
        ),
        default_pole=_codes([theme.pole for theme in taxonomy.themes], vocabulary.poles),
        cue_facet={
            facet: _codes([_value_of(cue.name, facet) for cue in every_cue], names)
            for facet, names in (
                ("stage", vocabulary.stages),
                ("dimension", vocabulary.dimensions),
                ("cause", vocabulary.causes),
                ("pole", vocabulary.poles),
            )
        },
    )


@lru_cache(maxsize=4)
def _rules_of(phrases: tuple[SentimentPhrase, ...]) -> tuple[Rule, ...]:
    """The phrases of a sentiment lexicon, which all annotators of one taxonomy share."""
    return tuple(parse_rule(phrase.source, "sentiment lexicon") for phrase in phrases)


def _vocabulary(
    taxonomy: Taxonomy,
    cues: Sequence[Cue],
    profile: Profile,
    brands: tuple[str, ...],
    phrases: tuple[str, ...],
) -> Vocabulary:
    themes = taxonomy.themes
    names = tuple(theme.name for theme in themes)
    causes = _facet_names("cause", themes, cues)
    return Vocabulary(
        themes=names,
        parent=_codes([name.rpartition("/")[0] or None for name in names], names),
        tagged=np.array([bool(theme.phrases) for theme in themes], dtype=np.bool_),
        phrases=phrases,
        stages=_facet_names("stage", themes, cues, first=profile.journey),
        dimensions=_facet_names("dimension", themes, cues),
        causes=causes,
        poles=_facet_names("pole", themes, cues),
        cues=tuple(cue.name for cue in cues),
        brands=brands,
        assumed_cause=_codes([theme.cause for theme in themes], causes),
        general=_general(themes),
        labels={theme.name: theme.label for theme in themes},
    )


def _general(themes: Sequence[Theme]) -> Bools:
    """Themes without stage, dimension and cause, in a taxonomy in which other themes have them."""
    placed = np.array(
        [any((theme.stage, theme.dimension, theme.cause)) for theme in themes], dtype=np.bool_
    )
    return np.asarray(~placed & placed.any(), dtype=np.bool_)


def _facet_names(
    facet: str, themes: Iterable[Theme], cues: Iterable[Cue], first: Sequence[str] = ()
) -> tuple[str, ...]:
    found = {getattr(theme, facet) for theme in themes}
    found |= {_value_of(cue.name, facet) for cue in cues}
    return (*first, *sorted(found - {None} - set(first)))


def _value_of(cue: str, facet: str) -> str | None:
    family, _, value = cue.partition("/")
    return value if family == facet and value else None


def _codes(values: Sequence[str | None], names: Sequence[str]) -> Ints:
    code = {name: index for index, name in enumerate(names)}
    return np.array(
        [-1 if value is None else code.get(value, -1) for value in values], dtype=np.int64
    )


def _promise_cues(promises: Sequence[Promise]) -> list[Cue]:
    return [
        Cue(
            f"{PROMISED}/{number}",
            tuple(parse_rule(phrase, f"promise {number}") for phrase in promise.phrases),
        )
        for number, promise in enumerate(promises, start=1)
        if promise.phrases
    ]


def _brand_phrases(brands: Brands) -> dict[str, tuple[str, ...]]:
    names = {name for name in (brands.own, *brands.control, *brands.aliases) if name}
    return {name: (name, *brands.aliases.get(name, ())) for name in sorted(names)}


def _exact_rule(phrase: str) -> Rule:
    atoms = tuple(Atom("exact", token.lower) for token in tokenize(phrase))
    return Rule(phrase, Phrase(atoms))
