"""Conversations in one text: ``agent: Good morning.`` and ``customer: My order is late.``

The words of the company are not the customer's, and neither are the names in front of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from vockit.cells import is_blank
from vockit.readers.speakers import Side, side_of

_CLOCK = r"(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp][Mm])?[\])]?\s*[-–|]?\s*)?"
_TURN = re.compile(
    rf"(?:^|(?<=[\n\r>|])|(?<=[.!?)\]”\"'…]\s)|(?<=\s\s))[ \t]{{0,20}}{_CLOCK}[*_\[]{{0,2}}"
    r"(?P<who>[^\W\d_][\w’'.-]{0,20}(?: [^\W_][\w’'.-]{0,20}){0,2}"
    r"(?:\s?[(\[][^()\[\]\n:]{1,30}[)\]])?)[*_\]]{0,2}\s?[:：](?:\s|$|(?=\S))[*_]{0,2}"
)
"""A name with a colon, at the beginning of a line or after the end of a sentence."""
_PROBE: Final = 1_000
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
    """The turns of a conversation, in order; a name that tells no side is part of a turn."""
    found = [
        (side, match.start(), match.end())
        for match in _TURN.finditer(text)
        if (side := side_of(match["who"])) is not None
    ]
    ends = (*(start for _, start, _ in found[1:]), len(text))
    return [Turn(side, start, words, ends[at]) for at, (side, start, words) in enumerate(found)]


def has_turns(texts: Sequence[str]) -> bool:
    """Whether the texts are conversations: in many of them both sides have a turn.

    "Staff: rude. Rooms: fine." is none: no customer speaks in it.
    """
    said = [text for text in texts[:_PROBE] if not is_blank(text)]
    both = sum({turn.side for turn in turns_of(text)} == {"customer", "company"} for text in said)
    return both > 0 and both >= _SHARE * len(said)


def not_of_customer(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the company's turns, and of the names in front of the customer's, in order."""
    for turn in turns_of(text):
        yield (turn.start, turn.end if turn.side == "company" else turn.words)
