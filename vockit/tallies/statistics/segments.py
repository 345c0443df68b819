"""Verbatims by segment, the column of ``--by``."""

from __future__ import annotations

from vockit.schema import SEGMENT
from vockit.tallies.facts import Facts
from vockit.tallies.sums import VERBATIM_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    return Entries((facts.segment,), facts.verbatim_measures)


STATISTIC = SumTable("segments", (SEGMENT,), VERBATIM_MEASURES, _entries)
