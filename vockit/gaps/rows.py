"""The names of rows: what a user writes after ``--show``, and reads before a figure."""

from __future__ import annotations

from collections.abc import Sequence

from vockit.errors import UsageError
from vockit.gaps.model import Report
from vockit.naming import trailing_hint


def row_name(key: Sequence[str]) -> str:
    """The parts of a row's key that are not blank, joined: ``United, delivery/late``."""
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
        hint = trailing_hint(name, by_name)
        raise UsageError(f"the gap report {report.gap.name!r} has no row {name!r}{hint}")
    return by_name[name]
