"""Figures and texts as people read them: in tables on a terminal and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from vockit.cells import as_text
from vockit.gaps.model import Column

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """A text on one line, without what would steer a terminal or turn its direction."""
    return " ".join(_CONTROL.sub(" ", text).split())


def heading(name: str) -> str:
    """A column's name as a heading."""
    return name.replace("_", " ")


def figure(value: Any, column: Column, *, signed: bool = False) -> str:
    """A cell as people read it: thousands apart, a fixed number of decimals, shares in percent."""
    if value is None:
        return ""
    if column.kind == "text":
        return one_line(as_text(value))
    if column.kind == "count":
        return f"{value:,.0f}"
    if column.kind == "share":
        return f"{100 * value:.{column.decimals}f} %"
    if column.kind == "p" and 0 <= value < 0.001:
        return "<0.001"
    decimals = 3 if column.kind == "p" else column.decimals
    text = f"{value:+,.{decimals}f}" if signed else f"{value:,.{decimals}f}"
    return unsigned_zero(text)


def unsigned_zero(text: str) -> str:
    """``-0.00`` and ``+0.00`` as ``0.00``."""
    return text[1:] if text[:1] in "+-" and not text.strip("+-0.,") else text


def aligned(texts: Sequence[str]) -> list[str]:
    """Texts padded on the left to one width."""
    width = max(map(len, texts), default=0)
    return [text.rjust(width) for text in texts]
