"""VADER's figures of whole texts, by the parts of vockit that ``--sentiment stock`` uses."""

from __future__ import annotations

from collections.abc import Sequence

from vockit.annotation.judgements import scores_of_words, verbatim_words
from vockit.language import ChunkTable, Scores, TermMatcher, WordTable, stock_lexicon, stream_of


class StockScorer:
    """Scores texts in batches; what it remembers of words changes its speed, never a figure."""

    def __init__(self, capacity: int = 200_000) -> None:
        """``capacity`` is the number of distinct chunks that are remembered."""
        self._words = WordTable(stock_lexicon())
        self._chunks = ChunkTable(TermMatcher([]).symbols, self._words, capacity)

    def __call__(self, texts: Sequence[str]) -> Scores:
        """All figures of each text. No text is blank."""
        return scores_of_words(verbatim_words(stream_of(texts, self._chunks)), self._words)
