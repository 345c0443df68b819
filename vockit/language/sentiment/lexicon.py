"""What the scorer knows about words: VADER's own lexicon and constants as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)


@dataclass(frozen=True, slots=True)
class SentimentLexicon:
    """Valences, and the words that change those of the words after them; keys in lower case.

    The rules are VADER's (Hutto and Gilbert 2014); what differs between the profiles is here.
    """

    name: str
    valences: Mapping[str, float]
    """Word to valence, -4 to 4."""
    boosters: Mapping[str, float]
    """Word or two words ("kind of") to what it adds to the valence of a following word."""
    negations: frozenset[str]
    """Words that turn one of the next three words; so does any word with "n't" in it."""
    idioms: Mapping[str, float]
    """Two or three words that have one valence where they stand near a valenced word."""
    contrasts: frozenset[str]
    """Words whose first occurrence halves what comes before it and raises what comes after it."""
    emoji: Mapping[str, str]
    """One emoji to the words that stand for it."""


@cache
def stock_lexicon() -> SentimentLexicon:
    """The lexicon, emoji and constants of the installed vaderSentiment."""
    analyzer = SentimentIntensityAnalyzer()
    return SentimentLexicon(
        name="stock",
        valences=analyzer.lexicon,
        boosters=BOOSTER_DICT,
        negations=frozenset(NEGATE),
        idioms=SPECIAL_CASES,
        contrasts=frozenset({"but"}),
        emoji={emoji: words for emoji, words in analyzer.emojis.items() if len(emoji) == 1},
    )
