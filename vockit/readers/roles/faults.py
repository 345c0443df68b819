"""Why a column that is called like a role does not play it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vockit.readers.dateorder import OrderEvidence
from vockit.readers.ratings import has_ratings

MOST_GROUPS: Final = 200
"""A brand or channel with more distinct values than this is no group to compare."""
_UNIQUE = 0.5
_MANGLED = re.compile(r"\d(?:[.,]\d+)?e\+?\d{2,}", re.IGNORECASE)


def is_mangled(values: Sequence[str]) -> bool:
    """Whether a spreadsheet has turned the ids into rounded numbers, as in ``5.70306E+17``."""
    if "e" not in "".join(values).lower():
        return False
    filled = [value for value in values if value.strip()]
    mangled = sum(_MANGLED.fullmatch(value.strip()) is not None for value in filled)
    return mangled > 0.1 * len(filled) and mangled > 0


def _id_fault(filled: Sequence[str]) -> str | None:
    if is_mangled(filled):
        return MANGLED
    unique = len(set(filled)) >= _UNIQUE * len(filled)
    return None if unique else "most of its values occur more than once"


def _group_fault(filled: Sequence[str]) -> str | None:
    few = len(set(filled)) <= MOST_GROUPS
    return None if few else f"it has over {MOST_GROUPS} distinct values; name it to take it"


def _rating_fault(filled: Sequence[str]) -> str | None:
    return None if has_ratings(filled) else "its values do not rate"


def _date_fault(filled: Sequence[str]) -> str | None:
    evidence = OrderEvidence()
    evidence.add(filled)
    return evidence.fault


MANGLED = (
    "a spreadsheet has rounded its values (as in 5.70306E+17), so they no longer tell records apart"
)
FAULTS: Mapping[str, Callable[[Sequence[str]], str | None]] = {
    "id": _id_fault,
    "date": _date_fault,
    "rating": _rating_fault,
    "channel": _group_fault,
    "brand": _group_fault,
}
