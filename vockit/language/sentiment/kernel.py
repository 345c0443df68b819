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

from vockit.arrays import Bools, Ints
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
_OF_SEGMENT = word.UPPER | word.CONTRAST | word.REQUEST | word.ASKER
"""Facts about a word that matter to its whole segment."""
_SUM_CARRIES = sum((0.1,) * 10) == 1.0
"""Whether the built-in ``sum`` compensates rounding errors, as from Python 3.12 on."""
_PRAISE_IN_REQUEST = 0.1
"""Chosen on labelled tweets: a question or request is no praise, whatever its words."""


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
    """VADER's figures, one entry a segment."""

    compound: Floats
    """-1 to 1, four decimals."""
    pos: Floats
    """Share of the positive mass, three decimals; ``neu`` and ``neg`` likewise."""
    neu: Floats
    neg: Floats
    total: Floats
    """Sum of valences with the emphasis of punctuation, before normalisation."""
    opinion_words: Ints
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
    positive, neutral, negative, opinion_words = _masses(found, np.diff(starts), emphasis)
    return scores_of(total, positive, neutral, negative, opinion_words)


def scores_of(
    total: Floats,
    positive: Floats,
    neutral: Floats,
    negative: Floats,
    opinion_words: Ints,
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
        opinion_words=opinion_words,
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
    """The valenced words of a batch while the rules are applied, and the words around them."""

    def __init__(self, words: Ints, starts: Ints, table: WordTable) -> None:
        self._words = words
        self._starts = starts
        self._table = table
        self._flags = flags = table.flags.astype(np.int32)[words]
        is_scored = flags & (word.LEXICON | word.BOOSTER) == word.LEXICON
        self.position = position = np.flatnonzero(is_scored)
        self.segment = segment = self._segments(position)
        self._before = position - starts[segment]
        self._after = starts[segment + 1] - 1 - position
        self._near = {offset: self._at(offset) for offset in (-3, -2, -1, 0, 1, 2)}
        self._of_segment = np.flatnonzero(flags & _OF_SEGMENT != 0)
        self._mixed_case = self._has_mixed_case()[segment]
        self.base = table.valences[words[position]]
        self.valence = self.base.copy()
        self.applied = np.zeros(len(position), dtype=np.int64)

    def no(self) -> None:
        """ "no" before a lexicon word negates that word instead of having a valence of its own."""
        followed = np.flatnonzero(self._is(0, word.NO) & self._is(1, word.LEXICON))
        preceded = np.flatnonzero(
            self._is(-1, word.NO)
            | self._is(-2, word.NO)
            | (self._is(-3, word.NO) & self._is(-1, word.OR_NOR))
        )
        self._change(followed, 0.0, _NO)
        self._change(preceded, self.base[preceded] * N_SCALAR, _NO)

    def capitals(self) -> None:
        """A word in capitals counts more, unless all words are."""
        loud = np.flatnonzero(self._is(0, word.UPPER) & self._mixed_case)
        valence = self.valence[loud]
        self._change(loud, _raised(valence, valence), _CAPITALS)

    def booster(self, distance: int) -> None:
        """A degree adverb up to three words before, unless it has a valence itself."""
        near = self._near[-distance]
        boosted = np.flatnonzero(near & (word.BOOSTER | word.LEXICON) == word.BOOSTER)
        valence = self.valence[boosted]
        boosts = self._table.boosts[self._words[self.position[boosted] - distance]]
        boosts = np.where(valence < 0, -boosts, boosts)
        is_loud = (near[boosted] & word.UPPER != 0) & self._mixed_case[boosted]
        boosts = np.where(is_loud, _raised(boosts, valence), boosts)
        self._change(boosted, valence + boosts * _DISTANCE_WEIGHTS[distance - 1], _BOOSTER)

    def negation(self, distance: int) -> None:
        """A negation up to three words before, except "never so" and "without doubt"."""
        is_able = (self._before >= distance) & ~self._is(-distance, word.LEXICON)
        is_emphatic = is_void = np.zeros(len(self.base), dtype=np.bool_)
        if distance > 1:
            never, without = self._is(-distance, word.NEVER), self._is(-distance, word.WITHOUT)
            so, doubt = self._is(1 - distance, word.SO_THIS), self._is(1 - distance, word.DOUBT)
            is_emphatic, is_void = never & so, without & doubt
        if distance == 3:
            # vaderSentiment's precedence: "so" or "this" just before is enough without "never".
            is_emphatic |= self._is(-1, word.SO_THIS)
            is_void |= without & self._is(-1, word.DOUBT)
        is_negated = is_able & ~is_emphatic & ~is_void & self._is(-distance, word.NEGATION)
        emphatic, negated = np.flatnonzero(is_emphatic & is_able), np.flatnonzero(is_negated)
        self._change(emphatic, self.valence[emphatic] * _NEVER_SO, _NEGATION)
        self._change(negated, self.valence[negated] * N_SCALAR, _NEGATION)

    def idiom(self) -> None:
        """A sequence of words with its own valence or boost; it needs three words before it."""
        around = np.bitwise_or.reduce(list(self._near.values()))
        has_part = around & word.IDIOM_PART != 0
        is_able = has_part & (self._before >= 3) & ~self._is(-3, word.LEXICON)
        chosen = np.flatnonzero(is_able)
        if not len(chosen):
            return
        parts = self._table.parts
        near = {
            offset: parts[self._words.take(self.position[chosen] + offset, mode="clip")]
            * (flags[chosen] & word.IDIOM_PART != 0)
            for offset, flags in self._near.items()
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
        is_changed = np.flatnonzero(valence != self.valence[chosen])
        self._change(chosen[is_changed], valence[is_changed], _IDIOM)

    def least(self) -> None:
        """ "least" just before negates, except in "at least" and "very least"."""
        is_least = self._near[-1] & (word.LEAST | word.LEXICON) == word.LEAST
        negated = np.flatnonzero(is_least & ~self._is(-2, word.AT_VERY))
        self._change(negated, self.valence[negated] * N_SCALAR, _LEAST)

    def kind_of(self) -> None:
        """ "kind of" is no praise."""
        kind_of = np.flatnonzero(self._is(0, word.KIND) & self._is(1, word.OF))
        self._change(kind_of, 0.0, _IDIOM)

    def contrast(self) -> None:
        """What comes before the first "but" counts half, what comes after it one and a half."""
        contrasts = self._having(word.CONTRAST)
        segments, first = np.unique(self._segments(contrasts), return_index=True)
        if not len(segments):
            return
        bounds = np.searchsorted(self.segment, [segments, segments + 1])
        changed = self.valence.copy()
        for contrast, start, end in zip(contrasts[first], *bounds, strict=True):
            changed[start:end] = weigh_around_contrast(
                self.position[start:end].tolist(), self.valence[start:end].tolist(), contrast
            )
        is_changed = np.flatnonzero(changed != self.valence)
        self._change(is_changed, changed[is_changed], _CONTRAST)

    def request(self, questions: Ints) -> None:
        """Praise in a question or a request counts less, and politeness in it not at all.

        A clause is one if it has a request word ("please"), opens as one ("can you") or has a
        question mark.
        """
        if not self._table.lexicon.requests:
            return
        asks = questions > 0
        asks[self._segments(self._having(word.REQUEST))] = True
        askers = self._having(word.ASKER)
        segments = self._segments(askers)
        asks[segments[self._starts[segments] == askers]] = True
        praise = np.flatnonzero(asks[self.segment] & (self.valence > 0))
        self._change(praise, self.valence[praise] * _PRAISE_IN_REQUEST, _REQUEST)
        courteous = praise[self._near[0][praise] & word.COURTESY != 0]
        self._change(courteous, 0.0, _REQUEST)

    def _change(self, which: Ints, valence: Floats | float, rule: int) -> None:
        self.valence[which] = valence
        self.applied[which] |= rule

    def _is(self, offset: int, fact: int) -> Bools:
        holds: Bools = self._near[offset] & fact != 0
        return holds

    def _at(self, offset: int) -> Ints:
        """The facts of the word ``offset`` away from each; none outside its segment."""
        is_inside = self._before >= -offset if offset < 0 else self._after >= offset
        facts: Ints = self._flags.take(self.position + offset, mode="clip") * is_inside
        return facts

    def _having(self, fact: int) -> Ints:
        """The words of which a fact holds, one of those that matter to the whole segment."""
        having: Ints = self._of_segment[self._flags[self._of_segment] & fact != 0]
        return having

    def _segments(self, positions: Ints) -> Ints:
        segments: Ints = np.searchsorted(self._starts, positions, side="right") - 1
        return segments

    def _has_mixed_case(self) -> Bools:
        """Whether some, but not all words of each segment are in capitals."""
        lengths = np.diff(self._starts)
        capitals = np.bincount(self._segments(self._having(word.UPPER)), minlength=len(lengths))
        return (capitals > 0) & (capitals < lengths)


def _raised(figures: Floats, valences: Floats) -> Floats:
    """Figures as capitals change them: more for positive valences, less for the others."""
    raised: Floats = np.where(valences > 0, figures + C_INCR, figures - C_INCR)
    return raised


def _emphasis(exclamations: Ints, questions: Ints) -> Floats:
    """What "!" (four at most) and "?" (from two on) add to the strength of a segment."""
    doubt = np.where(questions > 3, _QUESTIONS_AT_MOST, questions * _QUESTION)
    return np.minimum(exclamations, 4) * _EXCLAMATION + np.where(questions > 1, doubt, 0.0)


def _sums(found: Valences, n_segments: int) -> Floats:
    """Sum of valences as the built-in ``sum`` gives it on the Python that runs.

    From 3.12 on it compensates rounding errors, which makes a difference from three figures on: a
    sum of two is rounded once either way.
    """
    sums = added_up(found.segment, found.final, n_segments)
    if not _SUM_CARRIES:
        return sums
    counts = np.bincount(found.segment, minlength=n_segments)
    many = np.flatnonzero(counts > 2)
    ends = np.cumsum(counts)[many]
    starts, ends = (ends - counts[many]).tolist(), ends.tolist()
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
    # Nothing is added for the other words, which changes no sum.
    positive = added_up(found.segment, (found.final + 1) * above, n)
    negative = added_up(found.segment, (1 - found.final) * below, n)
    opinion_words = np.bincount(found.segment, above | below, minlength=n).astype(np.int64)
    leaning = np.sign(positive - negative)
    return (
        positive + np.where(leaning > 0, emphasis, 0.0),
        (lengths - opinion_words).astype(np.float64),
        negative + np.where(leaning < 0, emphasis, 0.0),
        opinion_words,
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
