"""Verbatims by channel and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import CHANNEL, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    channel = facts.channel.at(facts.annotations.pairs.verbatim)
    return group_sums((channel, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("channel_theme", (CHANNEL, THEME), OPINION_MEASURES, _sums)
