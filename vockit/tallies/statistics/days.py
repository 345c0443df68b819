"""Verbatims by day: how many, how they feel, and their ratings."""

from __future__ import annotations

from vockit.schema import DAY
from vockit.tallies.facts import Facts
from vockit.tallies.sums import VERBATIM_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    return Entries((facts.day,), facts.verbatim_measures)


STATISTIC = SumTable("days", (DAY,), VERBATIM_MEASURES, _entries)
