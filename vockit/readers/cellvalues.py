"""Cells of typed formats as the text that a role reads."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

_EXACT_INTEGERS = 2**53
"""Up to here a float holds every integer; above, its digits are no longer those of an id."""


def as_text(value: Any) -> str:
    """The value as a user would write it: no ``None``, no ``nan``, no ``5.0`` for five."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    convert = next((how for kind, how in _CONVERSIONS if isinstance(value, kind)), str)
    return convert(value)


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT_INTEGERS else repr(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=as_text)


# The first kind that fits: a bool is an int, a datetime is a date.
_CONVERSIONS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (float, _number),
    (datetime, lambda value: value.isoformat(sep=" ")),
    (date, date.isoformat),
    (bytes, lambda value: value.decode("utf-8", "backslashreplace")),
    (list, _json),
    (dict, _json),
)


def as_texts(values: Sequence[Any]) -> Sequence[str]:
    """``as_text`` of every value; a column that is all text is returned as it is."""
    if set(map(type, values)) <= {str}:
        return values
    return [as_text(value) for value in values]
