"""Verbatims by segment, the column of ``--by``."""

from __future__ import annotations

from vockit.schema import SEGMENT
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import VERBATIM_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    return group_sums((facts.segment,), facts.verbatim_measures)


STATISTIC = SumTable("segments", (SEGMENT,), VERBATIM_MEASURES, _sums)
