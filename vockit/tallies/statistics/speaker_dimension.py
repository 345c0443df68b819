"""Clauses by brand and SERVQUAL dimension, as the sums of a mean over clauses within verbatims.

A clause counts once for a dimension, however many of its mentions have it; ``overall`` has every
clause with any dimension. See ``vockit.stats.intervals.ratio_of_sums``.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import (
    CLAUSE_COMPOUND,
    CLAUSE_COUNT,
    COMPOUND_COUNTS,
    COMPOUND_SQUARES,
    COUNT_SQUARES,
    DIMENSION,
    SPEAKER,
    N,
)
from vockit.tallies.facts import Facts, columns, opinions
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    found = facts.clause_dimensions
    seen = opinions(found.verbatim, found.code, found.compound)
    s, k = seen.compound, seen.clauses
    return group_sums(
        (facts.speaker.at(seen.verbatim), named_labels(seen.code, facts.dimensions)),
        columns(np.ones_like(k), s, k, s * s, s * k, k * k),
    )


STATISTIC = SumTable(
    "speaker_dimension",
    (SPEAKER, DIMENSION),
    (N, CLAUSE_COMPOUND, CLAUSE_COUNT, COMPOUND_SQUARES, COMPOUND_COUNTS, COUNT_SQUARES),
    _sums,
)
