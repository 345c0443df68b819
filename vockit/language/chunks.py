"""Words are looked at once: a bounded table of distinct chunks, shared by tagging and scoring.

A chunk is what stands between white space. spaCy's tokenizer works chunk by chunk, so the tokens
of a text are the tokens of its chunks, and all that depends on a chunk alone is worked out the
first time that it is seen. What depends on neighbours is worked out over arrays of chunk numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.language.arrays import GrowingTable, Ints
from vockit.language.english import lemma, lower_form
from vockit.language.matching import Symbols
from vockit.language.sentiment.words import WordTable
from vockit.language.tokens import take_apart

CAPACITY = 250_000
"""Distinct chunks that are remembered; then the table starts anew. It bounds memory only."""


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


_CHUNK_FIELDS = ChunkColumns.__slots__[:6]
_PIECE_FIELDS = ChunkColumns.__slots__[6:16]
_TOKEN_FIELDS = ChunkColumns.__slots__[16:20]


class ChunkTable:
    """Distinct chunks, numbered in the order in which they are first seen."""

    def __init__(self, symbols: Symbols, words: WordTable, capacity: int = CAPACITY) -> None:
        self.words = words
        self._symbols_of = symbols.of
        self._words_of = words.words_of
        self._capacity = capacity
        self._ids = _Numbers()
        self._token_symbols: dict[str, tuple[int, int]] = {}
        """Where the symbols of each distinct token are."""
        self._chunks = GrowingTable(len(_CHUNK_FIELDS))
        self._pieces = GrowingTable(len(_PIECE_FIELDS))
        self._tokens = GrowingTable(len(_TOKEN_FIELDS))
        self._symbol_list = GrowingTable(1)
        self._word_list = GrowingTable(1)

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, chunks: Sequence[str]) -> Ints:
        """The number of each chunk. Numbers given before mean nothing after this call."""
        if len(self._ids) > self._capacity:
            self._forget()
        ids = np.fromiter(map(self._ids.__getitem__, chunks), dtype=np.int64, count=len(chunks))
        if self._ids.new:
            self._learn(self._ids.new)
            self._ids.new = []
        return ids

    @property
    def columns(self) -> ChunkColumns:
        """Views of all columns; valid until the next call of ``ids``."""
        return ChunkColumns(
            *self._chunks.columns,
            *self._pieces.columns,
            *self._tokens.columns,
            *self._symbol_list.columns,
            *self._word_list.columns,
        )

    def _forget(self) -> None:
        self._ids.clear()
        self._token_symbols.clear()
        self.words.clear()
        for table in (
            self._chunks,
            self._pieces,
            self._tokens,
            self._symbol_list,
            self._word_list,
        ):
            table.clear()

    def _learn(self, chunks: Sequence[str]) -> None:
        block = _Block(
            len(self._pieces), len(self._tokens), len(self._symbol_list), len(self._word_list)
        )
        for chunk in chunks:
            self._add(chunk, block)
        self._chunks.extend(block.chunks)
        self._pieces.extend(block.pieces)
        self._tokens.extend(block.tokens)
        self._symbol_list.extend(block.symbols)
        self._word_list.extend(block.words)

    def _add(self, chunk: str, block: _Block) -> None:
        tokens, pieces = take_apart(chunk)
        for text, start, end in tokens:
            symbols = self._token_symbols.get(text)
            if symbols is None:
                symbols = self._token_symbols[text] = self._add_symbols(text, block)
            block.tokens += (start, end, *symbols)
        words = self._add_words(chunk, block)
        block.chunks += (block.piece_count, len(pieces), *words)
        for first_token, last_token, start, end, facts, word in pieces:
            if len(pieces) > 1:
                words = self._add_words(chunk[start:end], block)
            token = block.token_count + first_token
            count = last_token - first_token + 1
            block.pieces += (start, end, facts, word, token, count, *words)
        block.piece_count += len(pieces)
        block.token_count += len(tokens)

    def _add_symbols(self, token: str, block: _Block) -> tuple[int, int]:
        lower = lower_form(token)
        symbols = self._symbols_of(lower, lemma(lower))
        start = block.symbol_base + len(block.symbols)
        block.symbols += symbols
        return start, len(symbols)

    def _add_words(self, text: str, block: _Block) -> tuple[int, int, int, int]:
        words, exclamations, questions = self._words_of(text)
        start = block.word_base + len(block.words)
        block.words += words
        return start, len(words), exclamations, questions


class _Numbers(dict[str, int]):
    """Numbers chunks as they are asked for, and keeps those that are new."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self)
        self.new.append(chunk)
        return number


class _Block:
    """What a batch's new chunks add to the table, as rows in one list, before it is appended."""

    __slots__ = (
        "chunks",
        "piece_count",
        "pieces",
        "symbol_base",
        "symbols",
        "token_count",
        "tokens",
        "word_base",
        "words",
    )

    def __init__(self, pieces: int, tokens: int, symbols: int, words: int) -> None:
        self.piece_count, self.token_count = pieces, tokens
        """In the table and this block; the bases are where its symbols and words begin."""
        self.symbol_base, self.word_base = symbols, words
        self.chunks: list[int] = []
        self.pieces: list[int] = []
        self.tokens: list[int] = []
        self.symbols: list[int] = []
        self.words: list[int] = []
