"""Who it is about, where it was written, and who wrote it."""

from __future__ import annotations

from vockit.readers.roles.columns import (
    BY_CONTENT,
    EXACT,
    OTHER_WORDS,
    OWN_WORDS,
    Column,
    Rank,
    plain,
)
from vockit.readers.roles.contents import Contents
from vockit.readers.roles.words import Words

_LABELS = ("short text", "few values", "code", "prose", "link", "check boxes")


def channel_rank(column: Column) -> Rank | None:
    """0 for ``channel``, then platforms, then sources, then sites."""
    words = column.last_words
    kinds = ("few values", "short text", "code", "link")
    if column.contents.kind not in kinds or column.questioned:
        return None
    for rank, meaning in enumerate(("channel", "channel_like", "channel_site")):
        if words.mean(meaning) and words.all_mean(
            meaning, "channel", "name", "record", "whole", "other", "person", "voice", "written"
        ):
            first = words.words.index("platform") if "platform" in words.words else None
            return rank - (0.2 if first is not None else 0.0)
    return None


def brand_rank(column: Column) -> Rank | None:
    """0 for ``brand``, 1 for a brand's name, 2 for a business that customers may compare."""
    words = column.last_words
    if column.contents.kind not in _LABELS or column.questioned:
        return None
    if words.mean("not_brand", "company", "person", "link", "voice"):
        return None
    if words.mean("brand") and words.all_mean("brand", "name", "other"):
        return EXACT if words.all_mean("brand") else OWN_WORDS
    for rank, meaning in ((OTHER_WORDS, "business"), (OTHER_WORDS + 0.5, "place")):
        if words.mean(meaning) and words.all_mean(meaning, "name", "id", "brand"):
            return rank + (0.2 if words.mean("id") else 0.0)
    return None


def author_rank(column: Column) -> Rank | None:
    """0 for ``author``, 1 for a name, 2 for a person's id, 3 for ``name`` alone."""
    kinds = ("short text", "few values", "code", "number", "address", "prose")
    if column.contents.kind not in kinds or column.questioned:
        return None
    if plain(column.own_name) == "author":
        return EXACT
    ranks = (_person_rank(words, column.contents) for words in (column.words, column.last_words))
    return next((rank for rank in ranks if rank is not None), None)


_MANY_NAMES = 0.2
"""Distinct names among all: customers write once or twice, hotels are written about often."""


def _person_rank(words: Words, contents: Contents) -> Rank | None:
    addressed = contents.kind == "address" and words.mean("person")
    if not addressed and words.mean("about_person", "company", "link", "derived", "date"):
        return None
    if not words.all_mean("person", "person_name", "name", "id", "record", "voice"):
        return None
    named = words.mean("person_name") or (words.mean("person") and words.mean("name"))
    if named and not words.mean("id") and contents.kind != "number":
        return OWN_WORDS
    if words.mean("person", "person_name"):
        return OTHER_WORDS + (0.1 if words.mean("id") else 0.0)
    alone = words.all_mean("name") and len(contents.distinct) > len(contents.filled) * _MANY_NAMES
    return BY_CONTENT if alone else None
