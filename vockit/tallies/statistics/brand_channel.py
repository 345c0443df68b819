"""Verbatims by brand and channel: how many, how they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import BRAND, CHANNEL
from vockit.tallies.facts import Facts
from vockit.tallies.sums import VERBATIM_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    return Entries((facts.brand, facts.channel), facts.verbatim_measures)


STATISTIC = SumTable("brand_channel", (BRAND, CHANNEL), VERBATIM_MEASURES, _entries)
