"""VADER's figures for whole texts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from vockit.arrays import Ints, ranges
from vockit.language.chunking import Chunks, chunks_of
from vockit.language.numbering import ChunkNumbers
from vockit.language.sentiment.kernel import Scores, score
from vockit.language.sentiment.lexicon import SentimentLexicon
from vockit.language.sentiment.words import WordTable

CHARACTERS_KEPT = 8_000_000
"""Chunks of more characters in all are forgotten before the next batch; it bounds memory."""


class TextScorer:
    """Scores texts in batches; what it remembers of words changes its speed, never a figure."""

    def __init__(
        self, lexicon: SentimentLexicon, *, characters_kept: int = CHARACTERS_KEPT
    ) -> None:
        self._characters_kept = characters_kept
        self._table = WordTable(lexicon)
        self._chunks = _ChunkWords(self._table)

    def score(self, texts: Sequence[str]) -> Scores:
        """All figures of each text. Raises TypeError for what is not text, such as None or NaN."""
        chunks = chunks_of(_checked(texts))
        if self._chunks.characters > self._characters_kept:
            self._chunks = _ChunkWords(self._table)
        words, pointers, exclamations, questions = self._chunks.words_of(chunks)
        starts = chunks.first_of_texts()
        return score(
            words,
            pointers[starts],
            np.diff(_pointers(exclamations)[starts]),
            np.diff(_pointers(questions)[starts]),
            self._table,
        )


class _ChunkWords:
    """The words of distinct chunks, one chunk after the other."""

    def __init__(self, table: WordTable) -> None:
        self._table = table
        self._numbers = ChunkNumbers()
        self.characters = 0
        self._words = array("q")
        self._ends = array("q")
        self._exclamations = array("q")
        self._questions = array("q")

    def words_of(self, chunks: Chunks) -> tuple[Ints, Ints, Ints, Ints]:
        """Word ids, where those of each chunk begin, and each chunk's counts of "!" and "?"."""
        number, new = self._numbers.of(chunks)
        for chunk in chunks.strings(new):
            self._add(chunk)
        ends = np.asarray(self._ends)
        counts = np.diff(ends, prepend=0)[number]
        return (
            np.asarray(self._words)[ranges(ends[number] - counts, counts)],
            _pointers(counts),
            np.asarray(self._exclamations)[number],
            np.asarray(self._questions)[number],
        )

    def _add(self, chunk: str) -> None:
        words, exclamations, questions = self._table.words_of(chunk)
        self._words.extend(words)
        self._ends.append(len(self._words))
        self._exclamations.append(exclamations)
        self._questions.append(questions)
        self.characters += len(chunk)


def _pointers(counts: Ints) -> Ints:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))


def _checked(texts: Sequence[str]) -> Sequence[str]:
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}: {text!r}")
    return texts
