"""Verbatims that name an expectation of a SERVQUAL dimension, by brand and its outcome.

The cue stands in a clause on the dimension; ``overall`` is any dimension. A verbatim counts once:
as ``short`` before ``exceeded``, and that before ``met``.
"""

from __future__ import annotations

from vockit.schema import DIMENSION, OUTCOME, SPEAKER, N
from vockit.tallies.expectations import OUTCOMES, expectation_cues, first_outcomes
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, join, named_labels
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    clause, verbatim, outcome = expectation_cues(facts)
    dimensions = facts.clause_dimensions
    cue, dimension = join(clause, dimensions.clause)
    verbatim, code, outcome = first_outcomes(
        verbatim[cue], dimensions.code[dimension], outcome[cue]
    )
    return one_each(
        facts.speaker.at(verbatim),
        named_labels(code, facts.dimensions),
        named_labels(outcome, OUTCOMES),
    )


STATISTIC = SumTable("speaker_dimension_expectation", (SPEAKER, DIMENSION, OUTCOME), (N,), _sums)
