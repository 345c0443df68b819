"""Verbatims negative on a leaf theme, by brand, theme and how many such themes they have.

What a verbatim stands for can so be split evenly between the themes that it complains about.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import BRAND, NEGATIVE_THEMES, THEME, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, number_labels
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    pairs = facts.annotations.pairs
    chosen = facts.leaf_pairs[pairs.polarity[facts.leaf_pairs] < 0]
    verbatim = pairs.verbatim[chosen]
    shared = np.bincount(verbatim, minlength=len(facts))
    return one_each(
        facts.brand.at(verbatim), facts.pair_themes.at(chosen), number_labels(shared[verbatim])
    )


STATISTIC = SumTable(
    "theme_shared",
    (BRAND, THEME, NEGATIVE_THEMES),
    (N,),
    _sums,
    number_keys=(NEGATIVE_THEMES,),
)
