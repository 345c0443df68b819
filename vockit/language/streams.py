"""The texts of a batch as arrays: chunks, pieces and tokens, with their positions in the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.arrays import Ints, spread
from vockit.language.chunk_rows import ChunkColumns
from vockit.language.chunk_table import ChunkTable
from vockit.language.chunking import Chunks, chunks_of


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A batch's chunks, pieces and tokens in the order of the texts.

    Positions in the texts are computed on demand, since few of them are needed.
    """

    columns: ChunkColumns
    chunk: Ints
    """Number of each chunk in the table."""
    chunk_verbatim: Ints
    chunk_start: Ints
    """Where each chunk begins in the joined texts."""
    text_start: Ints
    """Likewise each text. All other places are code points of the verbatim's text."""
    piece: Ints
    """Number of each piece in the table."""
    piece_chunk: Ints
    """Index of each piece's chunk in this stream."""
    first_piece: Ints
    """Index of each verbatim's first piece."""
    newlines: Ints
    """Line ends between each piece and the one before, 0 within a chunk; 2 stands for any more.

    Only those within a text count: where each text begins is known.
    """
    token: Ints
    """Number of each token in the table."""
    token_piece: Ints
    """Index of each token's piece in this stream."""

    def piece_verbatim(self, pieces: Ints) -> Ints:
        """The verbatims of these pieces (indices in this stream)."""
        return self.chunk_verbatim[self.piece_chunk[pieces]]

    def piece_start(self, pieces: Ints) -> Ints:
        """Where pieces begin."""
        return self._base(pieces) + self.columns.piece_start[self.piece[pieces]]

    def piece_end(self, pieces: Ints) -> Ints:
        """Where pieces end."""
        return self._base(pieces) + self.columns.piece_end[self.piece[pieces]]

    def token_start(self, tokens: Ints) -> Ints:
        """Where these tokens (indices in this stream) begin."""
        base = self._base(self.token_piece[tokens])
        return base + self.columns.token_start[self.token[tokens]]

    def token_end(self, tokens: Ints) -> Ints:
        """Where tokens end."""
        base = self._base(self.token_piece[tokens])
        return base + self.columns.token_end[self.token[tokens]]

    def _base(self, pieces: Ints) -> Ints:
        chunk = self.piece_chunk[pieces]
        return self.chunk_start[chunk] - self.text_start[self.chunk_verbatim[chunk]]


def stream_of(texts: Sequence[str], table: ChunkTable) -> Stream:
    """Split the texts of a batch. No text is blank, so each has a chunk."""
    chunks = chunks_of(texts)
    chunk = table.ids(chunks)
    columns = table.columns
    first_chunk = chunks.first_of_texts()
    chunk_verbatim = np.repeat(np.arange(len(texts)), np.diff(first_chunk))
    piece, piece_chunk = spread(columns.chunk_pieces[chunk], columns.chunk_piece_count[chunk])
    token, token_piece = spread(columns.piece_tokens[piece], columns.piece_token_count[piece])
    return Stream(
        columns=columns,
        chunk=chunk,
        chunk_verbatim=chunk_verbatim,
        chunk_start=chunks.start,
        text_start=chunks.text_start,
        piece=piece,
        piece_chunk=piece_chunk,
        first_piece=np.searchsorted(piece_chunk, first_chunk[:-1]),
        newlines=_newlines(chunks, piece_chunk),
        token=token,
        token_piece=token_piece,
    )


def _newlines(chunks: Chunks, piece_chunk: Ints) -> Ints:
    newlines = np.zeros(len(piece_chunk) + 1, dtype=np.int8)
    if chunks.joined.count("\n") >= len(chunks.text_start) - 1:
        line_ends = np.searchsorted(chunks.start, np.flatnonzero(chunks.points == ord("\n")))
        chunk, counts = np.unique(line_ends, return_counts=True)
        newlines[np.searchsorted(piece_chunk, chunk)] = np.minimum(counts, 2)
    return newlines[:-1]
