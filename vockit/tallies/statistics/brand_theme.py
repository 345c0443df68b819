"""Verbatims by brand and theme, ancestors too: what they feel about it, and their ratings."""

from __future__ import annotations

from vockit.schema import BRAND, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.sums import OPINION_MEASURES, Entries, SumTable


def _entries(facts: Facts) -> Entries:
    brand = facts.brand.at(facts.annotations.pairs.verbatim)
    return Entries((brand, facts.pair_themes), facts.pair_measures)


STATISTIC = SumTable("brand_theme", (BRAND, THEME), OPINION_MEASURES, _entries)
