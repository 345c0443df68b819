"""Verbatims negative on a leaf theme, by brand, theme and how many such themes they have.

What a verbatim stands for can so be split evenly between the themes that it complains about. The
theme "" has the verbatims that are negative as a whole and on no theme.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import NEGATIVE_THEMES, SPEAKER, THEME, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, named_labels
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    pairs = facts.annotations.pairs
    chosen = facts.leaf_pairs[pairs.polarity[facts.leaf_pairs] < 0]
    verbatim = pairs.verbatim[chosen]
    shared = np.bincount(verbatim, minlength=len(facts))
    alone = np.flatnonzero((facts.annotations.polarity < 0) & (shared == 0))
    everyone = np.concatenate((verbatim, alone))
    theme = np.concatenate((pairs.theme[chosen], np.full(len(alone), -1)))
    return one_each(
        facts.speaker.at(everyone),
        named_labels(theme, facts.vocabulary.themes),
        shared[everyone],
    )


STATISTIC = SumTable(
    "theme_shared",
    (SPEAKER, THEME, NEGATIVE_THEMES),
    (N,),
    _sums,
    number_keys=(NEGATIVE_THEMES,),
)
