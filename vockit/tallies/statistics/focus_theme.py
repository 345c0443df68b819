"""Verbatims by day, brand and theme, for the profile's own and control brands alone.

All brands by day and theme would be many rows, and only these are followed through time. The brand
"" is with the own brand: who names none in a file of ours means us.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import DAY, SPEAKER, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.followed import followed
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    verbatim = facts.annotations.pairs.verbatim
    chosen = np.flatnonzero(followed(facts)[verbatim])
    verbatim = verbatim[chosen]
    return group_sums(
        (facts.day.at(verbatim), facts.speaker.at(verbatim), facts.pair_themes.at(chosen)),
        facts.pair_measures[chosen],
    )


STATISTIC = SumTable("focus_theme", (DAY, SPEAKER, THEME), OPINION_MEASURES, _sums)
