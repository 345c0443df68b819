"""Facets from the text: a cue in a clause overrides the default of a theme."""

from __future__ import annotations

import numpy as np

from vockit.annotation.model import Cues
from vockit.arrays import Ints


def clause_facets(cues: Cues, value_of_cue: Ints, n_clauses: int) -> Ints:
    """For each clause the value that its earliest cue of one facet sets; -1 without one.

    ``value_of_cue`` has one entry a cue of the vocabulary: the code of the value it sets, or -1.
    """
    result = np.full(n_clauses, -1, dtype=np.int64)
    values = value_of_cue[cues.cue]
    sets = values >= 0
    # Cues are sorted by clause and place: assigned in reverse, the earliest of a clause stays.
    result[cues.clause[sets][::-1]] = values[sets][::-1]
    return result
