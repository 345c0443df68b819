"""Perception less expectation: the first expectation that there is, and the gap to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit.gaps.floats import as_floats
from vockit.gaps.reports.servqual.perceptions import HALF_SCALE, ROWS, Cell, Cells
from vockit.gaps.speakers import Speaker, own_of
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, mean_difference, net_sentiment
from vockit.stats.multiple import benjamini_hochberg, best_mean
from vockit.stats.significance import mean_test
from vockit.stats.signs import sign_test
from vockit.tallies.model import OVERALL
from vockit.taxonomy.facets import DIMENSIONS

TARGET: Final = "target"
BEST_BRAND: Final = "best brand"
STATED: Final = "stated"


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The brand with the best perception of a dimension."""

    speaker: Speaker
    clear: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap, the expectation that it is measured from, and the p-value of its being 0."""

    source: str
    n: int
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float = float("nan")
    expectation: float | None = None
    best_brand: str = ""
    clear: bool = True


def best_brands(
    cells: Cells, brands: Sequence[Speaker], settings: ReportSettings
) -> dict[str, _Best]:
    """The best brand on each dimension on which two compare; clear where it is no chance."""
    bests = {}
    for dimension in ROWS:
        rivals = [cells[brand, dimension] for brand in brands]
        best = best_mean(
            [float(cell.perception.value) for cell in rivals],
            [float(cell.perception.variance) for cell in rivals],
            [cell.n for cell in rivals],
            settings.confidence,
            settings.min_n,
        )
        if best.index is not None:
            bests[dimension] = (brands[best.index], best.p_value)
    q_values = benjamini_hochberg([p_value for _, p_value in bests.values()])
    return {
        dimension: _Best(speaker, bool(q <= settings.q))
        for (dimension, (speaker, _)), q in zip(bests.items(), q_values, strict=True)
    }


def measured_gap(
    speaker: Speaker,
    dimension: str,
    cells: Cells,
    best: Mapping[str, _Best],
    settings: ReportSettings,
) -> Gap:
    """The gap by the first expectation that there is: target, best brand, stated."""
    cell = cells[speaker, dimension]
    target = _target(speaker, dimension, cells, settings)
    if target is not None:
        exact = Mean(*(np.asarray(figure) for figure in (target, target, target, 0.0, np.inf)))
        return _against(TARGET, cell, exact, settings)
    if dimension not in best:
        return _stated_gap(cell, settings)
    if not best[dimension].clear:
        return Gap(BEST_BRAND, cell.n, clear=False)
    winner = best[dimension].speaker
    if winner.label == (speaker.label or own_of(settings)):
        level = float(cell.perception.value)
        return Gap(BEST_BRAND, cell.n, 0.0, 0.0, 0.0, expectation=level, best_brand=winner.label)
    rival = cells[winner, dimension].perception
    return _against(BEST_BRAND, cell, rival, settings, winner.label)


def _against(
    source: str, cell: Cell, expected: Mean, settings: ReportSettings, best_brand: str = ""
) -> Gap:
    gap = mean_difference(cell.perception, expected, settings.confidence)
    return Gap(
        source,
        cell.n,
        *as_floats(gap),
        float(mean_test(gap)),
        float(expected.value),
        best_brand,
    )


def _stated_gap(cell: Cell, settings: ReportSettings) -> Gap:
    net = net_sentiment(cell.exceeded, cell.short, cell.stated, settings.confidence)
    gap, low, high = as_floats(net, HALF_SCALE / 100)
    return Gap(STATED, cell.stated, gap, low, high, float(sign_test(cell.exceeded, cell.short)))


def _target(
    speaker: Speaker, dimension: str, cells: Cells, settings: ReportSettings
) -> float | None:
    """The profile's expectation; overall, the weighted mean over dimensions that have one."""
    targets = settings.profile.targets
    if dimension in targets and targets[dimension].expectation is not None:
        return targets[dimension].expectation
    if dimension != OVERALL:
        return None
    weighed = [
        (weight, expectation)
        for name in DIMENSIONS
        if (expectation := _target(speaker, name, cells, settings)) is not None
        and (weight := weight_of(speaker, name, cells, settings)) is not None
    ]
    total = sum(weight for weight, _ in weighed)
    return sum(w * expectation for w, expectation in weighed) / total if total else None


def weight_of(
    speaker: Speaker, dimension: str, cells: Cells, settings: ReportSettings
) -> float | None:
    """The dimension's part of the whole: by ``[targets]`` where any has a weight, else by n."""
    if dimension == OVERALL:
        return 1.0
    targets = settings.profile.targets
    from_profile = {name: targets[name].weight for name in DIMENSIONS if name in targets}
    known = {name: weight for name, weight in from_profile.items() if weight is not None}
    weights = known or {name: float(cells[speaker, name].n) for name in DIMENSIONS}
    total = sum(weights.values())
    return weights.get(dimension, 0.0) / total if total else None
