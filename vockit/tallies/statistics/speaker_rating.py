"""Rated verbatims by brand, channel, day and rating: what scores are made of."""

from __future__ import annotations

import numpy as np

from vockit.schema import CHANNEL, DAY, RATING, SPEAKER, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    rated = np.flatnonzero(facts.rated)
    return one_each(
        facts.speaker.at(rated),
        facts.channel.at(rated),
        facts.day.at(rated),
        facts.rating[rated],
    )


STATISTIC = SumTable(
    "speaker_rating", (SPEAKER, CHANNEL, DAY, RATING), (N,), _sums, number_keys=(RATING,)
)
