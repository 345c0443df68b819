"""What clauses mean as answers to a question that asks for something (see ``answers.toml``).

Asked what could be better, "Nothing" is praise and "Parking" a complaint; asked what was good, the
reverse. Nothing here is run where no column asks for anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Bools, Ints, first_of_runs
from vockit.language import (
    Answer,
    PlainTexts,
    Scores,
    Stream,
    answer_patterns,
    scores_of,
)
from vockit.verbatims import Parts

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers of a batch to questions that ask for something, by its pieces."""

    asked: Ints
    """Of each piece: 1 where its part is asked to improve, -1 where it is asked for praise, else 0.
    """
    part: Ints
    """Of each piece: the part that it is in."""
    opening: Bools
    """Which pieces are the "Nothing" that an answer begins with."""
    cut: Bools
    """Which pieces begin a clause because "Nothing" ends before them."""


def answers_of(parts: Parts, plain: PlainTexts, stream: Stream) -> Answers | None:
    """The answers of a batch; None where no part is asked for anything."""
    sign = parts.asking("improve").astype(np.int64) - parts.asking("praise")
    if not sign.any():
        return None
    patterns = answer_patterns()
    pieces = np.arange(len(stream.piece))
    verbatim = stream.piece_verbatim(pieces)
    start, end = stream.piece_start(pieces), stream.piece_end(pieces)
    part = parts.at(verbatim, plain.start_as_read(verbatim, start))
    asked = sign[part]
    opening = np.zeros(len(pieces), dtype=np.bool_)
    cut = np.zeros(len(pieces), dtype=np.bool_)
    first = np.flatnonzero(first_of_runs(part))
    behind = np.append(first[1:], len(pieces))
    for one, next_one in zip(first.tolist(), behind.tolist(), strict=True):
        if asked[one] == 0:
            continue
        text = plain.texts[int(verbatim[one])][int(start[one]) : int(end[next_one - 1])]
        if length := patterns.opening(text):
            rest = one + int(np.searchsorted(start[one:next_one], start[one] + length))
            opening[one:rest] = True
            if rest < next_one:
                cut[rest] = True
    return Answers(asked, part, opening, cut)


def answered(answers: Answers, first: Ints, texts: Sequence[str], scores: Scores) -> Scores:
    """The scores of clauses as answers. ``first`` are their first pieces, ``texts`` their words.

    Each clause that the question changes counts as one word with an opinion: its weight.
    """
    patterns = answer_patterns()
    asked, part = answers.asked[first], answers.part[first]
    kind = np.full(len(first), Answer.OTHER, dtype=np.int64)
    for place in np.flatnonzero(asked).tolist():
        is_opening = bool(answers.opening[first[place]])
        kind[place] = Answer.NOTHING if is_opening else patterns.kind(texts[place])
    weights = patterns.weights
    total = scores.total
    # "No complaints" is praise, whatever was asked.
    nothing = (kind == Answer.NOTHING) & ((asked > 0) | answers.opening[first])
    wish = (kind == Answer.WISH) & (asked > 0) & (total <= weights["praise"])
    wish |= (kind == Answer.WISH_ONLY) & (asked > 0)
    settled = np.zeros(int(part.max(initial=0)) + 1, dtype=np.bool_)
    settled[part[nothing | (asked > 0) & (total > 0) & ~wish]] = True
    named = (asked != 0) & (kind != Answer.UNKNOWN) & ~nothing & ~wish & (total == 0)
    named &= ~settled[part]
    changed = total.copy()
    changed[nothing] = asked[nothing] * np.maximum(asked * total, weights["nothing"])[nothing]
    changed[wish] = np.minimum(total[wish], -weights["wish"])
    changed[named] = -asked[named] * weights["named"]
    # "Nothing, but more seats": what follows is the answer.
    asks_more = np.zeros(len(settled), dtype=np.bool_)
    asks_more[part[(asked > 0) & (changed < 0)]] = True
    changed[nothing & (asked > 0) & answers.opening[first] & asks_more[part]] = 0.0
    changed[kind == Answer.UNKNOWN] = 0.0
    return _with_totals(scores, np.flatnonzero(changed != total), changed)


def _with_totals(scores: Scores, which: Ints, totals: Floats) -> Scores:
    """Scores in which some clauses have other totals, each from one word."""
    positive, neutral, negative = (
        scores.positive.copy(),
        scores.neutral.copy(),
        scores.negative.copy(),
    )
    hits = scores.opinion_words.copy()
    total = totals[which]
    has_opinion = total != 0
    positive[which] = (total + 1) * (total > 0)
    negative[which] = (1 - total) * (total < 0)
    neutral[which] = np.maximum(neutral[which] + hits[which] - has_opinion, 0)
    hits[which] = has_opinion
    return scores_of(totals, positive, neutral, negative, hits)
