"""Where a table begins: lines above the header, the rows of names, and whether there are any.

A file of comments is a title, the date of the export and a blank line; then the names of the
columns, the questions that they stand for, perhaps what a system calls them; then the records. Any
of these but the records may be missing. What is a name is told by what stands below it: a word over
numbers is one, a number over numbers is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeAlias

from vockit.readers.header_evidence import (
    Row,
    evidence_at,
    filled_cells,
    is_data,
    shapes_below,
)
from vockit.readers.kinds import ColumnShape, kind_of
from vockit.readers.roles import names_role, names_text
from vockit.readers.second_rows import SECOND_ROW, further_rows, names_and_labels

_Weigh: TypeAlias = Callable[[int], float]
"""How much speaks for a row of names at a place."""

MOST_ABOVE = 50
"""Rows in which the header is looked for."""
_DOUBTFUL = 0.0

_REMARK = ("# ", "##", "//", "-- ")
"""What a line begins with that programs pass over."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a table that are no records."""

    above: int = 0
    """Rows before the names."""
    rows: int = 1
    """Rows of names, 0 to 3; the first of them is the one that names columns."""
    names: tuple[str, ...] = ()
    """One a column, blank where there is none; of a table without a header all are."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """Place of a column to the full text of its question."""
    evidence: float = 1.0
    """Above 0 where the first row is one of names, below where it is a record."""

    @property
    def first_record(self) -> int:
        """Place of the first record among all rows."""
        return self.above + self.rows

    @property
    def doubtful(self) -> bool:
        """Whether nothing speaks for names, nor against."""
        return self.evidence == _DOUBTFUL


def find_header(
    rows: Sequence[Row],
    *,
    after_blank: frozenset[int] = frozenset(),
    start: int | None = None,
    header_rows: int | None = None,
) -> Header:
    """Find the header among the first rows of a table.

    ``after_blank`` are the places of rows that follow a blank line. ``start`` is the place of the
    header and ``header_rows`` how many rows it has, where the user said so.
    """
    if not rows:
        return Header(rows=0)
    weigh = cache(partial(evidence_at, rows))
    above = _table_start(rows, after_blank, weigh) if start is None else start
    if start is None and header_rows is None:
        above = _below_groups(rows, above, weigh)
    evidence = weigh(above)
    if header_rows is None:
        header_rows = 0 if evidence < 0 and start is None else 1 + further_rows(rows, above)
    head = rows[above : above + header_rows]
    width = max(map(len, head)) if head else usual_width(rows[above:])
    names, labels = names_and_labels(head, width)
    return Header(above, header_rows, names, labels, evidence)


def usual_width(rows: Sequence[Row]) -> int:
    """The width that most rows have; of equal ones the widest."""
    widths = Counter(len(row) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _table_start(rows: Sequence[Row], after_blank: frozenset[int], weigh: _Weigh) -> int:
    """Place of the first row that is not above the table."""
    first = next((at for at, row in enumerate(rows) if filled_cells(row)), 0)
    width = usual_width(rows[first:])
    if width < 2:
        # A long preface has more lines than the records of a short table.
        width = usual_width(rows[(first + len(rows)) // 2 :])
    if width < 2:
        return _one_column_start(rows, first, after_blank)
    last = min(first + MOST_ABOVE, len(rows) - 1)
    at = first
    while at < last and (filled_cells(rows[at]) == 0 or _is_title(rows[at], width)):
        at += 1
    if at > first and not _is_accepted(rows[first:], at - first, width, weigh(at)):
        at = first
    return _better_start(rows, at, after_blank, weigh)


def _better_start(rows: Sequence[Row], at: int, after_blank: frozenset[int], weigh: _Weigh) -> int:
    """The place of a row below that is the header beyond doubt, where this one may be none."""
    row = rows[at]
    is_full = filled_cells(row) == len(row)
    if weigh(at) > 0 and is_full and not any(map(is_data, row)):
        return at
    for later in range(at + 1, min(at + 1 + MOST_ABOVE, len(rows) - 1)):
        names = rows[later]
        if filled_cells(names) < max(len(names), 2) or any(map(is_data, names)):
            continue
        if any(cell.strip().lower() in SECOND_ROW for cell in names):
            continue
        if weigh(later) < max(3, weigh(at) + 1):
            continue
        shapes = shapes_below(rows, later + 1, len(names))
        apart = weigh(at) <= 0 and any(one in after_blank for one in range(at + 1, later + 1))
        if apart or all(_is_above(one, len(names), shapes) for one in rows[at:later]):
            return later
    return at


def _is_above(row: Row, width: int, shapes: Sequence[ColumnShape]) -> bool:
    """Whether a row can be no record of the table: it has too few cells, or data over words."""
    if filled_cells(row) < width:
        return True
    return any(is_data(cell) and not shape.typed for cell, shape in zip(row, shapes, strict=False))


def _one_column_start(rows: Sequence[Row], first: int, after_blank: frozenset[int]) -> int:
    """In a table of one column, a name for texts after a blank line ends what is above it."""
    for at in range(first + 1, min(first + MOST_ABOVE, len(rows) - 1)):
        if at in after_blank and len(rows[at]) == 1 and names_text(rows[at][0]):
            return at
    return first


def _is_accepted(rows: Sequence[Row], at: int, width: int, evidence: float) -> bool:
    """Whether the first rows, up to ``at``, are above a table, not its header and records."""
    if evidence > 0:
        return evidence >= 2 or not any(names_role(row[0]) for row in rows[:at] if row)
    below = rows[at:]
    regular = sum(len(row) == width for row in below) >= 0.8 * len(below) and len(below) > 1
    return regular and all(filled_cells(row) <= 1 for row in rows[:at])


def _is_title(row: Row, width: int) -> bool:
    """Whether a row is a title or a remark such as ``Exported on: 2024-02-01``."""
    filled = filled_cells(row)
    if not row or not row[0].strip():
        return False
    if (row[0].strip().endswith(":") and filled < width) or row[0].startswith(_REMARK):
        return True
    data = [kind_of(cell) in ("date", "number") for cell in row]
    if any(names_role(cell) for cell in row) and not any(data) and (filled > 1 or width < 3):
        return False
    if filled == 1:
        return True
    if filled <= 3 and (len(row) != width or 2 * filled < width):
        return True
    return any(data) and filled < width


def _below_groups(rows: Sequence[Row], at: int, weigh: _Weigh) -> int:
    """Past a row that names groups of columns, where the row below names every column."""
    if at + 2 >= len(rows):
        return at
    groups, names = rows[at], rows[at + 1]
    filled = [cell.strip() for cell in groups if cell.strip()]
    are_groups = len(filled) < len(groups) and all(
        len(cell.split()) <= 4 and not cell.endswith("?") for cell in filled
    )
    are_names = (
        filled_cells(names) == len(names) >= len(groups)
        and len({cell.strip() for cell in names}) == len(names)
        and not any(cell.strip().lower() in SECOND_ROW for cell in names)
    )
    return at + (are_groups and are_names and weigh(at + 1) > max(weigh(at), 0))
