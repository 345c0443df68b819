"""Ratings as numbers, and the scale that they are on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vockit.verbatims import RatingScale

_MEMO = 1 << 16
_OUTLIERS = 0.01
"""Share of values that may lie outside a scale: typing errors must not stretch it."""
_TELLING = 30
"""Ratings up to 7, of which so many are none of 8, 9 and 10, are on a scale of seven."""
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_OF = re.compile(
    rf"\s*({_NUMBER})\s*(?:(?:/|of|out of)\s*({_NUMBER}))?\s*(?:%|[a-z*★]+)?\s*", re.IGNORECASE
)
_STARS = re.compile(r"\s*(★*)[☆✩]*\s*")


@dataclass(frozen=True, slots=True)
class RatingValue:
    """A rating as written: ``best`` where the text names it, as in ``4 of 5 bubbles``."""

    value: float
    best: float | None = None


def parse_rating(text: str) -> RatingValue | None:
    """The number in ``4``, ``4,5``, ``4/5``, ``4 of 5 bubbles``, ``5 stars`` or ``★★★``, if any."""
    if found := _OF.fullmatch(text):
        best = _number(found[2]) if found[2] else None
        return RatingValue(_number(found[1]), best)
    if (found := _STARS.fullmatch(text)) and found[1]:
        return RatingValue(float(len(found[1])), float(len(text.strip())))
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def find_scale(name: str, texts: Sequence[str]) -> RatingScale | None:
    """The smallest usual scale that holds the values: 1–5, 0–5, 1–7, 1–10, 0–10, 0–100, −n to n.

    Up to one value in a hundred may lie outside. A column that is called after the net promoter
    score is on 0 to 10 (Reichheld 2003), a column of stars starts at 1. None without ratings.
    """
    known: dict[str, RatingValue | None] = {}
    for text in texts:
        if text not in known:
            known[text] = parse_rating(text)
    ratings = [rating for text in texts if (rating := known[text]) is not None]
    if not ratings:
        return None
    if "nps" in re.split(r"[^a-z]+", name.casefold()):
        return RatingScale(0, 10)
    values = np.array([rating.value for rating in ratings])
    low, high = np.quantile(values, (_OUTLIERS, 1 - _OUTLIERS), method="closest_observation")
    least = 0 if low < 1 and "star" not in name.casefold() else 1
    named = [rating.best for rating in ratings if rating.best is not None]
    if len(named) > len(ratings) / 2:
        return RatingScale(least, max(set(named), key=lambda best: (named.count(best), best)))
    if low < 0 and -low > 0.6 * high:
        bound = math.ceil(max(-low, high))
        return RatingScale(-bound, bound)
    sevenfold = least == 1 and high == 7 and len(values) >= _TELLING
    tops = (5, 7, 10, 100) if sevenfold else (5, 10, 100)
    top = next((top for top in tops if high <= top), math.ceil(high))
    return RatingScale(0 if top >= 100 else least, top)


def scale_of_part(name: str, texts: Sequence[str], together: RatingScale) -> RatingScale:
    """The scale of a file, one of several with the same columns, which are ``together`` on another.

    Its own ratings decide where there are enough of them and their scale ends elsewhere; that a
    file lacks the lowest rating says nothing.
    """
    own = find_scale(name, texts)
    if own is None or own.high == together.high:
        return together
    rated = sum(parse_rating(text) is not None for text in texts)
    return own if rated >= _TELLING else together


class RatingReader:
    """Reads a column of ratings on one scale, each distinct text once."""

    def __init__(self, scale: RatingScale) -> None:
        self.scale = scale
        self._memo: dict[str, float] = {}

    def read(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """The ratings in the units of the scale, NaN for what is none or lies outside."""
        memo = self._memo
        if len(memo) > _MEMO:
            memo.clear()
        for text in set(texts).difference(memo):
            memo[text] = self._value(text)
        return np.fromiter(map(memo.__getitem__, texts), dtype=np.float64, count=len(texts))

    def _value(self, text: str) -> float:
        rating = parse_rating(text)
        if rating is None or not self.scale.low <= rating.value <= self.scale.high:
            return math.nan
        return rating.value
