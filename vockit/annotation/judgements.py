"""How each clause and each verbatim of a batch feels, by one scorer for both profiles."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vockit.annotation.stream import Stream
from vockit.language.arrays import Bools, Ints, ranges
from vockit.language.matching import Hits
from vockit.language.sentiment.kernel import Scores, score
from vockit.language.sentiment.phrases import join_phrases
from vockit.language.sentiment.words import WordTable


@dataclass(frozen=True, slots=True, eq=False)
class WordStream:
    """The words of a batch that are scored, in order, with the segments that they form."""

    words: Ints
    starts: Ints
    """Where each segment begins, and the end of the last."""
    exclamations: Ints
    questions: Ints
    piece_start: Ints
    """Where the words of each piece begin (of each chunk, for verbatims), and the last end."""
    first: Ints | None = None
    """Where phrases stand for several words: the first word that each stands for, and the last."""
    last: Ints | None = None


def clause_words(stream: Stream, clause: Ints, scored: Bools) -> WordStream:
    """The words of each clause; ``clause`` is that of each piece, only ``scored`` ones count."""
    columns, piece = stream.columns, stream.piece
    n = int(clause[-1]) + 1 if len(clause) else 0
    counts = np.where(scored, columns.piece_word_count[piece], 0)
    words = columns.words[ranges(columns.piece_words[piece], counts)]
    return WordStream(
        words,
        _segment_starts(clause, counts, n),
        _sums(clause, columns.piece_exclamations[piece], n),
        _sums(clause, columns.piece_questions[piece], n),
        _pointers(counts),
    )


def verbatim_words(stream: Stream, n: int) -> WordStream:
    """The words of each whole verbatim, as VADER takes a text apart."""
    columns, chunk, verbatim = stream.columns, stream.chunk, stream.chunk_verbatim
    counts = columns.chunk_word_count[chunk]
    words = columns.words[ranges(columns.chunk_words[chunk], counts)]
    return WordStream(
        words,
        _segment_starts(verbatim, counts, n),
        _sums(verbatim, columns.chunk_exclamations[chunk], n),
        _sums(verbatim, columns.chunk_questions[chunk], n),
        _pointers(counts),
    )


def with_phrases(words: WordStream, stream: Stream, phrases: Hits, table: WordTable) -> WordStream:
    """The words of clauses with each sentiment phrase in the place of its words.

    ``phrases`` are matches over the tokens of the stream, each within one clause.
    """
    first = words.piece_start[stream.token_piece[phrases.first]]
    last = words.piece_start[stream.token_piece[phrases.last] + 1] - 1
    is_scored = last >= first
    hits = Hits(phrases.term[is_scored], first[is_scored], last[is_scored])
    joined = join_phrases(words.words, words.starts, hits, table)
    return replace(
        words, words=joined.words, starts=joined.starts, first=joined.first, last=joined.last
    )


def scores_of_words(words: WordStream, table: WordTable) -> Scores:
    """What the scorer says of each segment."""
    return score(words.words, words.starts, words.exclamations, words.questions, table)


def _segment_starts(segment: Ints, counts: Ints, n: int) -> Ints:
    return _pointers(_sums(segment, counts, n))


def _pointers(counts: Ints) -> Ints:
    pointers = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=pointers[1:])
    return pointers


def _sums(segment: Ints, values: Ints, n: int) -> Ints:
    return np.bincount(segment, values, minlength=n).astype(np.int64)
