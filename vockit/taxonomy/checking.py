"""What is wrong with a taxonomy although it can be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal, TypeAlias

from vockit.taxonomy.covering import covers
from vockit.taxonomy.model import Cue, Rule, Taxonomy, Theme, TokenPattern
from vockit.taxonomy.phrases import render, written_words

Severity = Literal["error", "warning"]
Kind = Literal[
    "never matches",
    "no phrases",
    "swallowed",
    "example",
    "counter-example",
    "twice",
    "needless",
    "unused stage",
    "unknown stage",
]

Find: TypeAlias = Callable[[Sequence[str]], Sequence[Collection[str]]]
"""Tags texts: for each, the names of the themes (or cues) found in it."""

_PREFIX_ENDINGS: Final = ("", "s", "x")
"""Tried in turn, since a prefix alone may be a word that spaCy cuts in two, such as ``id``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of ``themes check``, which fails on errors only."""

    severity: Severity
    kind: Kind
    name: str
    """The theme, cue or stage."""
    text: str
    """The phrase or example at fault, empty where it is the whole."""
    message: str
    """What is wrong and how to mend it, in one line."""


def check(taxonomy: Taxonomy, find: Find, journey: Sequence[str]) -> tuple[Problem, ...]:
    """All problems of a taxonomy, in the order of its themes; ``journey`` is the profile's."""
    return tuple(
        chain(
            _silent_themes(taxonomy),
            _check_rules(taxonomy.themes, find),
            _swallowed_themes(taxonomy),
            _stages(taxonomy, journey),
        )
    )


def check_cues(cues: Sequence[Cue], find: Find) -> tuple[Problem, ...]:
    """All problems of cue lexica; ``find`` gives the names of cues."""
    return tuple(_check_rules(cues, find))


def phrase_lemmas(rule: Rule) -> str:
    """A rule as it is matched: words as lemmas, quotes around exact ones, ``*`` after prefixes."""
    if isinstance(rule.expression, TokenPattern):
        return rule.source
    return render(rule.expression)


def _check_rules(entries: Sequence[Theme | Cue], find: Find) -> Iterator[Problem]:
    findable = _findable_rules(entries, find)
    examples = _found_in_examples(entries, find)
    for entry in entries:
        yield from _doubles(entry)
        for number, rule in enumerate(entry.phrases):
            yield from _never_matches(entry, rule, found=(entry.name, number) in findable)
        for example in entry.examples:
            if not _names(examples[example], entry.name):
                yield Problem(
                    "error",
                    "example",
                    entry.name,
                    example,
                    "the example is not found; add a phrase that matches it",
                )
        for example in entry.counter_examples:
            if _names(examples[example], entry.name):
                yield Problem(
                    "error",
                    "counter-example",
                    entry.name,
                    example,
                    "the counter-example is found; narrow the phrase, or add to unless",
                )


def _findable_rules(entries: Sequence[Theme | Cue], find: Find) -> set[tuple[str, int]]:
    """The rules that match their own words, as (name, place among its phrases)."""
    keys: list[tuple[str, int]] = []
    texts: list[str] = []
    for entry in entries:
        for number, rule in enumerate(entry.phrases):
            if isinstance(rule.expression, TokenPattern):
                continue
            for text in dict.fromkeys(written_words(rule.source, e) for e in _PREFIX_ENDINGS):
                keys.append((entry.name, number))
                texts.append(text)
    return {key for key, found in zip(keys, find(texts), strict=True) if key[0] in found}


def _found_in_examples(entries: Sequence[Theme | Cue], find: Find) -> Mapping[str, Collection[str]]:
    texts = list(
        dict.fromkeys(chain.from_iterable((*e.examples, *e.counter_examples) for e in entries))
    )
    return dict(zip(texts, find(texts), strict=True))


def _names(found: Collection[str], name: str) -> bool:
    """Whether a theme or one below it was found: a mention counts for the ancestors, too."""
    return any(theme == name or theme.startswith(f"{name}/") for theme in found)


def _never_matches(entry: Theme | Cue, rule: Rule, *, found: bool) -> Iterator[Problem]:
    stopper = next((u for u in entry.unless if covers(u.expression, rule.expression)), None)
    if stopper is not None:
        message = f"it never counts, since unless {stopper.source!r} matches wherever it does"
    elif not found and not isinstance(rule.expression, TokenPattern):
        message = (
            f"it does not match its own words, {written_words(rule.source)!r}: a clause ends "
            "inside it, or unless stops it; write a + b, or a shorter phrase"
        )
    else:
        return
    yield Problem("error", "never matches", entry.name, rule.source, message)


def _doubles(entry: Theme | Cue) -> Iterator[Problem]:
    for number, rule in enumerate(entry.phrases):
        for other_number, other in enumerate(entry.phrases):
            if other_number == number or not covers(other.expression, rule.expression):
                continue
            if not covers(rule.expression, other.expression):
                message = f"it adds nothing to {other.source!r}; delete it"
                yield Problem("warning", "needless", entry.name, rule.source, message)
            elif number > other_number:
                lemmas = phrase_lemmas(rule)
                message = f"it means {lemmas!r}, as {other.source!r} does; delete one of them"
                yield Problem("warning", "twice", entry.name, rule.source, message)
            else:
                continue
            break


def _silent_themes(taxonomy: Taxonomy) -> Iterator[Problem]:
    for theme in taxonomy.themes:
        below = any(other.name.startswith(f"{theme.name}/") for other in taxonomy.themes)
        if not theme.phrases and not below:
            message = "it has no phrases and no theme below it; add phrases, or delete it"
            yield Problem("error", "no phrases", theme.name, "", message)


def _swallowed_themes(taxonomy: Taxonomy) -> Iterator[Problem]:
    for theme in taxonomy.themes:
        for other in taxonomy.themes:
            if _swallows(other, theme):
                message = f"every phrase of it is found by {other.name!r} as well; merge the two"
                yield Problem("error", "swallowed", theme.name, "", message)
                break


def _swallows(wide: Theme, narrow: Theme) -> bool:
    """Whether ``wide``, not being an ancestor, is found wherever ``narrow`` is."""
    if wide.name == narrow.name or narrow.name.startswith(f"{wide.name}/") or not narrow.phrases:
        return False
    return _all_covered(narrow.phrases, wide.phrases) and _all_covered(wide.unless, narrow.unless)


def _all_covered(narrow: Sequence[Rule], wide: Sequence[Rule]) -> bool:
    return all(any(covers(w.expression, n.expression) for w in wide) for n in narrow)


def _stages(taxonomy: Taxonomy, journey: Sequence[str]) -> Iterator[Problem]:
    used = dict.fromkeys(theme.stage for theme in taxonomy.themes if theme.stage)
    for stage in used:
        if stage not in journey:
            message = f"the journey has no such stage; it is {', '.join(journey)}"
            yield Problem("warning", "unknown stage", stage, "", message)
    # A taxonomy without any stage, such as one that is used with a pack, leaves none out.
    for stage in journey if used else ():
        if stage not in used:
            message = "no theme belongs to this stage of the journey; only cues can fill it"
            yield Problem("warning", "unused stage", stage, "", message)
