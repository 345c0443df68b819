"""The sentiment of each clause and verbatim of a batch, by one scorer for both profiles."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vockit.arrays import Bools, Ints, first_of_runs, ranges, spread
from vockit.language import Hits, Scores, Stream, WordTable, join_phrases, score


@dataclass(frozen=True, slots=True, eq=False)
class WordStream:
    """The words of a batch that are scored, in order, with the segments that they form."""

    words: Ints
    starts: Ints
    """Where each segment begins, and where the last one ends."""
    exclamations: Ints
    questions: Ints
    piece_start: Ints
    """Where the words of each piece begin (of each chunk, for verbatims), and the last ones end."""
    first: Ints | None = None
    """If phrases replace words: the first word that each replaces, and the end of the last."""


@dataclass(frozen=True, slots=True, eq=False)
class PieceWords:
    """The words of all pieces of a batch, in order."""

    words: Ints
    piece: Ints
    """Index of each word's piece."""
    count: Ints
    """Number of words of each piece."""


def piece_words(stream: Stream, silent: Bools | None, table: WordTable) -> PieceWords:
    """The words of all pieces. Those of ``silent`` pieces have no part in any score."""
    columns = stream.columns
    count = columns.piece_word_count[stream.piece]
    place, piece = spread(columns.piece_words[stream.piece], count)
    words = columns.words[place]
    if silent is not None:
        words = np.where(silent[piece], table.plain, words)
    return PieceWords(words, piece, count)


def clause_words(stream: Stream, words: PieceWords, first: Ints, unscored: Ints) -> WordStream:
    """The words of each clause, except those of ``unscored`` pieces.

    ``first`` are the first pieces of clauses; as all clauses, they have a piece each.
    """
    scored = np.ones(len(stream.piece), dtype=np.bool_)
    scored[unscored] = False
    pointers = _pointers(words.count * scored)
    columns = stream.columns
    return WordStream(
        words.words[np.flatnonzero(scored[words.piece])],
        np.append(pointers[first], pointers[-1]),
        _sums(columns.piece_exclamations[stream.piece], first),
        _sums(columns.piece_questions[stream.piece], first),
        pointers,
    )


def verbatim_words(stream: Stream) -> WordStream:
    """The words of each whole verbatim, as VADER splits a text."""
    columns, chunk = stream.columns, stream.chunk
    first = np.flatnonzero(first_of_runs(stream.chunk_verbatim))
    counts = columns.chunk_word_count[chunk]
    pointers = _pointers(counts)
    return WordStream(
        columns.words[ranges(columns.chunk_words[chunk], counts)],
        np.append(pointers[first], pointers[-1]),
        _sums(columns.chunk_exclamations[chunk], first),
        _sums(columns.chunk_questions[chunk], first),
        pointers,
    )


def with_phrases(words: WordStream, stream: Stream, phrases: Hits, table: WordTable) -> WordStream:
    """The words of clauses, with one word in place of each sentiment phrase.

    ``phrases`` are matches over the tokens of the stream, each within one clause.
    """
    first = words.piece_start[stream.token_piece[phrases.first]]
    last = words.piece_start[stream.token_piece[phrases.last] + 1] - 1
    is_scored = last >= first
    hits = Hits(phrases.term[is_scored], first[is_scored], last[is_scored])
    joined = join_phrases(words.words, words.starts, hits, table)
    return replace(words, words=joined.words, starts=joined.starts, first=joined.first)


def scores_of_words(words: WordStream, table: WordTable) -> Scores:
    """The scores of each segment."""
    return score(words.words, words.starts, words.exclamations, words.questions, table)


def _pointers(counts: Ints) -> Ints:
    pointers = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=pointers[1:])
    return pointers


def _sums(counts: Ints, first: Ints) -> Ints:
    """The sum of the counts, most of them 0, from each first entry up to the next."""
    some = np.flatnonzero(counts > 0)
    segment = np.searchsorted(first, some, side="right") - 1
    return np.bincount(segment, counts[some], minlength=len(first)).astype(np.int64)
