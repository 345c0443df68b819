"""vaderSentiment itself, whose every figure the stock profile must equal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.scoring import StockScorer

Figures = tuple[float, float, float, float]


@cache
def analyzer() -> Any:
    return SentimentIntensityAnalyzer()


@cache
def scorer() -> StockScorer:
    """One for all: what it was given before changes nothing."""
    return StockScorer()


def expected(texts: Sequence[str]) -> list[Figures]:
    figures = [analyzer().polarity_scores(text) for text in texts]
    return [(each["compound"], each["pos"], each["neu"], each["neg"]) for each in figures]


def actual(texts: Sequence[str], score: StockScorer | None = None) -> list[Figures]:
    """What vockit says of each text; a blank one has no words, and is never scored."""
    scores = (score or scorer())([text for text in texts if text.strip()])
    columns = (scores.compound, scores.pos, scores.neu, scores.neg)
    figures = iter(zip(*(column.tolist() for column in columns), strict=True))
    return [next(figures) if text.strip() else (0.0, 0.0, 0.0, 0.0) for text in texts]
