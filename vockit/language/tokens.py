"""The tokens of a chunk by spaCy's tokenizer, which is asked once for all chunks of one shape.

The tokenizer takes about 20 µs a chunk and looks at few letters: it goes by marks, digits, case,
and the words that it knows by heart. All else is replaced by a stand-in of the same form:
``"Luggage,"`` and ``"Baggage,"`` have one shape, ``"Refund,"``, and so the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from vockit.language.english import Token, blank_english, mended, special_cases
from vockit.language.pieces import TELLING_WORDS, Piece, pieces_of

LONGEST = 256
"""Longer chunks are tokenized in blocks of this many characters: the tokenizer is quadratic."""

_RUN = re.compile(r"([A-Za-z]+|[0-9]+)")
_NO_SHAPE = re.compile(r"[^.]\.[^\WA-Z0-9]|(?:[0-9]+\.){2}|[0-9][A-Za-z]|[A-Za-z]\$")
"""Perhaps an address, whose letters count one by one, a unit ("5km"), or a currency ("US$")."""
_LINK = re.compile(r"https?://[A-Za-z]+\.[a-z]{2,3}/[A-Za-z0-9]*(?:[A-Za-z]{4}|[0-9])")
"""A short link, which is one token; posts on social media are full of them."""
_STAND_INS = frozenset({"refund", "refunding", "00"})
"""In lower case."""


class _Place(NamedTuple):
    """A place in a shape: characters before it, and the part that it is in.

    Parts are the runs of letters or digits and what stands between them.
    """

    offset: int
    part: int


class _Anatomy(NamedTuple):
    """The tokens and pieces of a shape."""

    tokens: Sequence[tuple[_Place, _Place]]
    pieces: Sequence[tuple[Piece, _Place, _Place]]


def take_apart(chunk: str) -> tuple[Sequence[Token], Sequence[Piece]]:
    """The tokens of a chunk, as spaCy's tokenizer gives them, and its pieces."""
    chunk = mended(chunk)
    if len(chunk) <= LONGEST and not _NO_SHAPE.search(chunk):
        runs = _RUN.split(chunk)
        shape = runs.copy()
        shape[1::2] = map(_stand_in, runs[1::2])
        anatomy = _anatomy("".join(shape))
        if anatomy is not None:
            return _as_in(chunk, anatomy, _shifts(runs, shape))
    is_link = _LINK.fullmatch(chunk) is not None
    tokens = [Token(chunk, 0, len(chunk))] if is_link else spacy_tokens(chunk)
    return tokens, pieces_of(chunk, tokens)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text; the tokenizer works chunk by chunk, so they are those of its chunks."""
    return [
        Token(token.text, found.start() + token.start, found.start() + token.end)
        for found in re.finditer(r"\S+", text)
        for token in take_apart(found.group())[0]
    ]


def spacy_tokens(chunk: str) -> list[Token]:
    """The tokens of a chunk by spaCy's tokenizer, a very long chunk in blocks."""
    tokenizer = blank_english().tokenizer
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


def _stand_in(run: str) -> str:
    """What stands for a run of letters or digits; itself where its letters may decide."""
    lower = run.lower()
    if len(run) == 1 or lower in _deciding():
        return run
    if lower.isdigit():
        return "00"
    word = "refunding" if lower.endswith("ing") else "refund"
    if run == lower:
        return word
    # Of capitals, those of the first letter and of the last two are looked at.
    first = word[0].upper() if run[0].isupper() else word[0]
    last = word[-2].upper() if run[-2].isupper() else word[-2]
    last += word[-1].upper() if run[-1].isupper() else word[-1]
    return first + word[1:-2] + last


@lru_cache(maxsize=1 << 16)
def _anatomy(shape: str) -> _Anatomy | None:
    """Where the tokens and pieces of a shape are; None where one ends within a stand-in."""
    places: dict[int, _Place] = {}
    start = 0
    for part, run in enumerate(_RUN.split(shape)):
        for offset in range(start, start + (1 if run.lower() in _STAND_INS else len(run) + 1)):
            places[offset] = _Place(offset, part)
        start += len(run)
    tokens = spacy_tokens(shape)
    if not all(token.start in places and token.end in places for token in tokens):
        return None
    return _Anatomy(
        [(places[token.start], places[token.end]) for token in tokens],
        [(piece, places[piece.start], places[piece.end]) for piece in pieces_of(shape, tokens)],
    )


def _shifts(runs: Sequence[str], shape: Sequence[str]) -> Sequence[int]:
    """How much further each part begins in the chunk than in its shape."""
    if len(runs) == 3:
        return 0, 0, len(runs[1]) - len(shape[1])
    longer = [len(run) - len(stand_in) for run, stand_in in zip(runs, shape, strict=True)]
    return list(accumulate(longer, initial=0))


def _as_in(
    chunk: str, anatomy: _Anatomy, shifts: Sequence[int]
) -> tuple[Sequence[Token], Sequence[Piece]]:
    """The tokens and pieces of a shape in a chunk of that shape."""
    tokens = []
    for (start, start_part), (end, end_part) in anatomy.tokens:
        first, last = start + shifts[start_part], end + shifts[end_part]
        tokens.append(Token(chunk[first:last], first, last))
    pieces = [
        Piece(
            first_token,
            last_token,
            start + shifts[start_part],
            end + shifts[end_part],
            facts,
            word,
        )
        for (
            (first_token, last_token, _, _, facts, word),
            (start, start_part),
            (end, end_part),
        ) in anatomy.pieces
    ]
    return tokens, pieces
