"""When the customer wrote, rather than when something else happened."""

from __future__ import annotations

from typing import Final

from vockit.readers.roles.columns import BY_CONTENT, Column, Rank, plain


def date_rank(column: Column) -> Rank | None:
    """0 where it says when the customer wrote, up to 5 for when the record was changed last."""
    words, contents = column.words, column.contents
    named = words.mean("date", "written", "started", "visited", "updated", "ended")
    dated = contents.kind == "date" or (named and contents.dates >= 0.5)
    # One that is called so and has no dates is named with what is wrong.
    called = plain(column.own_name) in _DATE and contents.kind != "blank"
    if not (dated or called) or words.mean("company", "loaded", "life"):
        return None
    for meaning, rank in _OTHER_DATES:
        if words.mean(meaning):
            return rank
    if words.mean("written") or words.all_mean("date", "other"):
        return _among_written(column)
    if words.mean("answering"):
        return 0.5
    return BY_CONTENT - 0.5 if contents.evidence.written_share >= 0.95 else None


_OTHER_DATES: Final = (("updated", 5.0), ("ended", 4.0), ("visited", 3.0), ("started", 1.0))
"""Dates of something else than the writing: taken where there is no better one."""
_DATE: Final = ("date", "datum", "fecha", "data", "tanggal")


def _among_written(column: Column) -> Rank:
    """Dates before numbers, ``date`` before others, and what is the comment's own first."""
    words = column.words
    rank = 0.0 if plain(column.own_name) in _DATE else 0.1
    rank += 0.0 if words.mean("voice", "record") or words.mean("date") else 0.05
    return rank + (0.2 if column.contents.kind == "number" else 0.0)
