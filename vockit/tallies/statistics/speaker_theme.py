"""Verbatims by brand and theme, ancestors too: how many, how they feel about it, and their ratings.

Besides the opinion on the theme the polarity of the whole verbatim is counted, so that the
verbatims on a theme can be compared with all others.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import RATING_SQUARES, SPEAKER, THEME, VERBATIM_NEGATIVE, VERBATIM_POSITIVE
from vockit.tallies.facts import Facts, columns
from vockit.tallies.grouping import Sums, group_sums
from vockit.tallies.sums import OPINION_MEASURES, SumTable


def _sums(facts: Facts) -> Sums:
    verbatim = facts.annotations.pairs.verbatim
    rating = np.where(facts.rated, facts.rating, 0)[verbatim]
    polarity = facts.annotations.polarity[verbatim]
    measures = columns(*facts.pair_measures.T, rating**2, polarity > 0, polarity < 0)
    return group_sums((facts.speaker.at(verbatim), facts.pair_themes), measures)


STATISTIC = SumTable(
    "speaker_theme",
    (SPEAKER, THEME),
    (*OPINION_MEASURES, RATING_SQUARES, VERBATIM_POSITIVE, VERBATIM_NEGATIVE),
    _sums,
)
