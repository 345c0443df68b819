"""The names of rows: what a user writes after ``--show``, and reads before a figure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from vockit.errors import UsageError
from vockit.gaps.model import Report


def row_name(key: Sequence[str]) -> str:
    """The parts of a row's key that say something, joined: ``United, delivery/late``."""
    return ", ".join(part for part in key if part)


def row_keys(report: Report) -> list[tuple[str, ...]]:
    """The key of every row, in order."""
    columns = [column.name for column in report.gap.key]
    rows = report.table[columns].itertuples(index=False, name=None)
    return [tuple(map(str, key)) for key in rows]


def row_place(report: Report, name: str) -> int:
    """The place of the row of that name. Raises ``UsageError``, with the nearest name, for none."""
    by_name = {row_name(key): place for place, key in enumerate(row_keys(report))}
    if name not in by_name:
        near = get_close_matches(name, by_name, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"the gap report {report.gap.name!r} has no row {name!r}{hint}")
    return by_name[name]
