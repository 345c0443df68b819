"""The cues of the sampled verbatims, those that set a facet too."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools
from vockit.schema import CLAUSE, CUE, END, HASH, START
from vockit.tallies.columns import Columns
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import named_labels
from vockit.tallies.samples import MAX_CHARACTERS, SampleTable


def _rows(facts: Facts, chosen: Bools) -> Columns:
    cues, clauses = facts.annotations.cues, facts.annotations.clauses
    whole = clauses.end[cues.clause] <= MAX_CHARACTERS
    places = np.flatnonzero(chosen[cues.verbatim] & whole)
    return Columns(
        {
            HASH: facts.identity[cues.verbatim[places]],
            CLAUSE: clauses.number[cues.clause[places]],
            START: cues.start[places],
            END: cues.end[places],
            CUE: named_labels(cues.cue[places], facts.vocabulary.cues),
        }
    )


STATISTIC = SampleTable(
    "sample_cues", (HASH, CLAUSE, CUE), _rows, (CUE,), (HASH, CLAUSE, START, END)
)
