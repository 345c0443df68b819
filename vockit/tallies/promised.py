"""The opinions of verbatims on the promises of the profile that they mention."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from vockit.arrays import Bools
from vockit.tallies.facts import Facts, Opinions, opinions

ANY_PROMISE: Final = -1
"""The promise of verbatims that mention any."""
PHRASES: Final = "promised"
"""``promised/2`` is the cue of the phrases of the second promise."""
SPOKEN: Final = "promise"
"""The cue of a promise, whichever it is."""


def opinions_on_promises(facts: Facts) -> Opinions:
    """By the 0-based place of the promise: from the clauses with one of its themes or phrases."""
    themes = facts.clause_themes
    names, promises = facts.vocabulary.themes, facts.plan.settings.profile.promises
    clause, code = [], []
    for number, promise in enumerate(promises):
        promised = np.array([name in promise.themes for name in names], dtype=bool)
        phrases = facts.clauses_with_cues(facts.cues_below(f"{PHRASES}/{number + 1}"))
        both = np.concatenate((themes.clause[promised[themes.code]], phrases.clause))
        clause += [both, both]
        code += [np.full(len(both), number), np.full(len(both), ANY_PROMISE)]
    nothing = np.empty(0, dtype=np.int64)
    # Codes start at 0: here they are one more than the promise's place.
    found = facts.clauses_with(
        np.concatenate((nothing, *clause)), np.concatenate((nothing, *code)) + 1, len(promises) + 1
    )
    seen = opinions(found.verbatim, found.code, found.compound)
    return replace(seen, code=seen.code - 1)


def broken_promises(facts: Facts) -> Bools:
    """Which verbatims speak of a promise in a negative clause."""
    spoken = facts.clauses_with_cues(facts.cues_below(SPOKEN))
    negative = facts.annotations.clauses.polarity[spoken.clause] < 0
    broken = np.zeros(len(facts), dtype=bool)
    broken[spoken.verbatim[negative]] = True
    return broken
