"""Verbatims that mention a promise of the profile, by brand: by one of its themes or phrases.

Positive and negative are by the mean compound over the clauses that touch on it; ``broken`` are the
verbatims that, in a negative clause, speak of a promise at all (the cue ``promise``). The promise
-1 has the verbatims that touch on any.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import BROKEN, NEGATIVE, POSITIVE, PROMISE, SPEAKER, N
from vockit.tallies.facts import Facts, columns
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.promised import broken_promises, opinions_on_promises
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    seen = opinions_on_promises(facts)
    return group_sums(
        (facts.speaker.at(seen.verbatim), seen.code),
        columns(
            np.ones_like(seen.verbatim),
            seen.polarity > 0,
            seen.polarity < 0,
            broken_promises(facts)[seen.verbatim],
        ),
    )


STATISTIC = SumTable(
    "promise",
    (SPEAKER, PROMISE),
    (N, POSITIVE, NEGATIVE, BROKEN),
    _sums,
    number_keys=(PROMISE,),
)
