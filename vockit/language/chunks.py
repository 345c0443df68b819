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

from vockit.language.arrays import GrowingTable, Ints
from vockit.language.english import Token, blank_english, lemma, lower_form, mended, special_cases
from vockit.language.matching import Symbols
from vockit.language.pieces import Piece, pieces_of, plain_piece
from vockit.language.sentiment.words import ChunkWords, WordTable

CAPACITY = 250_000
"""Distinct chunks that are remembered; then the table starts anew. It bounds memory only."""

_LONGEST = 256
"""Longer chunks are tokenized in blocks of this many characters: the tokenizer is quadratic."""

_PLAIN = re.compile(r"([A-Za-z]+|@[A-Za-z]\w*[A-Za-z0-9]|\d+)([,;:!?]*|\.)", re.ASCII)
_LINK = re.compile(r"https?://[A-Za-z]+\.[a-z]{2,3}/[A-Za-z0-9]*(?:[A-Za-z]{4}|\d)", re.ASCII)


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

    def __init__(
        self,
        symbols: Symbols,
        words: WordTable,
        words_of: Callable[[str], ChunkWords],
        capacity: int = CAPACITY,
    ) -> None:
        self.words = words
        self._symbols_of = symbols.of
        self._words_of = words_of
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
        self._symbol_list.extend([(symbol,) for symbol in block.symbols])
        self._word_list.extend([(word,) for word in block.words])

    def _add(self, chunk: str, block: _Block) -> None:
        tokens, pieces = take_apart(chunk)
        token_base = block.token_base + len(block.tokens)
        piece_base = block.piece_base + len(block.pieces)
        for token in tokens:
            symbols = self._token_symbols.get(token.text)
            if symbols is None:
                symbols = self._token_symbols[token.text] = self._add_symbols(token.text, block)
            block.tokens.append((token.start, token.end, *symbols))
        words = self._add_words(chunk, block)
        block.chunks.append((piece_base, len(pieces), *words))
        for piece in pieces:
            if len(pieces) > 1:
                words = self._add_words(chunk[piece.start : piece.end], block)
            block.pieces.append(
                (
                    piece.start,
                    piece.end,
                    piece.facts,
                    piece.word,
                    token_base + piece.first_token,
                    piece.last_token - piece.first_token + 1,
                    *words,
                )
            )

    def _add_symbols(self, token: str, block: _Block) -> tuple[int, int]:
        lower = lower_form(token)
        symbols = self._symbols_of(lower, lemma(lower))
        start = block.symbol_base + len(block.symbols)
        block.symbols.extend(symbols)
        return start, len(symbols)

    def _add_words(self, text: str, block: _Block) -> tuple[int, int, int, int]:
        seen = self._words_of(text)
        start = block.word_base + len(block.words)
        block.words.extend(map(self.words.intern, seen.words))
        return start, len(seen.words), seen.exclamations, seen.questions


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
    """What a batch's new chunks add to the table, before it is appended."""

    __slots__ = (
        "chunks",
        "piece_base",
        "pieces",
        "symbol_base",
        "symbols",
        "token_base",
        "tokens",
        "word_base",
        "words",
    )

    def __init__(self, piece_base: int, token_base: int, symbol_base: int, word_base: int) -> None:
        self.piece_base, self.token_base = piece_base, token_base
        self.symbol_base, self.word_base = symbol_base, word_base
        self.chunks: list[tuple[int, ...]] = []
        self.pieces: list[tuple[int, ...]] = []
        self.tokens: list[tuple[int, ...]] = []
        self.symbols: list[int] = []
        self.words: list[int] = []


def take_apart(chunk: str) -> tuple[Sequence[Token], Sequence[Piece]]:
    """The tokens of a chunk, as spaCy's tokenizer gives them, and its pieces.

    Most chunks are a word, a number or a handle with plain marks behind it, or a short link: their
    tokens are known without the tokenizer, which takes ten times as long.
    """
    plain = _PLAIN.fullmatch(chunk)
    if plain is not None:
        word, marks = plain.groups()
        if not marks:
            if chunk not in special_cases():
                return (Token(chunk, 0, len(chunk)),), (plain_piece(word, marks),)
        elif (
            word[-1].islower() or (word.isdigit() and marks != ":")
        ) and special_cases().isdisjoint((word, word + ".", chunk)):
            end = len(word)
            return (
                Token(word, 0, end),
                *(Token(mark, end + i, end + i + 1) for i, mark in enumerate(marks)),
            ), (plain_piece(word, marks),)
    elif _LINK.fullmatch(chunk):
        tokens: Sequence[Token] = (Token(chunk, 0, len(chunk)),)
        return tokens, pieces_of(chunk, tokens)
    tokens = spacy_tokens(mended(chunk))
    return tokens, pieces_of(chunk, tokens)


def spacy_tokens(chunk: str) -> list[Token]:
    """The tokens of a chunk by spaCy's tokenizer, a very long chunk in blocks."""
    tokenizer = blank_english().tokenizer
    return [
        Token(token.text, start + token.idx, start + token.idx + len(token.text))
        for start in range(0, len(chunk), _LONGEST)
        for token in tokenizer(chunk[start : start + _LONGEST])
    ]
