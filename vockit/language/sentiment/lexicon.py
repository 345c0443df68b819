"""What the scorer knows about words, as data: the only difference between the profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from vockit.language.english import lemma, words_of


@dataclass(frozen=True, slots=True)
class SentimentPhrase:
    """Words that are one word to the scorer, with a valence of their own or as a negation."""

    source: str
    """In the rule language of taxonomies."""
    valence: float = 0.0
    negates: bool = False


@dataclass(frozen=True, slots=True)
class SentimentLexicon:
    """Valences, and the words that change those of the words after them; keys in lower case.

    The rules are VADER's (Hutto and Gilbert 2014). The fields without a default are all that its
    own figures need; the others are empty in the stock profile.
    """

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
    own_valences: Mapping[str, float] = field(default_factory=dict)
    """Valences that go before ``valences``; 0 takes a word out."""
    lemma_valences: Mapping[str, float] = field(default_factory=dict)
    """Valences of all forms of a word, after ``own_valences`` and before ``valences``."""
    phrases: tuple[SentimentPhrase, ...] = ()
    requests: frozenset[str] = frozenset()
    """Words that make a request of their clause ("please")."""
    askers: frozenset[str] = frozenset()
    """Words that open a question or request when they come first ("can", "how")."""
    courtesies: frozenset[str] = frozenset()
    """Words that are praise, but only politeness in a question or request ("help", "thanks")."""
    normalizes: bool = False
    """Whether quotes, variation selectors and elongations are brought to one form first."""

    def valence(self, lower: str) -> float | None:
        """The valence of a lower-cased word, None where it has none."""
        if not self.normalizes:
            return self.valences.get(lower)
        figure = self.own_valences.get(lower)
        if figure is None:
            figure = self.lemma_valences.get(lemma(lower))
        if figure is None:
            figure = self.valences.get(lower)
        return figure or None

    def knows(self, lower: str) -> bool:
        """Whether the word has any part in a score."""
        return (
            self.valence(lower) is not None
            or lower in self.boosters
            or lower in self.negations
            or lower in self.requests
        )

    def known_words(self) -> frozenset[str]:
        """All words that have any part in a score: quicker than ``knows`` for many words."""
        candidates = {*self.own_valences, *self.valences, *self.boosters}.union(
            self.negations, self.requests, words_of(self.lemma_valences)
        )
        return frozenset(filter(self.knows, candidates))

    def extended(self, valences: Mapping[str, float]) -> SentimentLexicon:
        """This lexicon with further valences, such as a taxonomy's; they go before its own.

        A key is a word with all its forms, a word in quotes or an inflected word for that form
        alone, or a phrase in the rule language of taxonomies.
        """
        own, lemmas = dict(self.own_valences), dict(self.lemma_valences)
        phrases = {phrase.source: phrase for phrase in self.phrases}
        for key, valence in valences.items():
            word = key.lower()
            bare = word.strip('"')
            if len(bare.split()) > 1 or (bare == word and word.endswith("*")):
                phrases[key] = SentimentPhrase(key, valence)
                continue
            own[bare] = valence
            if bare == word == lemma(word):
                lemmas[word] = valence
        return replace(
            self, own_valences=own, lemma_valences=lemmas, phrases=tuple(phrases.values())
        )


@cache
def stock_lexicon() -> SentimentLexicon:
    """The lexicon, emoji and constants of the installed vaderSentiment."""
    analyzer = SentimentIntensityAnalyzer()
    return SentimentLexicon(
        valences=analyzer.lexicon,
        boosters=BOOSTER_DICT,
        negations=frozenset(NEGATE),
        idioms=SPECIAL_CASES,
        contrasts=frozenset({"but"}),
        emoji={emoji: words for emoji, words in analyzer.emojis.items() if len(emoji) == 1},
    )
