"""A bounded table of distinct chunks, shared by tagging and scoring: each is analysed once.

A chunk is what stands between white space. spaCy's tokenizer works chunk by chunk, so the tokens
of a text are the tokens of its chunks. Everything that depends only on a chunk is computed the
first time that it is seen. What depends on neighbours is computed over arrays of chunk numbers.
"""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools, Ints
from vockit.language.chunk_rows import ChunkColumns, ChunkRows
from vockit.language.chunking import Chunks
from vockit.language.learning import Learner
from vockit.language.matching import Symbols
from vockit.language.numbering import ChunkNumbers
from vockit.language.sentiment.words import WordTable

CAPACITY = 200_000
"""Distinct chunks that are remembered. When there are more, those that came in one batch only are
forgotten, which changes no result: links and typos come once, and are half of a long input."""
WORDS_KEPT = 1 << 20
"""Words in all distinct sequences of words; when there are more, all are forgotten. That is rare:
most chunks are one word, but a chunk of emoji may be as many words as it has characters."""


class ChunkTable:
    """Distinct chunks, numbered in the order in which they are first seen.

    ``scores_whole`` is whether the words of whole chunks are needed, not only those of pieces.
    """

    def __init__(
        self,
        symbols: Symbols,
        words: WordTable,
        capacity: int = CAPACITY,
        *,
        scores_whole: bool = True,
    ) -> None:
        self._capacity = capacity
        self._learner = Learner(symbols, words, scores_whole=scores_whole)
        self._numbers = ChunkNumbers()
        self._came_again: Bools = np.zeros(1024, dtype=np.bool_)
        """Of each chunk: whether it came again in a later batch."""
        self._rows = ChunkRows()

    def __len__(self) -> int:
        return len(self._numbers)

    def ids(self, chunks: Chunks) -> Ints:
        """The number of each chunk. Earlier numbers are no longer valid after this call."""
        if len(self) > self._capacity or len(self._rows.words) > WORDS_KEPT:
            self._forget()
        known = len(self)
        ids, new = self._numbers.of(chunks)
        self._came_again[ids[ids < known]] = True
        if len(new):
            self._learner.learn(chunks, new, self._rows)
            self._came_again = _at_least(len(self), self._came_again)
        return ids

    @property
    def columns(self) -> ChunkColumns:
        """Views of all columns; valid until the next call of ``ids``."""
        return self._rows.columns

    def _forget(self) -> None:
        """Forget the chunks that came in one batch only, and more if that leaves little room.

        Of those that came again the first are kept: common ones come early.
        """
        kept = np.flatnonzero(self._came_again[: len(self)])[: self._capacity * 3 // 4]
        if len(self._rows.words) > WORDS_KEPT:
            kept = kept[:0]
            self._rows = ChunkRows()
            self._learner.forget()
        self._numbers = self._numbers.only(kept)
        self._rows = self._rows.only(kept)
        self._came_again = np.zeros(len(self._came_again), dtype=np.bool_)


def _at_least(length: int, flags: Bools) -> Bools:
    if len(flags) >= length:
        return flags
    return np.concatenate((flags, np.zeros(length, dtype=np.bool_)))
