"""Perceptions and stated expectations of each dimension, by speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT
from vockit.gaps.speakers import Speaker
from vockit.gaps.totals import Totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, ratio_of_sums
from vockit.tallies.model import OVERALL, Tally
from vockit.taxonomy.facets import DIMENSIONS

ROWS: Final = (*DIMENSIONS, OVERALL)
NEUTRAL: Final = 4.0
"""The middle of the scale: a neutral clause."""
HALF_SCALE: Final = 3.0
"""From the middle of the scale to either end."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What is known of one dimension from the verbatims of one speaker."""

    n: int
    perception: Mean
    exceeded: int
    met: int
    short: int

    @property
    def stated(self) -> int:
        """Verbatims that say whether an expectation was exceeded, met or not met."""
        return self.exceeded + self.met + self.short


Cells: TypeAlias = Mapping[tuple[Speaker, str], Cell]
_Sums: TypeAlias = Mapping[str, Mapping[tuple[str, ...], Totals]]
"""Sums by brand, and what else they are keyed by."""


def sums_by_brand(tally: Tally, table: str, *keys: str) -> _Sums:
    """The sums of a table by brand, and then by these keys."""
    by_brand: dict[str, dict[tuple[str, ...], Totals]] = {}
    for (brand, *key), totals in totals_by(tally.tables[table], s.SPEAKER, *keys).items():
        by_brand.setdefault(brand, {})[tuple(key)] = totals
    return by_brand


def _sum(sums: _Sums, speaker: Speaker, key: tuple[str, ...], value: str) -> int:
    brands = sums if speaker.brands is None else speaker.brands
    return sum(sums[brand][key][value] for brand in brands if key in sums.get(brand, ()))


def cell_of(
    speaker: Speaker, dimension: str, sums: _Sums, outcomes: _Sums, settings: ReportSettings
) -> Cell:
    """The perception of a dimension by one speaker."""

    def sum_of(value: str) -> int:
        return _sum(sums, speaker, (dimension,), value)

    n = sum_of(s.N)
    mean = ratio_of_sums(
        n=n,
        s=sum_of(s.CLAUSE_COMPOUND),
        k=sum_of(s.CLAUSE_COUNT),
        ss=sum_of(s.COMPOUND_SQUARES),
        sk=sum_of(s.COMPOUND_COUNTS),
        kk=sum_of(s.COUNT_SQUARES),
        confidence=settings.confidence,
    )
    stated = (
        _sum(outcomes, speaker, (dimension, outcome), s.N)
        for outcome in ("exceeded", "met", "short")
    )
    return Cell(n, _on_scale(mean), *stated)


def _on_scale(mean: Mean) -> Mean:
    unit = HALF_SCALE / COMPOUND_UNIT
    value, low, high = (NEUTRAL + unit * part for part in (mean.value, mean.low, mean.high))
    return Mean(value, low, high, unit**2 * mean.variance, mean.df)
