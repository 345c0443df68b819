"""Verbatims by segment and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import SEGMENT, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.sums import OPINION_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    segment = facts.segment.at(facts.annotations.pairs.verbatim)
    return Entries((segment, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("segment_theme", (SEGMENT, THEME), OPINION_MEASURES, _entries)
