"""The scores of verbatims, from those of their clauses."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools, Ints
from vockit.language.sentiment.kernel import Scores, added_up, scores_of
from vockit.language.sentiment.words import Floats

CONCEDED = 0.5
"""Weight of a clause that a contrast concedes: the first of "nice room, but no heating"."""


def combine(clauses: Scores, verbatim: Ints, roles: Ints, n_verbatims: int) -> Scores:
    """Score ``n_verbatims`` verbatims by their clauses; clause k belongs to ``verbatim[k]``.

    With t the clauses' totals, w = ½ for a clause that a contrast concedes (``roles[k]`` is -1) and
    1 for any other, S = Σ w·t, and m the number of clauses with an opinion word, at least 1::

        compound = S / √(S² + 15 m)

    For one clause this is VADER's own normalisation (Hutto and Gilbert 2014). Over many, a sum
    grows with their number, so that every long text is extreme; m takes out the growth that chance
    alone would give. Of the formulas measured this one ranked verbatims best by their ratings, at
    the same three-class accuracy; to raise what follows a contrast, or the last clause, gained
    nothing.
    """

    def total(figures: Floats | Ints | Bools) -> Floats:
        return added_up(verbatim, figures.astype(np.float64), n_verbatims)

    return scores_of(
        total(np.where(roles < 0, CONCEDED, 1.0) * clauses.total),
        total(clauses.positive),
        total(clauses.neutral),
        total(clauses.negative),
        total(clauses.opinion_words).astype(np.int64),
        parts=np.maximum(total(clauses.opinion_words.astype(np.bool_)), 1.0),
    )
