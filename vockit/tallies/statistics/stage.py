"""Verbatims by brand and stage of the journey: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import SPEAKER, STAGE
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    seen = facts.stages
    return group_sums(
        (facts.speaker.at(seen.verbatim), named_labels(seen.code, facts.vocabulary.stages)),
        facts.opinion_measures(seen.verbatim, seen.polarity),
    )


STATISTIC = SumTable("stage", (SPEAKER, STAGE), OPINION_MEASURES, _sums)
