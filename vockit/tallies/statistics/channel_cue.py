"""Verbatims by segment, channel and cue, such as a repeated contact."""

from __future__ import annotations

import numpy as np

from vockit.schema import CHANNEL, CUE, SEGMENT, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, distinct, named_labels
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    cues, names = facts.clause_cues, facts.vocabulary.cues
    verbatim, code = np.divmod(distinct(cues.verbatim * len(names) + cues.code), max(len(names), 1))
    return one_each(
        facts.segment.at(verbatim), facts.channel.at(verbatim), named_labels(code, names)
    )


STATISTIC = SumTable("channel_cue", (SEGMENT, CHANNEL, CUE), (N,), _sums)
