"""Verbatims by segment, channel and theme, ancestors too: what they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import CHANNEL, SEGMENT, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    verbatim = facts.annotations.pairs.verbatim
    return group_sums(
        (facts.segment.at(verbatim), facts.channel.at(verbatim), facts.pair_themes),
        facts.pair_measures,
    )


STATISTIC = SumTable("channel_theme", (SEGMENT, CHANNEL, THEME), OPINION_MEASURES, _sums)
