"""Each word's part in a score, for people who ask why."""

from __future__ import annotations

from dataclasses import dataclass

from vockit.language.arrays import Ints
from vockit.language.sentiment.kernel import RULES, valences
from vockit.language.sentiment.phrases import JoinedWords
from vockit.language.sentiment.words import WordTable


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one word or phrase brings to its segment."""

    segment: int
    first: int
    """The first of the batch's words that it stands for; ``last`` likewise, inclusive."""
    last: int
    text: str
    """The word as the scorer sees it, or the phrase as the lexicon writes it."""
    base: float
    """Its valence in the lexicon."""
    final: float
    """Its valence in the sum."""
    rules: tuple[str, ...]
    """The rules that made the difference, in the order in which they were applied."""


def contributions(joined: JoinedWords, questions: Ints, table: WordTable) -> list[Contribution]:
    """The parts of every segment's score, in the order of the words.

    They sum to the segment's ``total`` less the emphasis of its punctuation.
    """
    found = valences(joined.words, joined.starts, questions, table)
    return [
        Contribution(
            segment=segment,
            first=int(joined.first[position]),
            last=int(joined.last[position]),
            text=table.text(int(joined.words[position])),
            base=base,
            final=final,
            rules=tuple(rule for bit, rule in enumerate(RULES) if applied >> bit & 1),
        )
        for position, segment, base, final, applied in zip(
            found.position.tolist(),
            found.segment.tolist(),
            found.base.tolist(),
            found.final.tolist(),
            found.rules.tolist(),
            strict=True,
        )
    ]
