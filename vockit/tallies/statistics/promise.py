"""Verbatims that touch on a promise of the profile, by brand: by one of its themes or phrases.

Positive and negative are by the mean compound over the clauses that touch on it; ``broken`` are the
verbatims that, in a negative clause, speak of a promise at all (the cue ``promise``). The promise
-1 has the verbatims that touch on any.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import BRAND, BROKEN, NEGATIVE, POSITIVE, PROMISE, N
from vockit.tallies.facts import Facts, columns, opinions
from vockit.tallies.grouping import Sums, group_sums, number_labels
from vockit.tallies.sums import SumTable

ANY_PROMISE = -1
_CUE = "promise"
_PHRASES = "promised"


def _sums(facts: Facts) -> Sums:
    talk, clauses = facts.clause_themes, facts.annotations.clauses
    names, promises = facts.vocabulary.themes, facts.plan.settings.profile.promises
    clause, code = [], []
    for number, promise in enumerate(promises):
        themes = [code for code, name in enumerate(names) if name in promise.themes]
        phrases = facts.clause_finds_of_cues(facts.cue_codes(f"{_PHRASES}/{number + 1}"))
        touching = np.concatenate((talk.clause[np.isin(talk.code, themes)], phrases.clause))
        clause += [touching, touching]
        code += [np.full(len(touching), number), np.full(len(touching), ANY_PROMISE)]
    nothing = np.empty(0, dtype=np.int64)
    # One more than the promise's place, so that -1 is a code, too.
    found = facts.clause_finds(
        np.concatenate((nothing, *clause)), np.concatenate((nothing, *code)) + 1, len(promises) + 1
    )
    seen = opinions(found.verbatim, found.code, found.compound)
    spoken = facts.clause_finds_of_cues(facts.cue_codes(_CUE))
    broken = np.zeros(len(facts), dtype=bool)
    broken[spoken.verbatim[clauses.polarity[spoken.clause] < 0]] = True
    return group_sums(
        (facts.brand.at(seen.verbatim), number_labels(seen.code - 1)),
        columns(
            np.ones_like(seen.verbatim),
            seen.polarity > 0,
            seen.polarity < 0,
            broken[seen.verbatim],
        ),
    )


STATISTIC = SumTable(
    "promise",
    (BRAND, PROMISE),
    (N, POSITIVE, NEGATIVE, BROKEN),
    _sums,
    number_keys=(PROMISE,),
)
