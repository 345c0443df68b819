"""Verbatims by day: how many, how they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import DAY
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import VERBATIM_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    return group_sums((facts.day,), facts.verbatim_measures)


STATISTIC = SumTable("days", (DAY,), VERBATIM_MEASURES, _sums)
