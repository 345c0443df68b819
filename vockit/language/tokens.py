"""The tokens of a text by spaCy's tokenizer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from vockit.language.english import Token, mended
from vockit.language.pieces import Piece, pieces_of
from vockit.language.shapes import LONGEST, Place, shape_of, spacy_tokens, split, stand_in


def take_apart(chunk: str) -> tuple[Sequence[Token], Sequence[Piece]]:
    """The tokens of a chunk, as spaCy's tokenizer gives them, and its pieces."""
    chunk = mended(chunk)
    parts = split(chunk)
    stand_ins = [stand_in(core) for core in parts[1::2]]
    growth = [len(core) - len(short) for core, short in zip(parts[1::2], stand_ins, strict=True)]
    parts[1::2] = stand_ins
    shape = shape_of(tuple(parts)) if len(chunk) <= LONGEST else None
    if shape is None:
        tokens = spacy_tokens(chunk)
        return tokens, pieces_of(chunk, tokens)
    moved = list(accumulate(growth, initial=0))

    def at(place: Place) -> int:
        return place.offset + moved[place.cores]

    return (
        [
            Token(chunk[at(token.start) : at(token.end)], at(token.start), at(token.end))
            for token in shape.tokens
        ],
        [found.piece._replace(start=at(found.start), end=at(found.end)) for found in shape.pieces],
    )


def tokenize(text: str) -> list[Token]:
    """The tokens of a text; the tokenizer works chunk by chunk, so they are those of its chunks."""
    return [
        Token(token.text, found.start() + token.start, found.start() + token.end)
        for found in re.finditer(r"\S+", text)
        for token in take_apart(found.group())[0]
    ]
