"""How all chunks of one shape are taken apart: the tokenizer is asked once for all of them.

spaCy's tokenizer takes about 20 µs a chunk and looks at few letters: it goes by marks, digits,
case, and the words that it knows by heart. All other words are replaced by a stand-in of the same
form: ``"Luggage,"`` and ``"Baggage,"`` have one shape, ``"Refund,"``, and so the same tokens. The
words of a chunk are its *cores*; what is left to do for a chunk whose shape is known is to look up
its cores.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from vockit.language.english import Token, english_tokenizer, special_cases
from vockit.language.pieces import TELLING_WORDS, Piece, pieces_of

LONGEST = 256
"""Longer chunks are tokenized in blocks of this many characters: the tokenizer is quadratic."""
FIXED, OTHER = -1, -2
"""Parts of a chunk that are none of its cores: the same in all chunks of the shape, or not."""
SHORTEST_CORE = 3
"""A shorter core keeps the marks around it for the scorer: with them it may be an emoticon."""

_RUN = re.compile(r"([A-Za-z]+|[0-9]+)")
_NO_SHAPE = re.compile(r"[^.]\.[^\WA-Z0-9]|(?:[0-9]+\.){2}|[0-9][A-Za-z]|[A-Za-z]\$")
"""Perhaps an address, whose letters count one by one, a unit ("5km"), or a currency ("US$").
A chunk has it if its stand-ins have it, too: they keep what the pattern looks at."""
_LINK = re.compile(r"https?://[A-Za-z]+\.[a-z]{2,3}/[A-Za-z0-9]*(?:[A-Za-z]{4}|[0-9])")
"""A short link, which is one token; posts on social media are full of them."""
_LINK_STAND_IN = "https://t.co/"
_STAND_INS = frozenset({"refund", "refunding", "00"})
"""In lower case."""
_MARKS = frozenset(string.punctuation) - {"&", "`"}
"""What goes from around a word before it is scored, whatever the lexicon."""


class Place(NamedTuple):
    """A place in a shape: characters before it, and cores before it, whose lengths may differ."""

    offset: int
    cores: int


class ShapeToken(NamedTuple):
    """A token of a shape."""

    start: Place
    end: Place
    core: int
    """Which of the chunk's cores it is; FIXED where it has none that a stand-in replaces."""


class ShapePiece(NamedTuple):
    """A piece of a shape."""

    piece: Piece
    start: Place
    end: Place
    core: int
    """Which core is its only word, with mere marks around it; OTHER if none is."""
    exclamations: int
    questions: int


class Shape(NamedTuple):
    """The tokens and pieces of every chunk with these stand-ins and these marks between them."""

    tokens: Sequence[ShapeToken]
    pieces: Sequence[ShapePiece]
    cores: int


def split(chunk: str) -> list[str]:
    """The cores of a chunk at odd places, what stands around them at even ones."""
    if chunk.startswith("http") and _LINK.fullmatch(chunk):
        return ["", chunk, ""]
    return _RUN.split(chunk)


def stand_in(core: str) -> str:
    """What stands for a core; itself where its letters may decide."""
    lower = core.lower()
    if len(core) == 1 or lower in _deciding():
        return core
    if lower.isdigit():
        return "00"
    word = "refunding" if lower.endswith("ing") else "refund"
    if ":" in core:
        return _LINK_STAND_IN + word
    if core == lower:
        return word
    # Of capitals, those of the first letter and of the last two are looked at.
    first = word[0].upper() if core[0].isupper() else word[0]
    last = word[-2].upper() if core[-2].isupper() else word[-2]
    last += word[-1].upper() if core[-1].isupper() else word[-1]
    return intern(first + word[1:-2] + last)


@lru_cache(maxsize=1 << 16)
def shape_of(parts: tuple[str, ...]) -> Shape | None:
    """The shape of chunks that split into these marks and words with these stand-ins.

    None where letters that are replaced may decide.
    """
    text = "".join(parts)
    is_link = len(parts) == 3 and parts[1].startswith(_LINK_STAND_IN)
    if len(text) > LONGEST or (_NO_SHAPE.search(text) and not is_link):
        return None
    tokens = [Token(text, 0, len(text))] if is_link else spacy_tokens(text)
    replaced = [
        part.startswith(_LINK_STAND_IN) or part.lower() in _STAND_INS for part in parts[1::2]
    ]
    places: dict[int, Place] = {}
    cores: dict[tuple[int, int], int] = {}
    start = 0
    for index, part in enumerate(parts):
        core, is_core = divmod(index, 2)
        length = len(part)
        if is_core:
            cores[start, start + length] = core
        inside = 1 if is_core and replaced[core] else length + 1
        for offset in range(start, start + inside):
            places[offset] = Place(offset, core)
        start += length
    if not all(token.start in places and token.end in places for token in tokens):
        return None
    return Shape(
        [_shape_token(token, places, cores, replaced) for token in tokens],
        [_shape_piece(piece, text, places, cores) for piece in pieces_of(text, tokens)],
        len(parts) // 2,
    )


def spacy_tokens(chunk: str) -> list[Token]:
    """The tokens of a chunk by spaCy's tokenizer, a very long chunk in blocks."""
    tokenizer = english_tokenizer()
    return [
        Token(token.text, start + token.idx, start + token.idx + len(token.text))
        for start in range(0, len(chunk), LONGEST)
        for token in tokenizer(chunk[start : start + LONGEST])
    ]


@cache
def _deciding() -> frozenset[str]:
    """Words, in lower case, whose letters the tokenizer or the clauses look at."""
    by_heart = {run.lower() for case in special_cases() for run in _RUN.findall(case)}
    return frozenset(by_heart | TELLING_WORDS)


def _shape_token(
    token: Token,
    places: dict[int, Place],
    cores: dict[tuple[int, int], int],
    replaced: Sequence[bool],
) -> ShapeToken:
    start, end = places[token.start], places[token.end]
    has_stand_in = any(replaced[start.cores : end.cores])
    core = cores.get((token.start, token.end), OTHER if has_stand_in else FIXED)
    return ShapeToken(start, end, core)


def _shape_piece(
    piece: Piece, text: str, places: dict[int, Place], cores: dict[tuple[int, int], int]
) -> ShapePiece:
    start, end = places[piece.start], places[piece.end]
    within = [
        (span, core)
        for span, core in cores.items()
        if piece.start <= span[0] and span[1] <= piece.end
    ]
    only = OTHER
    if len(within) == 1:
        (first, last), core = within[0]
        if _MARKS.issuperset(text[piece.start : first] + text[last : piece.end]):
            only = core
    said = text[piece.start : piece.end]
    return ShapePiece(piece, start, end, only, said.count("!"), said.count("?"))
