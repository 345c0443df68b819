"""Columns whose values may be told apart in reports, which ``--by`` takes."""

from __future__ import annotations

from collections.abc import Sequence

from vockit.readers.roles.columns import Column

_MOST = 50
"""Segments beyond which a table of them is of no use."""
_LEAST_FILL = 0.5
_NO_GROUPS = ("company", "loaded", "version", "link", "gathered", "improve", "praise")
"""What values of these are called after is no group of customers."""
_TIMES = 2
"""Records that a segment has on average at least."""


def segment_columns(columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns of a few values that repeat; those called after groups of customers first."""
    fitting = [column for column in columns if _splits(column)]
    ordered = sorted(fitting, key=lambda column: not column.words.mean("segment", "business"))
    return tuple(column.name for column in ordered)


def _splits(column: Column) -> bool:
    contents = column.contents
    named = column.words.mean("segment", "business", "about_person")
    kinds = ("few values", "short text", "code", "yes or no") if named else ("few values",)
    if contents.kind not in kinds or column.words.mean(*_NO_GROUPS):
        return False
    distinct = len(contents.distinct)
    return (
        2 <= distinct <= _MOST
        and contents.fill >= _LEAST_FILL
        and len(contents.filled) >= _TIMES * distinct
    )
