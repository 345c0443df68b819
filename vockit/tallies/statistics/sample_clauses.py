"""The clauses of the sampled verbatims, as offsets into their texts."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools
from vockit.schema import CLAUSE, COMPOUND, DURATION_S, END, HASH, POLARITY, START, VALENCED
from vockit.tallies.columns import Columns
from vockit.tallies.facts import Facts
from vockit.tallies.samples import MAX_CHARACTERS, SampleTable

NUMBERS = (HASH, CLAUSE, START, END, COMPOUND, POLARITY, VALENCED, DURATION_S)


def _rows(facts: Facts, chosen: Bools) -> Columns:
    clauses = facts.annotations.clauses
    places = np.flatnonzero(chosen[clauses.verbatim] & (clauses.end <= MAX_CHARACTERS))
    return Columns(
        {
            HASH: facts.identity[clauses.verbatim[places]],
            CLAUSE: clauses.number[places],
            START: clauses.start[places],
            END: clauses.end[places],
            COMPOUND: clauses.compound[places],
            POLARITY: clauses.polarity[places],
            VALENCED: clauses.valenced[places].astype(np.int64),
            DURATION_S: clauses.duration_s[places],
        }
    )


STATISTIC = SampleTable("sample_clauses", (HASH, CLAUSE), _rows, (), NUMBERS)
