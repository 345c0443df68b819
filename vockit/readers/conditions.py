"""``--where COLUMN=VALUE``: which records have the value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vockit.cells import as_text, is_blank, tidy


def matching(cells: Sequence[Any], wanted: str) -> NDArray[np.bool_]:
    """A mask of the cells that say what is wanted.

    Blanks around a value and the way its accents are composed do not count. Of typed cells, 1 is
    as good as 1.0, and ``True`` as ``true``. Nothing wanted (``region=``) is every blank cell.
    """
    found: dict[tuple[type, Any], bool] = {}
    plain = tidy(wanted)
    number = _number(plain)
    marks = np.zeros(len(cells), dtype=np.bool_)
    for place, cell in enumerate(cells):
        key = (type(cell), cell)
        if (same := found.get(key)) is None:
            same = found[key] = _says(cell, plain, number)
        marks[place] = same
    return marks


def _says(cell: Any, plain: str, number: float | None) -> bool:
    if isinstance(cell, bool):
        return as_text(cell) == plain.casefold()
    if isinstance(cell, int | float | Decimal) and number is not None:
        return bool(cell == number)
    text = as_text(cell)
    return tidy(text) == plain if plain else is_blank(text)


def _number(text: str) -> float | None:
    try:
        # An integer of many digits is exact only as one.
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return None
