"""Verbatims by day and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import DAY, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.sums import OPINION_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    day = facts.day.at(facts.annotations.pairs.verbatim)
    return Entries((day, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("day_theme", (DAY, THEME), OPINION_MEASURES, _entries)
