"""Cross products of the rating with being positive or negative on each leaf theme, by brand.

Features: ``1``, ``y`` (the rating), ``<theme>+`` and ``<theme>-``; see ``cross_products``.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import LEFT, RIGHT, SPEAKER, TOTAL
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums
from vockit.tallies.products import cross_products
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    pairs = facts.annotations.pairs
    chosen = facts.leaf_pairs[pairs.polarity[facts.leaf_pairs] != 0]
    feature = 2 * pairs.theme[chosen] + (pairs.polarity[chosen] < 0)
    names = tuple(f"{theme}{sign}" for theme in facts.vocabulary.themes for sign in "+-")
    return cross_products(facts, pairs.verbatim[chosen], feature.astype(np.int64), names)


STATISTIC = SumTable("drivers", (SPEAKER, LEFT, RIGHT), (TOTAL,), _sums)
