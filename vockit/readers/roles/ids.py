"""What tells records apart."""

from __future__ import annotations

from vockit.readers.roles.columns import EXACT, OTHER_WORDS, OWN_WORDS, Column, Rank, plain
from vockit.readers.roles.words import Words


def id_rank(column: Column) -> Rank | None:
    """0 for ``id``, 1 for the id of a record, 2 for a number sign."""
    words = column.last_words
    if column.contents.kind == "blank":
        return None
    if plain(column.own_name) == "id":
        return EXACT
    if words.mean("record") and words.all_mean("id", "record", "number"):
        return _record_id_rank(words)
    if not len(words):
        return OTHER_WORDS if "#" in column.name or "№" in column.name else None
    return OTHER_WORDS if words.all_mean("id") or words.words == ("row", "index") else None


def _record_id_rank(words: Words) -> Rank | None:
    # The id of a comment goes before that of the post that it is on.
    rank = OWN_WORDS + len(words) / 10 - (0.05 if words.mean("voice") else 0.0)
    if words.mean("id"):
        return rank
    return rank + 0.3 if words.mean("number") else None
