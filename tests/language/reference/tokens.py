"""A text to its pieces, and their tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vockit.language import CLAUSE_WORD_CODE, Token, blank_english
from vockit.language.english import mended
from vockit.language.pieces import pieces_of

LONGEST = 256
WORDS = {code: word for word, code in CLAUSE_WORD_CODE.items()}


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between white space, or a part of it where a space was forgotten."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    facts: int
    """``PieceFact`` bits."""
    word: str
    """A word that decides about clauses ("but"), else ""."""
    newlines: int
    """Line ends between this piece and the one before."""


def pieces_of_text(text: str) -> list[Piece]:
    """The pieces of a text, each with its tokens; all places are places in the text."""
    found: list[Piece] = []
    for chunk in re.finditer(r"\S+", text):
        before = text[found[-1].end if found else 0 : chunk.start()]
        tokens = spacy_tokens(chunk.group())
        for piece in pieces_of(mended(chunk.group()), tokens):
            start, end = chunk.start() + piece.start, chunk.start() + piece.end
            own = tokens[piece.first_token : piece.last_token + 1]
            moved = [Token(t.text, chunk.start() + t.start, chunk.start() + t.end) for t in own]
            newlines = before.count("\n") if piece.start == 0 else 0
            facts, word = piece.facts, WORDS[piece.word]
            found.append(Piece(text[start:end], start, end, tuple(moved), facts, word, newlines))
    return found


def spacy_tokens(chunk: str) -> list[Token]:
    """The tokens of a chunk by spaCy; a very long chunk is taken in blocks."""
    tokens = []
    for start in range(0, len(chunk), LONGEST):
        block = blank_english().tokenizer(mended(chunk)[start : start + LONGEST])
        tokens += [Token(t.text, start + t.idx, start + t.idx + len(t)) for t in block]
    return tokens
