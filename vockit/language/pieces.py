"""The pieces of a chunk, between which a clause may end, and the facts that decide about it.

A chunk is what stands between white space. Nearly always it is one piece; ``stayed.There`` and
``great—but`` are two, because people forget the space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from vockit.language.english import Token, lower_form


class PieceFact:
    """Facts about a piece, one bit each."""

    ENDS: Final = 1 << 0
    """Ends a sentence."""
    MAY_END: Final = 1 << 1
    """Ends a sentence if the next piece begins one: after an ellipsis, "etc." or "p.m."."""
    PAUSES: Final = 1 << 2
    """Ends with a comma, a semicolon or a dash."""
    WORD: Final = 1 << 3
    """Is a word: not a handle, a link or only punctuation."""
    OPENS: Final = 1 << 4
    """Begins as a sentence begins: with a capital, a digit or a bullet."""
    ING: Final = 1 << 5
    """Ends in -ing."""
    UNIT: Final = 1 << 6
    """Has a unit of time, with or without a number before it."""
    NUMBER: Final = 1 << 7
    """May have the number of a duration: digits, a word for a number, "a" or "an", or a link."""


CLAUSE_WORDS = (
    "",
    "but",
    "however",
    "although",
    "whereas",
    "though",
    "yet",
    "while",
    "whilst",
    "except",
    "and",
    "or",
    "&",
    "even",
    "not",
    "nothing",
    "anything",
    "everything",
    "all",
    "none",
    "least",
    "to",
    "another",
    "again",
    "that",
    "for",
    "when",
    "only",
    "as",
    "help",
    "last",
    "choice",
    "option",
    "alternative",
)
"""The words that decide about clauses; a piece carries the index of its word, 0 for any other."""
CLAUSE_WORD_CODE = {word: code for code, word in enumerate(CLAUSE_WORDS)}

_SENTENCE_END = re.compile(r"(?:[.!?…]|[.!?…]['\"”’)\]»]+)$")
_ELLIPSIS_END = re.compile(r"(?:\.\.+|…)['\"”’)\]»]*$")
_PAUSE_END = re.compile(r"(?:[,;:–—]|^-+|--+)['\"”’)\]»]*$")
_ENTITY_END = re.compile(r"&#?\w+;['\"”’)]*$")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_NOT_A_WORD = re.compile(r"(?:@\w|https?:|www\.|&#?\w+;$|\W*$)", re.IGNORECASE)
_BULLET = re.compile(r"[-*•·▪–]+$|\d+[.)]$")
_TITLES = frozenset(
    (
        *("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "mt.", "vs.", "e.g.", "i.e.", "eg.", "ie."),
        *("approx.", "ca.", "resp.", "fig.", "incl.", "jr.", "sr.", "rev.", "gen.", "capt."),
    )
)
"""Abbreviations with which no sentence ends."""
_SHORT_FORMS = frozenset(
    (
        *("etc.", "a.m.", "p.m.", "am.", "pm.", "inc.", "ltd.", "co.", "corp.", "plc.", "no."),
        *("u.s.", "u.k.", "u.s.a.", "e.u.", "dept.", "est.", "min.", "mins.", "hr.", "hrs."),
        *("max.", "tel.", "ext.", "ave.", "blvd.", "rd.", "jan.", "feb.", "mar.", "apr.", "jun."),
        *("jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "mon.", "tue.", "tues."),
        *("wed.", "thu.", "thur.", "thurs.", "fri.", "sat.", "sun."),
    )
)
"""Abbreviations with which a sentence may end."""
_UNIT_WORDS = frozenset(
    (
        *("sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr"),
        *("hrs", "hour", "hours", "day", "days", "night", "nights", "week", "weeks", "wk", "wks"),
        *("fortnight", "fortnights", "month", "months", "yr", "yrs", "year", "years"),
    )
)
_NUMBER_WORDS = (
    *("half", "one", "two", "couple", "three", "few", "several", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty"),
)
_UNIT = re.compile(
    rf"(?:^|[\d\W]|(?<![^\W_])(?:{'|'.join(_NUMBER_WORDS)}))(?:{'|'.join(sorted(_UNIT_WORDS))})\b",
    re.IGNORECASE,
)
_AFTER_A_NUMBER = (
    *("", "and", "whole", "full", "long", "straight", "business", "working"),
    *sorted(_UNIT_WORDS),
)
"""What may follow a number without a space: "twohours"."""
_NUMBER = re.compile(
    rf"\d|^an?$|^https?(?![a-z])|(?<![^\W_])(?:{'|'.join(_NUMBER_WORDS)})(?:{'|'.join(_AFTER_A_NUMBER)})(?![^\W_])",
    re.IGNORECASE,
)
DECIDING_WORDS = frozenset(
    word
    for text in (
        *(*CLAUSE_WORDS, *_TITLES, *_SHORT_FORMS, *_UNIT_WORDS, "http https www amp an"),
        *(number + after for number in _NUMBER_WORDS for after in _AFTER_A_NUMBER),
    )
    for word in re.findall("[a-z]+", text)
)
"""Words that decide about some fact; of all others only case and an -ing at the end count."""
_INITIAL = re.compile(r"[A-Za-z]\.$")


class Piece(NamedTuple):
    """A part of a chunk: its tokens as a range, its place in the chunk, and its facts as bits."""

    first_token: int
    last_token: int
    """Inclusive."""
    start: int
    end: int
    facts: int
    word: int
    """Index in ``CLAUSE_WORDS``."""


def pieces_of(chunk: str, tokens: Sequence[Token]) -> list[Piece]:
    """Cut a chunk after each token that ends a sentence or pauses, if a word follows."""
    last = len(tokens) - 1
    cuts = [
        index
        for index in range(last)
        if _cuts(tokens[index].text)
        and tokens[index + 1].text[0].isalpha()
        and not _ENTITY_END.search(chunk[: tokens[index].end])
    ]
    pieces = []
    first = start = 0
    for cut in [*cuts, last]:
        end = tokens[cut].end if cut < last else len(chunk)
        text = chunk[start:end]
        pieces.append(Piece(first, cut, start, end, _facts(text), _word(text)))
        first, start = cut + 1, end
    return pieces


def _full_stop(lower: str) -> int:
    """What a full stop after a word means: nothing after a title, perhaps an end after "etc."."""
    if lower in _TITLES or _INITIAL.match(lower):
        return 0
    return PieceFact.MAY_END if lower in _SHORT_FORMS else PieceFact.ENDS


def _cuts(token: str) -> bool:
    return token in {".", "!", "?", ",", ";", "—", "–", "--", "…"} or token.startswith("..")


def _word(text: str) -> int:
    lower = "&" if text == "&amp;" else lower_form(text)
    return CLAUSE_WORD_CODE.get(lower.strip(".,;:!?\"“”'()[]-–—…*~"), 0) if len(lower) < 16 else 0


def _facts(text: str) -> int:
    # Outside ASCII there are more digits, and letters that equal an ASCII one if case is ignored.
    facts = PieceFact.NUMBER if _NUMBER.search(text) or not text.isascii() else 0
    if _SENTENCE_END.search(text):
        lower = lower_form(text).strip("\"'()[]“”")
        facts |= PieceFact.MAY_END if _ELLIPSIS_END.search(text) else _full_stop(lower)
    elif _PAUSE_END.search(text) and not _ENTITY_END.search(text):
        facts |= PieceFact.PAUSES
    if _WORD_CHARACTER.search(text):
        if not _NOT_A_WORD.match(text):
            facts |= PieceFact.WORD | (PieceFact.UNIT if _UNIT.search(text) else 0)
        begin = text.lstrip("\"'“‘([*_")
        if begin and (begin[0].isupper() or begin[0].isdigit() or begin[0] in "@#"):
            facts |= PieceFact.OPENS
        if text.rstrip(".,;:!?\"'”’)").lower().endswith("ing"):
            facts |= PieceFact.ING
    elif _BULLET.match(text) or not text.isascii():
        facts |= PieceFact.OPENS
    return facts
