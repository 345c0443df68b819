"""The map of importance and performance: the quadrant of each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.gaps.attention import Level, within
from vockit.gaps.contrasts import Contrasts, contrasts_of
from vockit.gaps.simulation import DRAWS, generator
from vockit.gaps.speakers import Speaker, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import Floats, net_sentiment
from vockit.tallies.model import Tally

NAME: Final = "priorities"
QUADRANTS: Final = ("low priority", "concentrate here", "possible overkill", "keep up")
"""Important adds 1, performing well adds 2."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a theme stands on the map of importance and performance."""

    importance: float
    quadrant: str
    stability: float


def places_of(
    tally: Tally,
    speaker: Speaker,
    level: Level,
    performance: Mapping[str, tuple[int, int, int]],
    settings: ReportSettings,
) -> dict[str, Place]:
    """The map of the themes whose importance is known and that enough verbatims mention."""
    contrasts = contrasts_of(rows_of(tally.tables["drivers"], speaker), settings)
    if contrasts is None:
        return {}
    weights = _weights(tally, speaker, level, contrasts)
    placed = [
        place
        for place, theme in enumerate(level.themes)
        if weights[place].any() and theme.mentions >= settings.min_n
    ]
    if len(placed) < 2:
        return {}
    weights = weights[placed]
    names = [level.themes[place].theme for place in placed]
    net = net_sentiment(*np.array([performance[name] for name in names]).T)
    importance = weights @ contrasts.importance
    quadrant = _quadrants(importance, net.value)
    draw = generator(NAME)
    drawn = contrasts.draws(draw, DRAWS) @ weights.T
    moods = net.value + draw.standard_normal(drawn.shape) * np.sqrt(net.variance)
    stays = (_quadrants(drawn, moods) == quadrant).mean(axis=0)
    return {
        name: Place(float(importance[i]), QUADRANTS[int(quadrant[i])], float(stays[i]))
        for i, name in enumerate(names)
    }


def _weights(tally: Tally, speaker: Speaker, level: Level, contrasts: Contrasts) -> Floats:
    """What each leaf with a contrast counts in each theme of the level: rows that add up to 1."""
    table = totals_by(rows_of(tally.tables["speaker_theme"], speaker), s.THEME)
    talk = np.array([float(table[name,][s.N]) for name in contrasts.names])
    inside = np.array(
        [[within(leaf, {theme.theme}) for leaf in contrasts.names] for theme in level.themes]
    )
    weights = np.where(inside, talk, 0.0)
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1.0))


def _quadrants(importance: Floats, performance: Floats) -> NDArray[np.int64]:
    """Places in ``QUADRANTS``; the last axis is the themes', and has the means."""
    important = importance >= importance.mean(axis=-1, keepdims=True)
    performs = performance >= performance.mean(axis=-1, keepdims=True)
    return np.asarray(important + 2 * performs, dtype=np.int64)
