"""Moved to ``vockit.arrays``: import from there. This file goes once nothing needs it."""

from vockit.arrays import (
    GOLDEN,
    Bools,
    Hashes,
    Ints,
    as_places,
    first_of_runs,
    is_among,
    order_by,
    ranges,
    spread,
)

__all__ = [
    "GOLDEN",
    "Bools",
    "Hashes",
    "Ints",
    "as_places",
    "first_of_runs",
    "is_among",
    "order_by",
    "ranges",
    "spread",
]
