"""Where a table begins: the row that names its columns, below titles, dates and group names.

A header names what stands below it. So a row is the better header, the more of its cells are names
of known roles, are words above figures, or are short above long texts; and the worse, the more of
them occur below once more or are figures above figures. Rows are passed over only where they have
fewer cells than the header, or a blank row stands between: a row of data never becomes the header
of those after it because it happens to look like one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from vockit.readers.roles import names_role

TOP = 60
"""Rows in which the beginning of a table is looked for."""

_FIGURE = re.compile(r"(?=.*\d)[-+\d.,:/%$€£¥()\s]+|\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")
"""Numbers, dates and times, prices: what a column holds and hardly a header."""
_YEAR = re.compile(r"(19|20)\d\d")
_MOSTLY = 0.8
_LEAST_SHARE = 0.5
"""Of the columns of the table that its header names."""
_LONG = 20
"""Characters; shorter texts do not show that what is above them is their name."""
_USED = 1 / 3
"""Share of the rows in which a column of the table is filled; a note beside some rows is none."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the names of the columns stand among the rows of a sheet or file."""

    at: int | None
    """Place of the row that has the names, None where no row has them."""
    records: int
    """Place of the first row after the header; of the first row that is not blank without one."""


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header of a table whose first rows these are, as text; None where all are blank.

    Blank rows count as places. Of equally good rows the first is taken.
    """
    filled = [sum(map(bool, row)) for row in rows]
    places = [place for place, count in enumerate(filled) if count]
    if not places:
        return None
    best, best_score, none_is_better = places[0], float("-inf"), False
    for place in places:
        # A header that comes once more, as in files that were joined, is none of its records.
        body = [rows[after] for after in places if after > place and rows[after] != rows[place]]
        if place != places[0] and (not body or not _may_follow(place, filled)):
            continue
        share = filled[place] / max(1, _columns(body))
        if share < _LEAST_SHARE:
            continue
        score, named = _score(rows[place], body)
        # Of equal rows the fuller one: a title stands above one column, its header above all.
        if (full := score + min(1.0, share)) > best_score:
            best, best_score, none_is_better = place, full, score < 0 and not named
    if best == places[0] and none_is_better:
        return Header(None, best)
    return Header(best, best + 1)


def _may_follow(place: int, filled: Sequence[int]) -> bool:
    """Whether all rows above are such as stand above a header: narrower, or set off by a blank."""
    above = filled[:place]
    while above and above[-1]:
        if above[-1] >= filled[place]:
            return False
        above = above[:-1]
    return True


def _columns(body: Sequence[Sequence[str]]) -> int:
    """How many columns the rows of a table fill, those aside that few rows do."""
    width = max(map(len, body), default=0)
    return sum(
        sum(1 for row in body if column < len(row) and row[column]) > _USED * len(body)
        for column in range(width)
    )


def _score(row: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[float, bool]:
    """How much a row looks like the names of what is below it, and whether anything says so."""
    score, named = 0.0, False
    for column, cell in enumerate(row):
        if not cell:
            continue
        below = [one[column] for one in body if column < len(one) and one[column]]
        figures = sum(map(is_figure, below)) >= _MOSTLY * len(below) > 0
        if is_figure(cell):
            score -= figures and not (_YEAR.fullmatch(cell) and not all(map(_is_year, below)))
            continue
        known = names_role(cell)
        above_long = bool(below) and median(map(len, below)) >= max(_LONG, 2 * len(cell))
        score += 2 * known + (figures or above_long) - (cell in below)
        named = named or known or figures
    return score, named


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, a date or a time, rather than a name or a text."""
    return _FIGURE.fullmatch(cell) is not None


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None
