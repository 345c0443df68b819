"""Which languages the first texts of an input are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vockit.language import ENGLISH, LanguageIdentifier

SAMPLE = 1_000
"""Texts of an input that tell which languages there are."""


def count_languages(texts: Sequence[str]) -> Mapping[str, int]:
    """How many texts are in which language (ISO 639), the commonest first."""
    identifier = LanguageIdentifier()
    counts = _counted(identifier, texts, None)
    usual = usual_language(counts)
    return counts if usual is None else _counted(identifier, texts, usual)


def _counted(
    identifier: LanguageIdentifier, texts: Sequence[str], usual: str | None
) -> Mapping[str, int]:
    foreign = Counter(identifier.foreign(texts, usual).values())
    counts = foreign + Counter({ENGLISH: len(texts) - foreign.total()})
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def usual_language(counts: Mapping[str, int]) -> str | None:
    """The commonest other language where most texts are not English; None where most are."""
    foreign = [language for language in counts if language != ENGLISH]
    mostly = 2 * counts.get(ENGLISH, 0) < sum(counts.values())
    return foreign[0] if mostly else None


def added_up(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """The counts of several inputs as one."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))
