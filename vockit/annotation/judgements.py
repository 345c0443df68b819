"""How each clause and each verbatim of a batch feels, by one scorer for both profiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vockit.annotation.stream import Stream
from vockit.language.arrays import Bools, Ints, ranges
from vockit.language.sentiment.kernel import Scores, score
from vockit.language.sentiment.words import WordTable


@dataclass(frozen=True, slots=True, eq=False)
class WordStream:
    """The words of a batch that are scored, in order, with the segments that they form."""

    words: Ints
    starts: Ints
    """Where each segment begins, and the end of the last."""
    exclamations: Ints
    questions: Ints


def clause_words(stream: Stream, clause: Ints, scored: Bools) -> WordStream:
    """The words of each clause; ``clause`` is that of each piece, only ``scored`` ones count."""
    columns, piece = stream.columns, stream.piece
    n = int(clause[-1]) + 1 if len(clause) else 0
    counts = np.where(scored, columns.piece_word_count[piece], 0)
    words = columns.words[ranges(columns.piece_words[piece], counts)]
    return WordStream(
        words,
        _starts(clause, counts, n),
        _sums(clause, columns.piece_exclamations[piece], n),
        _sums(clause, columns.piece_questions[piece], n),
    )


def verbatim_words(stream: Stream, n: int) -> WordStream:
    """The words of each whole verbatim, as VADER takes a text apart."""
    columns, chunk, verbatim = stream.columns, stream.chunk, stream.chunk_verbatim
    counts = columns.chunk_word_count[chunk]
    words = columns.words[ranges(columns.chunk_words[chunk], counts)]
    return WordStream(
        words,
        _starts(verbatim, counts, n),
        _sums(verbatim, columns.chunk_exclamations[chunk], n),
        _sums(verbatim, columns.chunk_questions[chunk], n),
    )


def stock_scores(words: WordStream, table: WordTable) -> Scores:
    """VADER's own figures of each segment."""
    return score(words.words, words.starts, words.exclamations, words.questions, table)


def _starts(segment: Ints, counts: Ints, n: int) -> Ints:
    starts = np.zeros(n + 1, dtype=np.int64)
    starts[1:] = np.cumsum(_sums(segment, counts, n))
    return starts


def _sums(segment: Ints, values: Ints, n: int) -> Ints:
    return np.bincount(segment, values, minlength=n).astype(np.int64)
