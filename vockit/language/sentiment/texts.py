"""VADER's figures for whole texts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np

from vockit.language.arrays import Ints, ranges
from vockit.language.sentiment.kernel import Scores, score
from vockit.language.sentiment.lexicon import SentimentLexicon
from vockit.language.sentiment.words import WordTable, chunk_words

CHARACTERS_KEPT = 8_000_000
"""Chunks of more characters in all are forgotten before the next batch; it bounds memory."""


class TextScorer:
    """Scores texts in batches; what it remembers of words changes its speed, never a figure."""

    def __init__(
        self, lexicon: SentimentLexicon, *, characters_kept: int = CHARACTERS_KEPT
    ) -> None:
        self._characters_kept = characters_kept
        self._table = WordTable(lexicon)
        self._chunks = _ChunkTable(self._table)

    def score(self, texts: Sequence[str]) -> Scores:
        """All figures of each text. Raises TypeError for what is not text, such as None or NaN."""
        if self._chunks.characters > self._characters_kept:
            self._chunks.clear()
        chunks = [text.split() for text in _checked(texts)]
        lengths = np.fromiter(map(len, chunks), dtype=np.int64, count=len(chunks))
        ids = np.fromiter(
            map(self._chunks.__getitem__, chain.from_iterable(chunks)),
            dtype=np.int64,
            count=int(lengths.sum()),
        )
        return score(*self._chunks.words_of(ids, _pointers(lengths)), self._table)


class _ChunkTable(dict[str, int]):
    """Distinct chunk to id, and what is known of each chunk as arrays indexed by id."""

    def __init__(self, table: WordTable) -> None:
        super().__init__()
        self._table = table
        self.clear()

    def clear(self) -> None:
        super().clear()
        self.characters = 0
        self._words = array("q")
        self._ends = array("q")
        self._exclamations = array("q")
        self._questions = array("q")

    def __missing__(self, chunk: str) -> int:
        taken = chunk_words(chunk, self._table.lexicon)
        self._words.extend(map(self._table.intern, taken.words))
        self._ends.append(len(self._words))
        self._exclamations.append(taken.exclamations)
        self._questions.append(taken.questions)
        self.characters += len(chunk)
        number = self[chunk] = len(self)
        return number

    def words_of(self, chunks: Ints, starts: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Word ids, pointers to each text's, and its counts of "!" and "?"; texts as chunk ids."""
        ends = np.asarray(self._ends)
        counts = np.diff(ends, prepend=0)[chunks]
        places = ranges(ends[chunks] - counts, counts)
        return (
            np.asarray(self._words)[places],
            _pointers(counts)[starts],
            np.diff(_pointers(np.asarray(self._exclamations)[chunks])[starts]),
            np.diff(_pointers(np.asarray(self._questions)[chunks])[starts]),
        )


def _pointers(counts: Ints) -> Ints:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))


def _checked(texts: Sequence[str]) -> Sequence[str]:
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}: {text!r}")
    return texts
