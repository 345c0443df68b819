"""Verbatims by day and brand, for the profile's own and control brands alone.

What the shares of ``focus_theme`` are shares of. The brand "" is with the own brand: who names
none in a file of ours means us.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import DAY, SPEAKER
from vockit.tallies.facts import Facts
from vockit.tallies.followed import followed
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import VERBATIM_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    chosen = np.flatnonzero(followed(facts))
    return group_sums(
        (facts.day.at(chosen), facts.speaker.at(chosen)), facts.verbatim_measures[chosen]
    )


STATISTIC = SumTable("focus_days", (DAY, SPEAKER), VERBATIM_MEASURES, _sums)
