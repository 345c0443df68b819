"""Conversations in one text: ``agent: Good morning.`` and ``customer: My order is late.``

The words of the company are not the customer's, and neither are the names in front of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from vockit.cells import is_blank
from vockit.readers.speakers import Side, other_side, side_of

_DATE = r"(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4},?[ T])?"
_CLOCK = (
    rf"(?P<clock>[\[(]?{_DATE}\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?[AaPp][Mm])?[\])]?"
    r"\s?[-–|]?\s?)?"
)
_TAGS = r"(?:</?[A-Za-z]{1,6}\s?/?>|[*_]{1,2}){0,2}"
_NAME = (
    r"(?P<who>[^\W\d_][\w’'.-]{0,20}(?: [^\W_][\w’'.-]{0,20}){0,2}"
    r"(?:\s?[(\[][^()\[\]\n]{1,30}[)\]])?)"
)
_TURN = re.compile(
    r"(?:^|(?<=[\n\r>|])|(?<=[.!?;)\]”\"'…]\s)|(?<=\s\s)|(?<=\s)(?=[A-Z]))[ \t]{0,20}"
    rf"{_TAGS}{_CLOCK}{_TAGS}{_NAME}{_TAGS}\s?[:：]{_TAGS}[ \t]?"
)
"""A name with a colon, at the beginning of a line, after a sentence, or in capitals."""
_LINE = re.compile(
    rf"^[ \t]{{0,20}}{_CLOCK}(?:[\[<](?P<braced>[^\[\]<>\n]{{1,40}})[\]>]"
    rf"|{_NAME}(?:>|\s[-–—]\s|[ \t]*$))",
    re.MULTILINE,
)
"""A name at the beginning of a line, with another mark, or alone."""
_OBJECT = re.compile(r"\{[^{}]{1,20000}\}")
_ROLE = re.compile(
    r'"(?:role|speaker|sender|author|from|type|party|participant)"\s*:\s*"([^"\\]{1,40})"'
)
_CONTENT = re.compile(r'"(?:text|content|message|body|utterance)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_PROBE: Final = 300
"""Texts of a column that tell whether they are conversations."""
_SHARE: Final = 0.3


class Turn(NamedTuple):
    """What somebody says, with the name in front of it."""

    side: Side
    start: int
    """Of the name."""
    words: int
    """Where the words begin."""
    end: int


def turns_of(text: str) -> list[Turn]:
    """The turns of a conversation, in order; a name that tells no side is part of a turn.

    Where only one side is known by its name, other names that have a time in front are the other.
    """
    found = sorted(_names(text))
    sides = {side for *_, side, _ in found if side is not None}
    rest = other_side(sides.pop()) if len(sides) == 1 else None
    known = [
        (side or rest, start, words)
        for start, words, side, timed in found
        if side is not None or (timed and rest is not None)
    ]
    ends = (*(start for _, start, _ in known[1:]), len(text))
    return [
        Turn(side, start, words, ends[at])
        for at, (side, start, words) in enumerate(known)
        if side is not None
    ]


def _names(text: str) -> Iterator[tuple[int, int, Side | None, bool]]:
    """Start and end of every name in front of words, its side, and whether a time is with it."""
    at = -1
    for match in sorted((*_TURN.finditer(text), *_LINE.finditer(text)), key=_place):
        if match.start() < at:
            continue
        name = match["who"] or match["braced"] if match.re is _LINE else match["who"]
        side = side_of(name)
        if side is not None or match["clock"]:
            at = match.end()
            yield match.start(), at, side, bool(match["clock"])


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def has_turns(texts: Sequence[str]) -> bool:
    """Whether the texts are conversations: in many of them both sides have a turn.

    "Staff: rude. Rooms: fine." is none: no customer speaks in it.
    """
    said = [text for text in texts[:_PROBE] if not is_blank(text)]
    both = sum(sides_in(text) == {"customer", "company"} for text in said)
    return both > 0 and both >= _SHARE * len(said)


def sides_in(text: str) -> set[Side]:
    """Who speaks in a text."""
    return {side for side, *_ in _messages(text)} or {turn.side for turn in turns_of(text)}


def not_of_customer(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the company's turns, and of the names in front of the customer's, in order."""
    if messages := list(_messages(text)):
        at = 0
        for side, start, end in messages:
            if side == "customer":
                yield at, start
                at = end
        yield at, len(text)
        return
    for turn in turns_of(text):
        yield (turn.start, turn.end if turn.side == "company" else turn.words)


def _messages(text: str) -> Iterator[tuple[Side, int, int]]:
    """The messages of a conversation written as JSON: who speaks, and where the words are."""
    if not text.lstrip().startswith(("[", "{")):
        return
    for found in _OBJECT.finditer(text):
        role, content = _ROLE.search(found[0]), _CONTENT.search(found[0])
        if role is None or content is None or (side := side_of(role[1])) is None:
            continue
        yield side, found.start() + content.start(1), found.start() + content.end(1)
