"""Cells that a spreadsheet would run, and how they are kept from it.

A cell that begins with ``= + - @``, one of them in full width, a tab or a line end is taken for a
formula by spreadsheets (OWASP, "CSV Injection"). A plain number is none, whatever its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any

RISKY = "=+-@＝＋－＠\t\r\n"
_RISKY = frozenset(RISKY)
_NUMBER = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)([eE][+-]?\d+)?%?")
_BEGINNING = itemgetter(slice(1))


def runs(cell: str) -> bool:
    """Whether a spreadsheet would run the cell."""
    return cell[:1] in _RISKY and cell != "" and _NUMBER.fullmatch(cell) is None


def safe(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if runs(cell) else cell


def may_run(cells: Iterable[str]) -> bool:
    """Whether any cell begins as one that a spreadsheet would run."""
    return not _RISKY.isdisjoint(map(_BEGINNING, cells))


def count(cells: Sequence[Any]) -> int:
    """How many cells a spreadsheet would run. Cheap where, as nearly always, there are none."""
    try:
        if not may_run(cells):
            return 0
        risky = map(_RISKY.__contains__, map(_BEGINNING, cells))
        return sum(map(runs, compress(cells, risky)))
    except (TypeError, KeyError):
        # Not all are text: a number has no beginning, and to some versions of Python a mapping
        # has none by that key.
        return count([cell for cell in cells if isinstance(cell, str)])
