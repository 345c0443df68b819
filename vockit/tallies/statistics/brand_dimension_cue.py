"""Verbatims by brand, SERVQUAL dimension and cue, where a clause has both.

``overall`` has every verbatim with the cue, in whatever clause.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import BRAND, CUE, DIMENSION, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, distinct, join, named_labels
from vockit.tallies.model import OVERALL
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    cues, dimensions = facts.clause_cues, facts.clause_dimensions
    overall = facts.dimensions.index(OVERALL)
    of_one = dimensions.code != overall
    cue, dimension = join(cues.clause, dimensions.clause[of_one])
    verbatim = np.concatenate((cues.verbatim, cues.verbatim[cue]))
    code = np.concatenate((np.full(len(cues.code), overall), dimensions.code[of_one][dimension]))
    sign = np.concatenate((cues.code, cues.code[cue]))
    names = max(len(facts.vocabulary.cues), 1)
    found = distinct((verbatim * len(facts.dimensions) + code) * names + sign)
    rest, sign = np.divmod(found, names)
    verbatim, code = np.divmod(rest, len(facts.dimensions))
    return one_each(
        facts.brand.at(verbatim),
        named_labels(code, facts.dimensions),
        named_labels(sign, facts.vocabulary.cues),
    )


STATISTIC = SumTable("brand_dimension_cue", (BRAND, DIMENSION, CUE), (N,), _sums)
