"""Values of options that are written in a form of their own. Each raises ``ValueError``."""

from __future__ import annotations

import re

_SCALE = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*(?:-|\.\.|to)\s*([-+]?\d+(?:\.\d+)?)\s*")


def rating_scale(text: str) -> tuple[float, float]:
    """``1-5``, ``0..10`` or ``-5..5``: the lowest and the highest rating."""
    found = _SCALE.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text!r} is not a scale; write the lowest and the highest rating, such as 1-5"
        )
    scale = (float(found[1]), float(found[2]))
    if scale[0] >= scale[1]:
        raise ValueError(f"{text!r}: the lowest rating comes first, such as 1-5")
    return scale


def column_value(text: str) -> tuple[str, str]:
    """``region=north``: a column and the value that it must have."""
    column, equals, value = text.partition("=")
    if not equals or not column:
        raise ValueError(f"{text!r} is not a condition; write COLUMN=VALUE")
    return column, value


def rename(text: str) -> tuple[str, str]:
    """``Q7=comment``: a column and the name that it is to have."""
    old, equals, new = text.rpartition("=")
    if not equals or not old or not new.strip():
        raise ValueError(f"{text!r} is not a new name; write OLD=NEW")
    return old, new.strip()
