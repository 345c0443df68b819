"""Verbatims by brand and channel: how many, how they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import CHANNEL, SPEAKER
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import VERBATIM_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    return group_sums((facts.speaker, facts.channel), facts.verbatim_measures)


STATISTIC = SumTable("speaker_channel", (SPEAKER, CHANNEL), VERBATIM_MEASURES, _sums)
