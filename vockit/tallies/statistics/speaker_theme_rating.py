"""Rated verbatims by brand, theme and rating, ancestors too."""

from __future__ import annotations

import numpy as np

from vockit.schema import RATING, SPEAKER, THEME, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    verbatim = facts.annotations.pairs.verbatim
    places = np.flatnonzero(facts.rated[verbatim])
    rated = verbatim[places]
    return one_each(facts.speaker.at(rated), facts.pair_themes.at(places), facts.rating[rated])


STATISTIC = SumTable(
    "speaker_theme_rating", (SPEAKER, THEME, RATING), (N,), _sums, number_keys=(RATING,)
)
