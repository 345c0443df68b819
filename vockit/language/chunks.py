"""Words are looked at once: a bounded table of distinct chunks, shared by tagging and scoring.

A chunk is what stands between white space. spaCy's tokenizer works chunk by chunk, so the tokens
of a text are the tokens of its chunks, and all that depends on a chunk alone is worked out the
first time that it is seen. What depends on neighbours is worked out over arrays of chunk numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vockit.language.arrays import GrowingInts, Ints
from vockit.language.english import Token, blank_english, lemma, lower_form, special_cases
from vockit.language.matching import Symbols
from vockit.language.pieces import Piece, pieces_of
from vockit.language.sentiment.words import ChunkWords, WordTable

CAPACITY = 250_000
"""Distinct chunks that are remembered; then the table starts anew. It bounds memory only."""

_LONGEST = 256
"""Longer chunks are tokenized in blocks of this many characters: the tokenizer is quadratic."""

_PLAIN = re.compile(r"([A-Za-z]+)([,;:!?]*|\.)$")


@dataclass(frozen=True, slots=True, eq=False)
class ChunkColumns:
    """What is known of each distinct chunk, its pieces, and their tokens and words, as flat arrays.

    Chunk ``c`` has the pieces ``chunk_pieces[c] .. + chunk_piece_count[c]``, and so on downwards.
    Starts and ends are code points from the start of the chunk.
    """

    chunk_pieces: Ints
    chunk_piece_count: Ints
    chunk_words: Ints
    chunk_word_count: Ints
    chunk_exclamations: Ints
    chunk_questions: Ints
    piece_start: Ints
    piece_end: Ints
    piece_facts: Ints
    piece_word: Ints
    piece_tokens: Ints
    piece_token_count: Ints
    piece_words: Ints
    piece_word_count: Ints
    piece_exclamations: Ints
    piece_questions: Ints
    token_start: Ints
    token_end: Ints
    token_symbols: Ints
    token_symbol_count: Ints
    symbols: Ints
    words: Ints
    """Ids in the ``WordTable``."""


class ChunkTable:
    """Distinct chunks, numbered in the order in which they are first seen."""

    def __init__(
        self,
        symbols: Symbols,
        words: WordTable,
        words_of: Callable[[str], ChunkWords],
        capacity: int = CAPACITY,
    ) -> None:
        self.words = words
        self._symbols = symbols
        self._words_of = words_of
        self._capacity = capacity
        self._ids: dict[str, int] = {}
        self._columns = {name: GrowingInts() for name in ChunkColumns.__slots__}

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, chunks: Sequence[str]) -> Ints:
        """The number of each chunk. Numbers given before mean nothing after this call."""
        if len(self._ids) > self._capacity:
            self._forget()
        known = self._ids
        new = [chunk for chunk in dict.fromkeys(chunks) if chunk not in known]
        if new:
            self._learn(new)
        return np.fromiter(map(known.__getitem__, chunks), dtype=np.int64, count=len(chunks))

    @property
    def columns(self) -> ChunkColumns:
        """Views of all columns; valid until the next call of ``ids``."""
        return ChunkColumns(**{name: column.view for name, column in self._columns.items()})

    def _forget(self) -> None:
        self._ids.clear()
        self.words.clear()
        for column in self._columns.values():
            column.clear()

    def _learn(self, chunks: Sequence[str]) -> None:
        block: dict[str, list[int]] = {name: [] for name in self._columns}
        base = {name: len(column) for name, column in self._columns.items()}
        for chunk in chunks:
            self._ids[chunk] = len(self._ids)
            self._add(chunk, block, base)
        for name, column in self._columns.items():
            column.extend(block[name])

    def _add(self, chunk: str, block: dict[str, list[int]], base: dict[str, int]) -> None:
        tokens = chunk_tokens(chunk)
        pieces = pieces_of(chunk, tokens)
        token_base = base["token_start"] + len(block["token_start"])
        for token in tokens:
            self._add_token(token, block, base)
        block["chunk_pieces"].append(base["piece_start"] + len(block["piece_start"]))
        block["chunk_piece_count"].append(len(pieces))
        first_word, word_count, seen = self._add_words(chunk, block, base)
        block["chunk_words"].append(first_word)
        block["chunk_word_count"].append(word_count)
        block["chunk_exclamations"].append(seen.exclamations)
        block["chunk_questions"].append(seen.questions)
        for piece in pieces:
            if len(pieces) > 1:
                first_word, word_count, seen = self._add_words(
                    chunk[piece.start : piece.end], block, base
                )
            block["piece_words"].append(first_word)
            block["piece_word_count"].append(word_count)
            block["piece_exclamations"].append(seen.exclamations)
            block["piece_questions"].append(seen.questions)
            _add_piece(piece, token_base, block)

    def _add_token(self, token: Token, block: dict[str, list[int]], base: dict[str, int]) -> None:
        lower = lower_form(token.text)
        symbols = self._symbols.of(lower, lemma(lower))
        block["token_start"].append(token.start)
        block["token_end"].append(token.end)
        block["token_symbols"].append(base["symbols"] + len(block["symbols"]))
        block["token_symbol_count"].append(len(symbols))
        block["symbols"].extend(symbols)

    def _add_words(
        self, text: str, block: dict[str, list[int]], base: dict[str, int]
    ) -> tuple[int, int, ChunkWords]:
        seen = self._words_of(text)
        first = base["words"] + len(block["words"])
        block["words"].extend(map(self.words.intern, seen.words))
        return first, len(seen.words), seen


def _add_piece(piece: Piece, token_base: int, block: dict[str, list[int]]) -> None:
    block["piece_start"].append(piece.start)
    block["piece_end"].append(piece.end)
    block["piece_facts"].append(piece.facts)
    block["piece_word"].append(piece.word)
    block["piece_tokens"].append(token_base + piece.first_token)
    block["piece_token_count"].append(piece.last_token - piece.first_token + 1)


def chunk_tokens(chunk: str) -> list[Token]:
    """spaCy's tokens of a chunk. Most are a word with plain punctuation, and known without it."""
    plain = _PLAIN.match(chunk)
    if plain is not None:
        word, marks = plain.groups()
        if not marks:
            if chunk not in special_cases():
                return [Token(chunk, 0, len(chunk))]
        elif word[-1].islower() and special_cases().isdisjoint((word, word + ".", chunk)):
            end = len(word)
            return [
                Token(word, 0, end),
                *(Token(mark, end + i, end + i + 1) for i, mark in enumerate(marks)),
            ]
    tokenizer = blank_english().tokenizer
    return [
        Token(token.text, start + token.idx, start + token.idx + len(token.text))
        for start in range(0, len(chunk), _LONGEST)
        for token in tokenizer(chunk[start : start + _LONGEST])
    ]
