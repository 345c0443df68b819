"""The texts of a batch as arrays: chunks, pieces and tokens, each with its place in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.language.arrays import Ints, ranges
from vockit.language.chunk_rows import ChunkColumns
from vockit.language.chunking import chunks_of
from vockit.language.chunks import ChunkTable


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A batch's chunks, pieces and tokens in the order of the texts."""

    columns: ChunkColumns
    chunk: Ints
    """Number of each chunk in the table."""
    chunk_verbatim: Ints
    piece: Ints
    """Number of each piece in the table."""
    piece_verbatim: Ints
    piece_start: Ints
    piece_end: Ints
    """Code points of the verbatim's text."""
    newlines: Ints
    """Line ends between each piece and the one before, 0 within a chunk."""
    token: Ints
    """Number of each token in the table."""
    token_piece: Ints
    """Index of each token's piece in this stream."""
    token_start: Ints
    token_end: Ints


def stream_of(texts: Sequence[str], table: ChunkTable) -> Stream:
    """Take the texts of a batch apart. No text is blank, so each has a chunk."""
    chunks = chunks_of(texts)
    chunk = table.ids(chunks)
    columns = table.columns
    counts = np.diff(chunks.first_of_texts())
    chunk_verbatim = np.repeat(np.arange(len(texts), dtype=np.int64), counts)
    line_ends = np.searchsorted(chunks.start, np.flatnonzero(chunks.points == ord("\n")))
    chunk_newlines = np.bincount(line_ends, minlength=len(chunks) + 1)
    start_in_text = chunks.start - chunks.text_start[chunk_verbatim]

    counts = columns.chunk_piece_count[chunk]
    piece = ranges(columns.chunk_pieces[chunk], counts)
    piece_chunk = np.repeat(np.arange(len(chunk), dtype=np.int64), counts)
    is_first = np.ones(len(piece), dtype=np.bool_)
    is_first[1:] = piece_chunk[1:] != piece_chunk[:-1]
    chunk_start = start_in_text[piece_chunk]

    counts = columns.piece_token_count[piece]
    token = ranges(columns.piece_tokens[piece], counts)
    token_piece = np.repeat(np.arange(len(piece), dtype=np.int64), counts)
    token_base = chunk_start[token_piece]
    return Stream(
        columns=columns,
        chunk=chunk,
        chunk_verbatim=chunk_verbatim,
        piece=piece,
        piece_verbatim=chunk_verbatim[piece_chunk],
        piece_start=chunk_start + columns.piece_start[piece],
        piece_end=chunk_start + columns.piece_end[piece],
        newlines=np.where(is_first, chunk_newlines[piece_chunk], 0),
        token=token,
        token_piece=token_piece,
        token_start=token_base + columns.token_start[token],
        token_end=token_base + columns.token_end[token],
    )
