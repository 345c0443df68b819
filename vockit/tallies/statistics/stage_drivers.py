"""Cross products of the rating with being positive or negative on each stage, by brand.

Features: ``1``, ``y`` (the rating), ``<stage>+`` and ``<stage>-``; see ``cross_products``.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import LEFT, RIGHT, SPEAKER, TOTAL
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums
from vockit.tallies.products import cross_products
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    seen = facts.stages
    chosen = np.flatnonzero(seen.polarity)
    feature = 2 * seen.code[chosen] + (seen.polarity[chosen] < 0)
    names = tuple(f"{stage}{sign}" for stage in facts.vocabulary.stages for sign in "+-")
    return cross_products(facts, seen.verbatim[chosen], feature, names)


STATISTIC = SumTable("stage_drivers", (SPEAKER, LEFT, RIGHT), (TOTAL,), _sums)
