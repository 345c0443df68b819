"""All verbatims by language, those included that are not English and are counted nowhere else."""

from __future__ import annotations

from vockit.language import ENGLISH
from vockit.schema import LANGUAGE, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, text_labels
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    foreign = facts.annotations.foreign
    others = () if foreign is None else foreign.languages.values()
    return one_each(text_labels([*([ENGLISH] * len(facts)), *others]))


STATISTIC = SumTable("languages", (LANGUAGE,), (N,), _sums)
