"""vaderSentiment itself, whose every figure the stock profile must equal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from vockit.language.sentiment.kernel import Scores

Figures = tuple[float, float, float, float]


@cache
def analyzer() -> Any:
    return SentimentIntensityAnalyzer()


def expected(texts: Sequence[str]) -> list[Figures]:
    figures = [analyzer().polarity_scores(text) for text in texts]
    return [(each["compound"], each["pos"], each["neu"], each["neg"]) for each in figures]


def actual(scores: Scores) -> list[Figures]:
    columns = (scores.compound, scores.pos, scores.neu, scores.neg)
    return list(zip(*(column.tolist() for column in columns), strict=True))
