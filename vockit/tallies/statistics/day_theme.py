"""Verbatims by day and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import DAY, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    day = facts.day.at(facts.annotations.pairs.verbatim)
    return group_sums((day, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("day_theme", (DAY, THEME), OPINION_MEASURES, _sums)
