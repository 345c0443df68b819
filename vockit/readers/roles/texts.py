"""What customers wrote, and its title."""

from __future__ import annotations

import re
from typing import Final

from vockit.readers.roles.columns import (
    BY_CONTENT,
    EXACT,
    OTHER_WORDS,
    OWN_WORDS,
    Column,
    Rank,
    plain,
)
from vockit.readers.roles.questions import asked_for, asks_for_a_rating, asks_for_words
from vockit.readers.roles.words import OVERALL, Words

_NEVER_TEXT = ("blank", "number", "date", "yes or no", "link", "address", "list", "check boxes")
_MOST_SHORT = 1.5
"""Words of a value on average, up to which a few values that repeat are labels, no opinions."""
_ANSWER_WORDS = 2.5
"""Words on average from which the answers to any question are text."""
_QUESTION_CODE = re.compile(
    r"(?:q|question|frage|item|v)[ _.-]?\d+(?:[ _.-]?[a-z\d]{1,2})?", re.IGNORECASE
)
"""What survey tools call a column where its question is not in the file: Q3, question_2, V7_1."""


def text_rank(column: Column) -> Rank | None:
    """How well it fits: 0 for the role's own name, 1 for a customer's voice and for questions about
    it, 2 for words of any kind, 3 for other questions that are answered in words."""
    if column.contents.kind in _NEVER_TEXT:
        return None
    if plain(column.own_name) in ("text", "verbatim", "verbatims"):
        return EXACT
    if column.contents.kind == "code":
        return None
    if _is_side(column):
        return OWN_WORDS
    if column.questioned:
        return _question_rank(column)
    return None if _is_about_texts(column) else _words_rank(column)


def _is_about_texts(column: Column) -> bool:
    """Whether it is about texts, or of somebody else, though its name may have their words."""
    words, last = column.words, column.last_words
    if words.mean("derived", "link", "id", "not_text", "title", "loaded", "version"):
        return True
    if words.mean("company") and not _is_addressed(words):
        return True
    if Words(last.words[-1:]).mean("date") or last.mean("person_name", "gathered"):
        return True
    if last.words and last.all_mean("person", "name"):
        return True
    return column.contents.kind == "few values" and column.contents.words <= _MOST_SHORT


def _is_addressed(words: Words) -> bool:
    """Whether the company is spoken to, as in "Advice to Management"."""
    return Words(words.words[:1]).mean("voice") and words.words[1:2] in _ADDRESSING


_ADDRESSING: Final = (
    ("to",), ("for",), ("about",), ("on",), ("an",), ("pour",), ("para",), ("per",), ("voor",),
)  # fmt: skip


def _words_rank(column: Column) -> Rank | None:
    words = column.words
    # "Overall" is a rating, and where it is prose the comment on the whole.
    prose = column.contents.kind == "prose"
    if words.mean("voice") or (prose and words.words[:1] in OVERALL and words.all_mean("whole")):
        return OWN_WORDS
    if prose and _QUESTION_CODE.fullmatch(column.own_name):
        return BY_CONTENT
    if words.mean("words") and not words.mean("not_title", "business", "segment"):
        return OTHER_WORDS
    return None


def _is_side(column: Column) -> bool:
    """Whether it is one of the two sides of a form: pros, cons, Negative_Review."""
    words = column.words
    if words.mean("side") and words.all_mean("side", "voice", "words", "other", "whole"):
        return True
    if words.mean("company", "gathered", "id", "title", "rating", "derived"):
        return False
    asks = asked_for(column.own_name) != "open"
    spoken = words.all_mean("improve", "praise", "suggest", "voice", "words", "other", "question",
                            "negation", "whole")  # fmt: skip
    several = len(words) > 1 or words.mean("suggest")
    return asks and spoken and several and column.contents.kind != "few values"


def _question_rank(column: Column) -> Rank | None:
    contents = column.contents
    if contents.kind == "few values" and len(contents.distinct) == 1:
        return None
    if asks_for_a_rating(column.label) and contents.kind == "few values":
        return None
    if asks_for_words(column.label):
        few = contents.kind == "few values"
        asks = asked_for(column.label) != "open"
        return OWN_WORDS if not few or asks or contents.words >= _ANSWER_WORDS else None
    return BY_CONTENT if contents.words >= _ANSWER_WORDS and contents.kind == "prose" else None


def title_rank(column: Column) -> Rank | None:
    """0 for the title of a review, 1 for a title of what is not said."""
    words = column.words
    if column.contents.kind not in ("short text", "prose", "few values") or column.questioned:
        return None
    if not column.last_words.mean("title") or words.mean("not_title", "company", "derived"):
        return None
    if not words.all_mean("title", "voice", "words", "record", "other", "whole"):
        return None
    return EXACT if words.mean("voice") else OWN_WORDS
