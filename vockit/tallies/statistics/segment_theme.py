"""Verbatims by segment and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import SEGMENT, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    segment = facts.segment.at(facts.annotations.pairs.verbatim)
    return group_sums((segment, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("segment_theme", (SEGMENT, THEME), OPINION_MEASURES, _sums)
