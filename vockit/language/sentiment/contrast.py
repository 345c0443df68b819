"""VADER's rule for "but", with its error, which is part of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

BEFORE = 0.5
AFTER = 1.5


def weigh_around_contrast(
    positions: Sequence[int], valences: Sequence[float], contrast: int
) -> list[float]:
    """Halve the valences before the word at ``contrast``, raise those after it by half.

    vaderSentiment looks each value up by ``list.index`` in the list that it is changing, so that a
    value which an earlier word has come to have is changed there, at the earlier word, and not at
    its own. Here a heap a value holds the places that have it now: the same in n log n.
    """
    result = list(valences)
    places: dict[float, list[int]] = {}
    for here, value in enumerate(valences):
        if value == 0:
            continue
        holders = places.setdefault(value, [])
        heappush(holders, here)
        first = holders[0]
        if positions[first] == contrast:
            continue
        heappop(holders)
        changed = value * (BEFORE if positions[first] < contrast else AFTER)
        result[first] = changed
        heappush(places.setdefault(changed, []), first)
    return result
