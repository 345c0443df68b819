"""Verbatims by brand, the stages that they mention and those on which they are negative.

Which stages fail together cannot be had from their rates, so it is counted: as bit patterns over
the stages of the profile's journey. Verbatims that mention none of them are left out.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import SPEAKER, STAGES_MENTIONED, STAGES_NEGATIVE, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    journey = facts.plan.settings.profile.journey
    bits = np.array(
        [1 << journey.index(name) if name in journey else 0 for name in facts.vocabulary.stages],
        dtype=np.int64,
    )
    seen = facts.stages
    mentioned = np.zeros(len(facts), dtype=np.int64)
    negative = np.zeros(len(facts), dtype=np.int64)
    np.bitwise_or.at(mentioned, seen.verbatim, bits[seen.code])
    bad = seen.polarity < 0
    np.bitwise_or.at(negative, seen.verbatim[bad], bits[seen.code[bad]])
    verbatim = np.flatnonzero(mentioned)
    return one_each(
        facts.speaker.at(verbatim),
        mentioned[verbatim],
        negative[verbatim],
    )


STATISTIC = SumTable(
    "stage_mask",
    (SPEAKER, STAGES_MENTIONED, STAGES_NEGATIVE),
    (N,),
    _sums,
    number_keys=(STAGES_MENTIONED, STAGES_NEGATIVE),
)
