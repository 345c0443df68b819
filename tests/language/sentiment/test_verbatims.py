from __future__ import annotations

import math

import numpy as np

from benchmarks.scoring import StockScorer
from vockit.language.sentiment.verbatims import combine


def test_one_clause_keeps_its_figures() -> None:
    clauses = StockScorer()(["The staff was great!", "A dirty room.", "ok, fine"])
    verbatims = combine(clauses, np.arange(3), np.zeros(3, dtype=np.int64), 3)
    for name in ("compound", "pos", "neu", "neg", "opinion_words"):
        assert getattr(verbatims, name).tolist() == getattr(clauses, name).tolist()


def test_a_conceded_clause_counts_half_and_each_opinion_widens_the_scale() -> None:
    clauses = StockScorer()(["nice", "horrible", "the table", "good"])
    nice, horrible, _, good = clauses.total.tolist()
    verbatims = combine(clauses, np.array([0, 0, 0, 2]), np.array([-1, 1, 0, 0]), 3)
    total = nice / 2 + horrible
    assert verbatims.compound.tolist() == [
        round(total / math.sqrt(total**2 + 15 * 2), 4),
        0.0,
        round(good / math.sqrt(good**2 + 15), 4),
    ]
    assert verbatims.opinion_words.tolist() == [2, 0, 1]
    shares = verbatims.pos + verbatims.neu + verbatims.neg
    assert abs(float(shares[0]) - 1) < 0.002
    assert float(shares[1]) == 0
