"""How well each column fits each role: ranks by its name, its label and what stands in it.

A rank is a number, the lower the better; None is no fit. Rules speak of words and of kinds of
values only, in whatever language (``column_words.toml``), never of one export's own names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.cells import is_blank
from vockit.readers.column_contents import Contents
from vockit.readers.column_words import Words, words_of
from vockit.readers.questions import asked_for, asks_for_a_rating, asks_for_words, is_question
from vockit.readers.ratings import is_rating

Rank = float

MOST_GROUPS: Final = 200
"""A brand or channel with more distinct values than this is no group to compare."""
EXACT, OWN_WORDS, OTHER_WORDS, BY_CONTENT = 0.0, 1.0, 2.0, 3.0

_NEVER_TEXT = ("blank", "number", "date", "yes or no", "link", "address", "list", "check boxes")
_LABELS = ("short text", "few values", "code", "prose", "link", "check boxes")
_MOST_SHORT = 1.5
"""Words of a value on average, up to which a few values that repeat are labels, no opinions."""
_ANSWER_WORDS = 2.5
"""Words on average from which the answers to any question are text."""
_QUESTION_CODE = re.compile(
    r"(?:q|question|frage|item|v)[ _.-]?\d+(?:[ _.-]?[a-z\d]{1,2})?", re.IGNORECASE
)
"""What survey tools call a column where its question is not in the file: Q3, question_2, V7_1."""
_HIGHEST_RATING = 100.0
_SKEWED = 4.0
"""Counts, such as of upvotes, have a maximum many times their median; ratings do not."""


@dataclass(frozen=True)
class Column:
    """A column: what it is called, what its question is, and what stands in it."""

    name: str
    label: str
    """The full text of its question, or the name again."""
    contents: Contents
    path: str = ""
    """What leads to the list that records come from, as in ``comments.``: it says nothing of this
    column alone."""

    @property
    def own_name(self) -> str:
        """The name within its record."""
        return self.name.removeprefix(self.path)

    @cached_property
    def words(self) -> Words:
        """The words of the name within its record, with the names of what it is nested in."""
        return words_of(self.own_name)

    @cached_property
    def last_words(self) -> Words:
        """The words of the last part of a dotted name."""
        return words_of(self.own_name.rpartition(".")[2] or self.own_name)

    @property
    def prefix(self) -> str:
        """What the column is nested in."""
        return self.name.rpartition(".")[0]

    @property
    def unnamed(self) -> bool:
        """Whether the file has no name for it, so that only its values tell what it is."""
        return re.fullmatch(r"column_\d+", self.name) is not None

    @cached_property
    def questioned(self) -> bool:
        """Whether its name or label is a question."""
        return is_question(self.label)

    @cached_property
    def present(self) -> NDArray[np.bool_]:
        """In which records it is filled."""
        return np.array([not is_blank(value) for value in self.contents.values], dtype=np.bool_)


def _plain(name: str) -> str:
    return "".join(words_of(name).words)


# -- text


def text_rank(column: Column) -> Rank | None:
    """How well it fits: 0 for the role's own name, 1 for a customer's voice and for questions about
    it, 2 for words of any kind, 3 for other questions that are answered in words."""
    if column.contents.kind in _NEVER_TEXT:
        return None
    if _plain(column.own_name) in ("text", "verbatim", "verbatims"):
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
    if words.mean("voice") or (prose and words.words[:1] in _OVERALL and words.all_mean("whole")):
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


# -- title


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


# -- id


def id_rank(column: Column) -> Rank | None:
    """0 for ``id``, 1 for the id of a record, 2 for a number sign."""
    words = column.last_words
    if column.contents.kind == "blank":
        return None
    if _plain(column.own_name) == "id":
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


# -- date


def date_rank(column: Column) -> Rank | None:
    """0 where it says when the customer wrote, up to 5 for when the record was changed last."""
    words, contents = column.words, column.contents
    named = words.mean("date", "written", "started", "visited", "updated", "ended")
    dated = contents.kind == "date" or (named and contents.dates >= 0.5)
    # One that is called so and has no dates is named with what is wrong.
    called = _plain(column.own_name) in _DATE and contents.kind != "blank"
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
    rank = 0.0 if _plain(column.own_name) in _DATE else 0.1
    rank += 0.0 if words.mean("voice", "record") or words.mean("date") else 0.05
    return rank + (0.2 if column.contents.kind == "number" else 0.0)


# -- rating


def rating_rank(column: Column) -> Rank | None:
    """0 for ``rating``, then the whole's, then questions on a scale, then yes and no."""
    if column.contents.kind in ("blank", "list", "link", "address") or not _on_a_scale(column):
        return None
    if _plain(column.own_name) == "rating":
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
    if words.words[:1] in _OVERALL:
        return 1.1 if words.all_mean("whole") else None
    if words.mean("verdict") and words.all_mean("verdict", "whole", "person", "question"):
        return 2.5
    return None


_OVERALL: Final = (("overall",), ("gesamt",), ("global",), ("complessivo",), ("keseluruhan",))


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
    overall = 0.0 if any((word,) in _OVERALL for word in words.words) else 0.05
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


# -- channel, brand, author


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
    if _plain(column.own_name) == "author":
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


RANKS: Final[Mapping[str, Callable[[Column], Rank | None]]] = {
    "text": text_rank,
    "title": title_rank,
    "id": id_rank,
    "date": date_rank,
    "rating": rating_rank,
    "channel": channel_rank,
    "brand": brand_rank,
    "author": author_rank,
}
"""The rule of every role, in the order in which roles are decided."""
