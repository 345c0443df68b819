"""The pieces, tokens and words of each distinct chunk, as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from vockit.arrays import GrowingTable, Ints, ranges


@dataclass(frozen=True, slots=True, eq=False)
class ChunkColumns:
    """Distinct chunks, their pieces, and the tokens and words of these, as flat arrays.

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
    """Number of its set of symbols in ``Symbols``."""
    words: Ints
    """Ids in the ``WordTable``."""


_CHUNK_FIELDS = ChunkColumns.__slots__[:6]
_PIECE_FIELDS = ChunkColumns.__slots__[6:16]
_TOKEN_FIELDS = ChunkColumns.__slots__[16:19]
_PIECES = _CHUNK_FIELDS.index("chunk_pieces")
_TOKENS = _PIECE_FIELDS.index("piece_tokens")


def _table_of(fields: tuple[str, ...]) -> GrowingTable:
    return GrowingTable(len(fields))


class Sequences:
    """Sequences of whole numbers, each distinct one kept once, all in one column."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, ...], int] = {}
        self._figures = GrowingTable(1)

    def __len__(self) -> int:
        return len(self._figures)

    @property
    def columns(self) -> Ints:
        """The one column; valid until a sequence is added."""
        return self._figures.columns

    def place(self, figures: Sequence[int]) -> tuple[int, int]:
        """Where in the column a sequence is, and its length."""
        key = tuple(figures)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self._figures)
            self._figures.extend(key)
        return place, len(key)


@dataclass(frozen=True, slots=True, eq=False)
class ChunkRows:
    """The tables behind ``ChunkColumns``, a row a chunk, a piece and so on, that can grow."""

    chunks: GrowingTable = field(default_factory=lambda: _table_of(_CHUNK_FIELDS))
    pieces: GrowingTable = field(default_factory=lambda: _table_of(_PIECE_FIELDS))
    tokens: GrowingTable = field(default_factory=lambda: _table_of(_TOKEN_FIELDS))
    words: Sequences = field(default_factory=Sequences)

    @property
    def columns(self) -> ChunkColumns:
        """Views of all columns; valid until a table grows."""
        return ChunkColumns(
            *self.chunks.columns,
            *self.pieces.columns,
            *self.tokens.columns,
            *self.words.columns,
        )

    def only(self, chunks: Ints) -> ChunkRows:
        """A copy with these chunks only, in this order, and with their pieces, tokens and words."""
        of_chunks = self.chunks.columns.T[chunks]
        of_pieces, of_chunks[:, _PIECES] = _taken(self.pieces, of_chunks[:, _PIECES : _PIECES + 2])
        of_tokens, of_pieces[:, _TOKENS] = _taken(self.tokens, of_pieces[:, _TOKENS : _TOKENS + 2])
        kept = ChunkRows(words=self.words)
        kept.chunks.extend(of_chunks)
        kept.pieces.extend(of_pieces)
        kept.tokens.extend(of_tokens)
        return kept


def _taken(table: GrowingTable, pointing: Ints) -> tuple[Ints, Ints]:
    """The rows that are pointed to, each once, and where the pointers have to point now.

    ``pointing`` has a start and a count a row.
    """
    rows = table.columns.T
    is_taken = np.zeros(len(rows) + 1, dtype=np.bool_)
    is_taken[ranges(pointing[:, 0], pointing[:, 1])] = True
    place: Ints = np.cumsum(is_taken) - is_taken
    return rows[is_taken[:-1]], place[pointing[:, 0]]
