"""Verbatims by brand and channel: how many, how they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import BRAND, CHANNEL
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import VERBATIM_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    return group_sums((facts.brand, facts.channel), facts.verbatim_measures)


STATISTIC = SumTable("brand_channel", (BRAND, CHANNEL), VERBATIM_MEASURES, _sums)
