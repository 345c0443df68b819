"""Cells of typed formats as the text that a role reads."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

_EXACT_INTEGERS = 2**53
"""Up to here a float holds every integer; above, its digits are no longer those of an id."""


def as_text(value: Any) -> str:
    """The value as a user would write it: no ``None``, no ``nan``, no ``5.0`` for a whole number."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        whole = value.is_integer() and abs(value) < _EXACT_INTEGERS
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def as_texts(values: Sequence[Any]) -> Sequence[str]:
    """``as_text`` of every value; a column that is all text is returned as it is."""
    if set(map(type, values)) <= {str}:
        return values
    return [as_text(value) for value in values]
