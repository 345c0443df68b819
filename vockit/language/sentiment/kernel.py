"""VADER's rules over arrays of word ids: a whole batch of texts or clauses at once.

The rules, their order and their constants are those of Hutto and Gilbert (2014) as implemented in
vaderSentiment 3.3.2, so that every figure is its figure, to the last digit; that fixes the order of
every floating-point operation here. Only valenced words are looked at, with three words before and
two after each, so the work is linear in the number of words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from vaderSentiment.vaderSentiment import C_INCR, N_SCALAR

from vockit.language.arrays import Bools, Ints
from vockit.language.sentiment import words as word
from vockit.language.sentiment.contrast import weigh_around_contrast
from vockit.language.sentiment.words import Floats, WordTable

RULES = ("no", "capitals", "booster", "negation", "idiom", "least", "contrast", "request")
"""What can change the valence of a word; ``Valences.rules`` has one bit for each, in this order."""
_NO, _CAPITALS, _BOOSTER, _NEGATION, _IDIOM, _LEAST, _CONTRAST, _REQUEST = (
    1 << n for n in range(len(RULES))
)

_NEVER_SO = 1.25
_DISTANCE_WEIGHTS = (1.0, 0.95, 0.9)
_EXCLAMATION = 0.292
_QUESTION = 0.18
_QUESTIONS_AT_MOST = 0.96
_ALPHA = 15
_PRAISE_IN_REQUEST = 0.1
"""Chosen on labelled tweets: a question or request is no praise, whatever it hopes for."""


@dataclass(frozen=True, slots=True, eq=False)
class Valences:
    """The valenced words of a batch in order, one entry a word."""

    position: Ints
    """Index into the batch's word ids."""
    segment: Ints
    base: Floats
    """The lexicon's valence."""
    final: Floats
    """The valence once every rule is applied."""
    rules: Ints
    """Which of ``RULES`` changed it, as bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What VADER says of each segment, one entry a segment."""

    compound: Floats
    """-1 to 1, four decimals."""
    pos: Floats
    """Share of the positive mass, three decimals; ``neu`` and ``neg`` likewise."""
    neu: Floats
    neg: Floats
    total: Floats
    """Sum of valences with the emphasis of punctuation, before normalisation."""
    hits: Ints
    """Number of words whose valence is not 0."""
    positive: Floats
    """The masses behind the shares, which add up over segments."""
    neutral: Floats
    negative: Floats

    def __len__(self) -> int:
        return len(self.compound)


def score(
    words: Ints, starts: Ints, exclamations: Ints, questions: Ints, table: WordTable
) -> Scores:
    """Score the segments ``words[starts[k]:starts[k + 1]]`` of a batch; one without words scores 0.

    ``words`` are ids of ``table``; ``exclamations`` and ``questions`` count the marks of a segment.
    """
    found = valences(words, starts, questions, table)
    emphasis = _emphasis(exclamations, questions)
    sums = _sums(found, len(starts) - 1)
    total = np.where(sums == 0, 0.0, sums + np.sign(sums) * emphasis)
    positive, neutral, negative, hits = _masses(found, np.diff(starts), emphasis)
    return scores_of(total, positive, neutral, negative, hits)


def scores_of(
    total: Floats,
    positive: Floats,
    neutral: Floats,
    negative: Floats,
    hits: Ints,
    *,
    parts: Floats | float = 1.0,
) -> Scores:
    """VADER's normalisation, compound = total / √(total² + 15), and each mass as a share.

    ``parts`` is the number of segments that each total sums; 15 is for one of them.
    """
    mass = positive + negative + neutral
    whole = np.where(mass == 0, 1.0, mass)
    return Scores(
        compound=_rounded(total / np.sqrt(total * total + _ALPHA * parts), 4),
        pos=_rounded(positive / whole, 3),
        neu=_rounded(neutral / whole, 3),
        neg=_rounded(negative / whole, 3),
        total=total,
        hits=hits,
        positive=positive,
        neutral=neutral,
        negative=negative,
    )


def valences(words: Ints, starts: Ints, questions: Ints, table: WordTable) -> Valences:
    """Every valenced word of a batch, with its valence before and after the rules."""
    rules = _Rules(words, starts, table)
    rules.no()
    rules.capitals()
    for distance in (1, 2, 3):
        rules.booster(distance)
        rules.negation(distance)
    rules.idiom()
    rules.least()
    rules.kind_of()
    rules.contrast()
    rules.request(questions)
    return Valences(rules.position, rules.segment, rules.base, rules.valence, rules.applied)


class _Rules:
    """The valenced words of a batch on their way through the rules, and the words around them."""

    def __init__(self, words: Ints, starts: Ints, table: WordTable) -> None:
        self._words = words
        self._starts = starts
        self._table = table
        self._flags = flags = table.flags[words]
        is_scored = flags & (word.LEXICON | word.BOOSTER) == word.LEXICON
        self.position = position = np.flatnonzero(is_scored)
        self.segment = segment = np.searchsorted(starts, position, side="right") - 1
        self._before = position - starts[segment]
        self._after = starts[segment + 1] - 1 - position
        self._near = {offset: self._at(offset) for offset in (-3, -2, -1, 0, 1, 2)}
        self._mixed_case = self._has_mixed_case()[segment]
        self.base = table.valences[words[position]]
        self.valence = self.base
        self.applied = np.zeros(len(position), dtype=np.int64)

    def no(self) -> None:
        """ "no" before a lexicon word negates that word instead of having a valence of its own."""
        is_followed = self._is(0, word.NO) & self._is(1, word.LEXICON)
        is_preceded = (
            self._is(-1, word.NO)
            | self._is(-2, word.NO)
            | (self._is(-3, word.NO) & self._is(-1, word.OR_NOR))
        )
        self._change(is_followed, np.zeros(len(self.base)), _NO)
        self._change(is_preceded, self.base * N_SCALAR, _NO)

    def capitals(self) -> None:
        """A word in capitals counts more, unless all words are."""
        self._change(
            self._is(0, word.UPPER) & self._mixed_case,
            self._away_from_zero(self.valence),
            _CAPITALS,
        )

    def booster(self, distance: int) -> None:
        """A degree adverb up to three words before, unless it has a valence itself."""
        boosts = self._table.boosts[self._words[self.position - np.minimum(distance, self._before)]]
        is_booster = self._is(-distance, word.BOOSTER) & ~self._is(-distance, word.LEXICON)
        boosts = np.where(self.valence < 0, -boosts, boosts)
        is_loud = self._is(-distance, word.UPPER) & self._mixed_case
        boosts = np.where(
            is_loud, np.where(self.valence > 0, boosts + C_INCR, boosts - C_INCR), boosts
        )
        boosted = self.valence + boosts * _DISTANCE_WEIGHTS[distance - 1]
        self._change(is_booster, boosted, _BOOSTER)

    def negation(self, distance: int) -> None:
        """A negation up to three words before, but for "never so" and "without doubt"."""
        is_able = (self._before >= distance) & ~self._is(-distance, word.LEXICON)
        never, without = self._is(-distance, word.NEVER), self._is(-distance, word.WITHOUT)
        emphatic = void = np.zeros(len(self.base), dtype=bool)
        if distance == 2:
            emphatic = never & self._is(-1, word.SO_THIS)
            void = without & self._is(-1, word.DOUBT)
        if distance == 3:
            # vaderSentiment's precedence: "so" or "this" just before is enough without "never".
            emphatic = never & self._is(-2, word.SO_THIS) | self._is(-1, word.SO_THIS)
            void = without & (self._is(-2, word.DOUBT) | self._is(-1, word.DOUBT))
        emphatic = emphatic & is_able
        negated = is_able & ~emphatic & ~void & self._is(-distance, word.NEGATION)
        self._change(emphatic, self.valence * _NEVER_SO, _NEGATION)
        self._change(negated, self.valence * N_SCALAR, _NEGATION)

    def idiom(self) -> None:
        """A sequence of words with a valence or a boost of its own; needs three words before it."""
        has_part = np.zeros(len(self.base), dtype=bool)
        for flags in self._near.values():
            has_part |= flags & word.IDIOM_PART != 0
        is_able = has_part & (self._before >= 3) & ~self._is(-3, word.LEXICON)
        chosen = np.flatnonzero(is_able)
        if not len(chosen):
            return
        parts = self._table.parts
        near = {
            offset: np.where(
                self._near[offset][chosen] & word.IDIOM_PART,
                parts[self._words[self._clipped(offset)[chosen]]],
                0,
            )
            for offset in self._near
        }
        valence = self.valence[chosen]
        # The first sequence back from the word that is an idiom, then those that go on after it.
        is_found = np.zeros(len(chosen), dtype=bool)
        for sequence in ((-1, 0), (-2, -1, 0), (-2, -1), (-3, -2, -1), (-3, -2)):
            figures = self._table.idioms[len(sequence)][tuple(near[offset] for offset in sequence)]
            is_new = ~np.isnan(figures) & ~is_found
            valence = np.where(is_new, figures, valence)
            is_found |= is_new
        for sequence in ((0, 1), (0, 1, 2)):
            figures = self._table.idioms[len(sequence)][tuple(near[offset] for offset in sequence)]
            valence = np.where(np.isnan(figures), valence, figures)
        for sequence in ((-3, -2, -1), (-3, -2), (-2, -1)):
            boosts = self._table.boost_idioms[len(sequence)][
                tuple(near[offset] for offset in sequence)
            ]
            valence = np.where(np.isnan(boosts), valence, valence + boosts)
        changed = self.valence.copy()
        changed[chosen] = valence
        self._change(changed != self.valence, changed, _IDIOM)

    def least(self) -> None:
        """ "least" just before negates, but for "at least" and "very least"."""
        is_least = self._is(-1, word.LEAST) & ~self._is(-1, word.LEXICON)
        self._change(is_least & ~self._is(-2, word.AT_VERY), self.valence * N_SCALAR, _LEAST)

    def kind_of(self) -> None:
        """ "kind of" is no praise."""
        is_kind_of = self._is(0, word.KIND) & self._is(1, word.OF)
        self._change(is_kind_of, np.zeros(len(self.base)), _IDIOM)

    def contrast(self) -> None:
        """What comes before the first "but" counts half, what comes after it one and a half."""
        contrasts = np.flatnonzero(self._flags & word.CONTRAST)
        segments, first = np.unique(
            np.searchsorted(self._starts, contrasts, side="right") - 1, return_index=True
        )
        if not len(segments):
            return
        bounds = np.searchsorted(self.segment, [segments, segments + 1])
        changed = self.valence.copy()
        for contrast, start, end in zip(contrasts[first], *bounds, strict=True):
            changed[start:end] = weigh_around_contrast(
                self.position[start:end].tolist(), self.valence[start:end].tolist(), contrast
            )
        self._change(changed != self.valence, changed, _CONTRAST)

    def request(self, questions: Ints) -> None:
        """Praise in a question or a request counts less, and politeness in it for nothing.

        A clause is one if it has a request word ("please"), opens as one ("can you") or has a
        question mark.
        """
        if not self._table.lexicon.requests:
            return
        asks = self._has(word.REQUEST) | (questions > 0)
        full = np.flatnonzero(np.diff(self._starts))
        asks[full] |= self._flags[self._starts[full]] & word.ASKER != 0
        is_praise = asks[self.segment] & (self.valence > 0)
        self._change(is_praise, self.valence * _PRAISE_IN_REQUEST, _REQUEST)
        self._change(is_praise & self._is(0, word.COURTESY), np.zeros(len(self.base)), _REQUEST)

    def _change(self, where: Bools, valence: Floats, rule: int) -> None:
        self.valence = np.where(where, valence, self.valence)
        self.applied |= rule * where

    def _away_from_zero(self, figures: Floats) -> Floats:
        raised: Floats = np.where(self.valence > 0, figures + C_INCR, figures - C_INCR)
        return raised

    def _is(self, offset: int, fact: int) -> Bools:
        holds: Bools = self._near[offset] & fact != 0
        return holds

    def _clipped(self, offset: int) -> Ints:
        return np.clip(self.position + offset, 0, max(len(self._words) - 1, 0))

    def _at(self, offset: int) -> Ints:
        """The facts of the word ``offset`` away from each; none outside its segment."""
        is_inside = (self._before >= -offset) & (self._after >= offset)
        return np.where(is_inside, self._flags[self._clipped(offset)], 0)

    def _has_mixed_case(self) -> Bools:
        """Whether some, but not all words of each segment are in capitals."""
        capitals = self._count(word.UPPER)
        return (capitals > 0) & (capitals < np.diff(self._starts))

    def _has(self, fact: int) -> Bools:
        has: Bools = self._count(fact) > 0
        return has

    def _count(self, fact: int) -> Ints:
        """How many words of each segment the fact holds of."""
        holds = np.flatnonzero(self._flags & fact != 0)
        return np.diff(np.searchsorted(holds, self._starts))


def _emphasis(exclamations: Ints, questions: Ints) -> Floats:
    """What "!" (four at most) and "?" (from two on) add to the strength of a segment."""
    asked = np.where(questions > 3, _QUESTIONS_AT_MOST, questions * _QUESTION)
    return np.minimum(exclamations, 4) * _EXCLAMATION + np.where(questions > 1, asked, 0.0)


def _sums(found: Valences, n_segments: int) -> Floats:
    """Sum of valences as the built-in ``sum`` gives it on the Python that runs.

    From 3.12 on it carries along what rounding loses, which tells from three figures on: a sum of
    two is rounded once either way.
    """
    sums = np.bincount(found.segment, found.final, minlength=n_segments).astype(np.float64)
    bounds = np.searchsorted(found.segment, np.arange(n_segments + 1))
    many = np.flatnonzero(np.diff(bounds) > 2)
    starts, ends = bounds[many].tolist(), bounds[many + 1].tolist()
    figures = found.final.tolist()
    sums[many] = [sum(figures[start:end]) for start, end in zip(starts, ends, strict=True)]
    return sums


def _masses(
    found: Valences, lengths: Ints, emphasis: Floats
) -> tuple[Floats, Floats, Floats, Ints]:
    """Positive, neutral and negative mass of each segment, and how many words are not neutral.

    A word weighs its valence and 1, as a neutral word weighs 1; emphasis goes to the heavier side.
    """
    n = len(lengths)
    above, below = found.final > 0, found.final < 0
    positive = added_up(found.segment[above], found.final[above] + 1, n)
    negative = added_up(found.segment[below], 1 - found.final[below], n)
    hits = np.bincount(found.segment[above | below], minlength=n).astype(np.int64)
    leaning = np.sign(positive - negative)
    return (
        positive + np.where(leaning > 0, emphasis, 0.0),
        (lengths - hits).astype(np.float64),
        negative + np.where(leaning < 0, emphasis, 0.0),
        hits,
    )


def added_up(groups: Ints, figures: Floats, n: int) -> Floats:
    """The sum of the figures of each of ``n`` groups, added one after the other."""
    return np.bincount(groups, figures, minlength=n).astype(np.float64)


def _rounded(figures: Floats, digits: int) -> Floats:
    """Python's ``round``. NumPy's scales first, so what looks like a tie then is left to Python."""
    scale = 10.0**digits
    scaled = figures * scale
    result = np.rint(scaled) / scale
    for place in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6):
        result[place] = round(float(figures[place]), digits)
    return result + 0.0  # no -0
