"""How a clause feels: VADER's rules (Hutto and Gilbert 2014), word by word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from vaderSentiment.vaderSentiment import C_INCR, N_SCALAR

from vockit.language import SentimentLexicon

PRAISE_IN_REQUEST = 0.1


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a phrase in the place of its words, as the scorer sees it."""

    lower: str
    is_upper: bool = False
    valence: float | None = None
    boost: float | None = None
    negates: bool = False


NOTHING = Word("")


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of valences, and what VADER makes shares of."""

    total: float
    positive: float
    negative: float
    neutral: int

    @property
    def has_opinion(self) -> bool:
        return self.positive + self.negative > 0


def word_of(text: str, lexicon: SentimentLexicon) -> Word:
    """What a lexicon knows of a word."""
    lower = text.lower()
    negates = lower in lexicon.negations or "n't" in lower
    return Word(lower, text.isupper(), lexicon.valence(lower), lexicon.boosters.get(lower), negates)


def join_phrases(
    words: Sequence[Word], phrases: Sequence[tuple[int, int, int]], lexicon: SentimentLexicon
) -> list[Word]:
    """The words with each phrase of the lexicon in the place of its words.

    ``phrases`` are the first word, the end, and the number of the phrase. Of those that overlap the
    first stays; of those that begin together, the longest, then the first of the lexicon.
    """
    joined: list[Word] = []
    done = 0
    for start, end, number in sorted(phrases, key=lambda p: (p[0], -p[1], p[2])):
        if start >= done and end > start:
            phrase = lexicon.phrases[number]
            is_upper = all(word.is_upper for word in words[start:end])
            as_word = Word("", is_upper, phrase.valence or None, None, phrase.negates)
            joined += [*words[done:start], as_word]
            done = end
    return [*joined, *words[done:]]


def score(
    words: Sequence[Word], exclamations: int, questions: int, lexicon: SentimentLexicon
) -> Score:
    """The score of a clause from its words and from how many "!" and "?" it has."""
    valences = [valence_of(place, words, lexicon) for place in range(len(words))]
    contrast = next((p for p, word in enumerate(words) if word.lower in lexicon.contrasts), None)
    if contrast is not None:
        weigh_around(contrast, valences)
    if is_request(words, questions, lexicon):
        for place, valence in enumerate(valences):
            if valence > 0:
                is_polite = words[place].lower in lexicon.courtesies
                valences[place] = 0.0 if is_polite else valence * PRAISE_IN_REQUEST
    emphasis = min(exclamations, 4) * 0.292
    if questions > 1:
        emphasis += questions * 0.18 if questions <= 3 else 0.96
    positive = reduce(add, (valence + 1 for valence in valences if valence > 0), 0.0)
    negative = reduce(add, (1 - valence for valence in valences if valence < 0), 0.0)
    total = sum(valences)
    return Score(
        total=total + math.copysign(emphasis, total) if total else 0.0,
        positive=positive + emphasis * (positive > negative),
        negative=negative + emphasis * (negative > positive),
        neutral=sum(valence == 0 for valence in valences),
    )


def weigh_around(contrast: int, valences: list[float]) -> None:
    """Halve what comes before "but" and raise what comes after it by half, as vaderSentiment does.

    It looks each value up in the list that it changes, and so finds an equal one at an earlier
    place.
    """
    for valence in valences:
        place = valences.index(valence)
        if place != contrast:
            valences[place] = valence * (0.5 if place < contrast else 1.5)


def is_request(words: Sequence[Word], questions: int, lexicon: SentimentLexicon) -> bool:
    """Whether a clause asks for something; never by a lexicon that knows no requests."""
    if not lexicon.requests or not words:
        return False
    return (
        questions > 0
        or words[0].lower in lexicon.askers
        or any(word.lower in lexicon.requests for word in words)
    )


def valence_of(place: int, words: Sequence[Word], lexicon: SentimentLexicon) -> float:
    """The valence of the word at a place, by the words around it; 0 where it has none."""
    near = {
        offset: words[place + offset] if 0 <= place + offset < len(words) else NOTHING
        for offset in range(-3, 3)
    }
    word = near[0]
    if word.valence is None or word.boost is not None:
        return 0.0
    valence = word.valence
    is_mixed = 0 < sum(other.is_upper for other in words) < len(words)
    if word.lower == "no" and near[1].valence is not None:
        valence = 0.0
    if "no" in {near[-1].lower, near[-2].lower} or (
        near[-3].lower == "no" and near[-1].lower in {"or", "nor"}
    ):
        valence = word.valence * N_SCALAR
    if word.is_upper and is_mixed:
        valence += math.copysign(C_INCR, valence) if valence else -C_INCR
    for distance, weight in ((1, 1.0), (2, 0.95), (3, 0.9)):
        before = near[-distance]
        if distance > place or before.valence is not None:
            continue
        if before.boost is not None:
            boost = -before.boost if valence < 0 else before.boost
            if before.is_upper and is_mixed:
                boost += C_INCR if valence > 0 else -C_INCR
            valence += boost * weight
        valence *= negation(distance, near)
    if place >= 3 and near[-3].valence is None:
        valence = by_idiom(valence, near, lexicon)
    if near[-1].lower == "least" and near[-1].valence is None:
        valence *= 1 if near[-2].lower in {"at", "very"} else N_SCALAR
    return 0.0 if (word.lower, near[1].lower) == ("kind", "of") else valence


def negation(distance: int, near: dict[int, Word]) -> float:
    """What a negation up to three words before makes of a valence, as a factor."""
    before, after = near[-distance], near[1 - distance].lower if distance > 1 else ""
    so = {"so", "this"}
    is_emphatic = before.lower == "never" and after in so
    is_void = before.lower == "without" and after == "doubt"
    if distance == 3:
        # vaderSentiment's precedence: "so" just before is enough without "never".
        is_emphatic |= near[-1].lower in so
        is_void |= before.lower == "without" and near[-1].lower == "doubt"
    if is_emphatic:
        return 1.25
    return N_SCALAR if before.negates and not is_void else 1.0


def by_idiom(valence: float, near: dict[int, Word], lexicon: SentimentLexicon) -> float:
    """The valence by the sequences of words around that have one, or a boost, of their own."""

    def sequence(first: int, last: int) -> str:
        return " ".join(near[offset].lower for offset in range(first, last + 1))

    back = (sequence(-1, 0), sequence(-2, 0), sequence(-2, -1), sequence(-3, -1), sequence(-3, -2))
    valence = next((lexicon.idioms[words] for words in back if words in lexicon.idioms), valence)
    for words in (sequence(0, 1), sequence(0, 2)):
        valence = lexicon.idioms.get(words, valence)
    for words in (sequence(-3, -1), sequence(-3, -2), sequence(-2, -1)):
        valence += lexicon.boosters.get(words, 0.0)
    return valence


def compound(total: float, n_clauses: int = 1) -> float:
    """VADER's normalisation of a sum, between -1 and 1."""
    return round(total / math.sqrt(total * total + 15 * n_clauses), 4) + 0.0
