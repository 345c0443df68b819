"""The outcome of the expectations that verbatims name: not reached, exceeded or met."""

from __future__ import annotations

from typing import Final

import numpy as np

from vockit.arrays import Ints, first_of_runs
from vockit.tallies.facts import Facts

PREFIX: Final = "expectation/"
OUTCOMES: Final = ("short", "exceeded", "met")
"""A verbatim with several counts as the first of them: a disappointment weighs most."""


def expectation_cues(facts: Facts) -> tuple[Ints, Ints, Ints]:
    """Clause, verbatim and index into ``OUTCOMES`` of every cue of an outcome."""
    places = {f"{PREFIX}{outcome}": place for place, outcome in enumerate(OUTCOMES)}
    outcome = np.array([places.get(cue, -1) for cue in facts.vocabulary.cues], dtype=np.int64)
    finds = facts.clauses_with_cues(outcome >= 0)
    return finds.clause, finds.verbatim, outcome[finds.code]


def first_outcomes(verbatim: Ints, code: Ints, outcome: Ints) -> tuple[Ints, Ints, Ints]:
    """Each (verbatim, code) once, with the first of its outcomes, sorted by both."""
    order = np.lexsort((outcome, code, verbatim))
    order = order[first_of_runs(verbatim[order], code[order])]
    return verbatim[order], code[order], outcome[order]
