"""The customer's rating of the whole: no average, no aspect, no count."""

from __future__ import annotations

from typing import Final

from vockit.readers.ratings import is_rating
from vockit.readers.roles.columns import BY_CONTENT, EXACT, Column, Rank, plain
from vockit.readers.roles.questions import asks_for_a_rating
from vockit.readers.roles.words import OVERALL, Words, words_of

_HIGHEST_RATING = 100.0
_SKEWED = 4.0
"""Counts, such as of upvotes, have a maximum many times their median; ratings do not."""


def rating_rank(column: Column) -> Rank | None:
    """0 for ``rating``, then the whole's, then questions on a scale, then yes and no."""
    if column.contents.kind in ("blank", "list", "link", "address") or not _on_a_scale(column):
        return None
    if plain(column.own_name) == "rating":
        # The same in each record it is that of the place, where there is another.
        return EXACT if not column.contents.constant else BY_CONTENT
    words = column.last_words
    if column.unnamed:
        return BY_CONTENT + 0.5 if _looks_like_a_scale(column) else None
    if _is_a_count(column) or column.words.mean("company", "derived", "version"):
        return None
    if words.mean("gathered"):
        return None
    return _rated_question(column) if column.questioned else _rating_words_rank(words)


def _rating_words_rank(words: Words) -> Rank | None:
    if words.mean("group", "id", "date", "link"):
        return None
    if words.mean("rating"):
        return _among_ratings(words) if words.all_mean("rating", "whole", "verdict") else None
    if words.words[:1] in OVERALL:
        return 1.1 if words.all_mean("whole") else None
    if words.mean("verdict") and words.all_mean("verdict", "whole", "person", "question"):
        return 2.5
    return None


def _among_ratings(words: Words) -> Rank:
    """Of several, stars before the recommendation, and that before effort."""
    for rank, names in enumerate(_RATINGS, start=1):
        if any(word in names for word in words.words):
            return 1.0 + rank / 10
    return 1.9


_RATINGS: Final = (
    ("overall", "gesamtbewertung", "gesamt", "globale", "general", "complessiva", "geral"),
    ("rating", "bewertung", "avaliacao", "valutazione", "beoordeling", "calificacion"),
    ("stars", "star", "sterne", "etoiles", "estrellas", "estrelas", "stelle", "sterren"),
    ("score", "note", "nota", "punkte", "voto", "cijfer", "skor", "nilai"),
    ("csat", "satisfaction", "zufriedenheit", "satisfaccion", "satisfacao", "soddisfazione"),
    ("nps",),
)


def _rated_question(column: Column) -> Rank | None:
    if not asks_for_a_rating(column.label) and not words_of(column.label).mean("rating"):
        return None
    words = words_of(column.label)
    overall = 0.0 if any((word,) in OVERALL for word in words.words) else 0.05
    return (2.0 if words.mean("verdict", "rating") else 2.1) + overall


def _on_a_scale(column: Column) -> bool:
    """Whether the values are ratings, or the few values of which some are."""
    contents = column.contents
    if contents.ratings >= 0.5:
        return True
    steps = sum(map(is_rating, contents.distinct)) if contents.kind == "few values" else 0
    return steps >= 2


def _looks_like_a_scale(column: Column) -> bool:
    """Whether the values are the steps of a usual scale, each of them again and again."""
    contents = column.contents
    numbers = {_number(value) for value in contents.distinct}
    return (
        contents.kind == "number"
        and len(numbers) > 2
        and min(numbers) >= 0
        and max(numbers) <= _HIGHEST_STEP
        and len(contents.filled) >= 2 * len(contents.distinct)
    )


_HIGHEST_STEP = 10.0


def _is_a_count(column: Column) -> bool:
    """Whether the values are counts, such as of upvotes, or amounts: those have a long tail."""
    if column.contents.kind != "number":
        return False
    numbers = sorted(_number(value) for value in column.contents.filled)
    top, middle = numbers[-1 - len(numbers) // 20], numbers[len(numbers) // 2]
    if top > _HIGHEST_RATING or (numbers[0] < 0 and -numbers[0] > 2 * max(top, 1)):
        return True
    return top > 10 and middle * _SKEWED < top and numbers[0] >= 0


def _number(text: str) -> float:
    plain = text.strip(" %").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return 0.0
