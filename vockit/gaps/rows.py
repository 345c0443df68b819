"""The names of rows: what a user writes after ``--show``, and reads before a figure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from vockit.errors import UsageError
from vockit.gaps.model import Report


def row_name(key: Sequence[str]) -> str:
    """The parts of a row's key that say something, joined: ``United, delivery/late``."""
    return ", ".join(part for part in key if part)


def row_key(report: Report, name: str) -> tuple[str, ...]:
    """The key of the row of that name. Raises ``UsageError``, with the nearest name, for none."""
    columns = [column.name for column in report.gap.key]
    keys = [
        tuple(str(part) for part in key)
        for key in report.table[columns].itertuples(index=False, name=None)
    ]
    by_name = {row_name(key): key for key in keys}
    if name not in by_name:
        near = get_close_matches(name, by_name, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"the gap report {report.gap.name!r} has no row {name!r}{hint}")
    return by_name[name]
