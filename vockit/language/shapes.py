"""How all chunks of one shape are split: the tokenizer is called once for all of them.

spaCy's tokenizer takes about 20 µs a chunk and looks at few letters: marks, digits, case, and the
words for which it has exceptions decide. All other words are replaced by a stand-in of the same
form: ``"Luggage,"`` and ``"Baggage,"`` have one shape, ``"Refund,"``, and so the same tokens. The
words of a chunk are its *cores*. For a chunk whose shape is known, only its tokens and pieces are
left to look up.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vockit.language.cores import LINK
from vockit.language.english import Token, english_tokenizer, measures, special_cases
from vockit.language.pieces import DECIDING_WORDS, Piece, pieces_of

LONGEST = 256
"""Longer chunks are tokenized in blocks of this many characters: the tokenizer is quadratic."""

_RUN = re.compile(r"([A-Za-z]+|[0-9]+)")
_NO_SHAPE = re.compile(r"[^.]\.[^\WA-Z0-9]|(?:[0-9]+\.){2}|[A-Za-z]\$")
"""Perhaps an address, where each letter may decide, or a currency ("US$").
A chunk matches it if the chunk with stand-ins does: they keep what the pattern looks at."""
_LINK_STAND_IN = "https://t.co/"
_SCORER_REPLACES = re.compile(r"[&`]|[^\x00-\x7f]")
_INSIDE = -1


class ShapePiece(NamedTuple):
    """A piece of a shape, its places in units (see ``vockit.language.cores``)."""

    start: int
    end: int
    words_start: int
    words_end: int
    """What the scorer looks at, unless it is too short: the piece without the marks around it."""
    facts: int
    word: int
    token: int
    token_count: int


class Shape(NamedTuple):
    """The tokens, as starts and ends in units, and the pieces of every chunk of one shape."""

    tokens: Sequence[tuple[int, int]]
    pieces: Sequence[ShapePiece]


def shapes_of(chunks: Sequence[str], keeps_all: Sequence[bool]) -> Iterator[Shape | None]:
    """The shape of each chunk, in which all cores are replaced that do not decide, or none at all.

    None where letters that are replaced may decide.
    """
    outlines = list(map(outline_of, chunks, keeps_all))
    tokens = iter(spacy_tokens([outline.text for outline in outlines if not outline.is_link]))
    for text, unit_at, is_link in outlines:
        found = [Token(text, 0, len(text))] if is_link else next(tokens)
        places = [(unit_at[token.start], unit_at[token.end]) for token in found]
        if not text or any(_INSIDE in place for place in places):
            yield None
        else:
            pieces = pieces_of(text, found)
            yield Shape(places, [_shape_piece(piece, text, unit_at) for piece in pieces])


def spacy_tokens(chunks: Sequence[str]) -> Iterator[list[Token]]:
    """The tokens of each chunk by spaCy's tokenizer, a very long chunk in blocks.

    It works chunk by chunk, and one call for many takes half as long; the line ends between them
    are tokens of their own, so that no exception of the tokenizer reaches from one to the next.
    """
    blocks = [
        chunk[start : start + LONGEST]
        for chunk in chunks
        for start in range(0, len(chunk), LONGEST)
    ]
    lengths = iter(map(len, english_tokenizer()("\n".join(blocks))))
    for chunk in chunks:
        tokens = []
        start = 0
        while start < len(chunk):
            block_end = min(start + LONGEST, len(chunk))
            while start < block_end:
                end = start + next(lengths)
                tokens.append(Token(chunk[start:end], start, end))
                start = end
            next(lengths, None)
        yield tokens


@cache
def deciding_words() -> frozenset[str]:
    """Words, in lower case, whose letters the tokenizer or the clauses look at."""
    exceptions = {run.lower() for case in special_cases() for run in _RUN.findall(case)}
    # A unit is cut off from the number before it: "5km".
    units = {run.lower() for unit in measures() for run in _RUN.findall(unit)}
    return frozenset(exceptions | units | DECIDING_WORDS)


class Outline(NamedTuple):
    """A chunk with stand-ins for the words whose letters do not decide."""

    text: str
    """Empty where letters that are replaced may decide."""
    unit_at: Sequence[int]
    """The unit that begins with each character."""
    is_link: bool


def outline_of(chunk: str, keeps_all: bool) -> Outline:
    """A chunk as the tokenizer gets it; ``keeps_all`` is to put in no stand-ins."""
    parts = [chunk] if keeps_all else _split(chunk)
    unit_at: list[int] = []
    unit = 0
    replaces = False
    for index, part in enumerate(parts):
        if index % 2 and not _decides(part):
            parts[index] = stands_in = _stand_in(part)
            unit_at.append(unit)
            unit_at += [_INSIDE] * (len(stands_in) - 1)
            unit += 1
            replaces = True
        else:
            unit_at += range(unit, unit + len(part))
            unit += len(part)
    unit_at.append(unit)
    text = "".join(parts)
    is_link = len(parts) == 3 and text.startswith(_LINK_STAND_IN)
    if replaces and not is_link and (len(text) > LONGEST or _NO_SHAPE.search(text)):
        text = ""
    return Outline(text, unit_at, is_link)


def _split(chunk: str) -> list[str]:
    """The cores of a chunk at odd places, what stands around them at even ones."""
    if chunk.startswith("http") and LINK.fullmatch(chunk):
        return ["", chunk, ""]
    return _RUN.split(chunk)


def _decides(core: str) -> bool:
    """Whether the tokenizer or the clauses may look at the letters or digits of a core."""
    return len(core) == 1 or core.lower() in deciding_words()


def _stand_in(core: str) -> str:
    """The stand-in for a core whose letters do not decide."""
    lower = core.lower()
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
    return first + word[1:-2] + last


def _shape_piece(piece: Piece, text: str, unit_at: Sequence[int]) -> ShapePiece:
    start, end = piece.start, piece.end
    own = text[start:end]
    if not _SCORER_REPLACES.search(own) and (bare := own.strip(string.punctuation)):
        start += own.index(bare)
        end = start + len(bare)
    return ShapePiece(
        *(unit_at[piece.start], unit_at[piece.end], unit_at[start], unit_at[end]),
        *(piece.facts, piece.word),
        *(piece.first_token, piece.last_token - piece.first_token + 1),
    )
