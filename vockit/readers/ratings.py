"""Ratings as customers and systems write them: numbers, stars, words of a scale."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vockit.cells import is_blank
from vockit.readers.ratingwords import Ladder, number_of_word, word_level
from vockit.verbatims import RatingScale

_MEMO = 1 << 16
_LONGEST = 60
"""Characters of the longest text that may be a rating."""
_LABEL = 8
"""Words of the longest label beside a number."""

_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_OF = re.compile(
    r"\s*(?:[^\W\d_]+\.?|[*★⭐])?\s*"
    r"(?:/|of|out of|von|sur|de|di|da|su|van|op|dari|av|af|z|из|sobre)\s*",
    re.IGNORECASE,
)
"""Between a rating and the best one: "4 of 5", "4 stars out of 5", "4 von 5"."""
_BEST_FIRST = re.compile(r"(?:つ星のうち|点満点中|点中|점\s*만점에|점\s*만점\s*중|개\s*중)\s*")
"""The other way round, in Japanese and Korean: "5つ星のうち4.0"."""
_UNIT = re.compile(r"\s*(?:%|[^\W\d_]+|[*★⭐🌟]\ufe0f?)?\s*[.!]?\s*")
_KNOWN_UNIT = re.compile(
    r"\s*(?:[%*★⭐🌟]\ufe0f?|stars?|points?|pts|bubbles?|sterne?n?|punkte?|étoiles?|estrell?as?|estrelas?"
    r"|pont?os?|puntos?|punti|stell[ae]|ster(?:ren)?|bintang|poin|점|点|分|星)?\s*[.!]?\s*",
    re.IGNORECASE,
)
_BRACED = re.compile(r"[(\[]\s*([-+]?\d+(?:[.,]\d+)?)\s*[)\]]")
_SEPARATED = re.compile(
    r"\s*[-–—=:.)\]|,]\s*[(\[]?\s*(?P<label>\D+)|\s*[(\[](?P<braced>\D+)[)\]]\s*"
)
"""A label behind its number: "10 - Extremely likely", "0 = Not at all", "5 (very satisfied)"."""
_BEFORE = re.compile(r"(?P<label>\D*?)\s*(?P<mark>[-–—=:.(\[|,])?\s*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKS = re.compile(r"[\s\w'’.,:;!?/&()\[\]|=*+–—-]*")
"""What labels are made of."""

_FULL = "★⭐🌟✭✮●⬤◉♥❤🖤*"
_EMPTY = "☆✩✰○◯⚪♡🤍"
_STARS = re.compile(
    rf"(?P<full>(?:[{_FULL}]\ufe0f?\s?)+)(?P<half>½)?\s?(?P<empty>(?:[{_EMPTY}]\ufe0f?\s?)*)"
)
_HALF = re.compile(r"(?<=\d)\s?½")


@dataclass(frozen=True, slots=True)
class RatingValue:
    """A rating as written: ``best`` where the text names it, as in ``4 of 5 bubbles``."""

    value: float
    best: float | None = None


def parse_rating(text: str) -> RatingValue | None:
    """The number that a text rates with, if it rates with one.

    ``4``, ``4,5``, ``4/5``, ``4.0 of 5 bubbles``, ``Rated 4 out of 5 stars``, ``80 %``, ``★★★☆☆``,
    ``FIVE``, ``10 - Extremely likely``, ``Very good (5)``.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if stars := _STARS.fullmatch(text):
        return _stars(stars)
    text = _with_digits(_HALF.sub(".5", text))
    text = _BRACED.sub(r" - \1 - ", text).strip().removeprefix("- ").removesuffix(" -")
    if not _MARKS.fullmatch(_without_units(text)):
        return None
    found = list(_NUMBER.finditer(text))
    if len(found) == 2:
        return _of_two(text, found[0], found[1])
    return _of_one(text, found[0]) if len(found) == 1 else None


def is_rating(text: str) -> bool:
    """Whether a text rates, with a number or with a word of a scale."""
    return parse_rating(text) is not None or word_level(text) is not None


def _stars(found: re.Match[str]) -> RatingValue:
    full = sum(found["full"].count(one) for one in _FULL) + (0.5 if found["half"] else 0.0)
    empty = sum(found["empty"].count(one) for one in _EMPTY)
    return RatingValue(full, math.ceil(full) + float(empty) if empty else None)


def _of_two(text: str, first: re.Match[str], last: re.Match[str]) -> RatingValue | None:
    before, between, after = (
        text[: first.start()],
        text[first.end() : last.start()],
        text[last.end() :],
    )
    if not _is_label(before) or not _is_label(after):
        return None
    if _OF.fullmatch(between):
        return RatingValue(_number(first[0]), _number(last[0]))
    if _BEST_FIRST.fullmatch(between):
        return RatingValue(_number(last[0]), _number(first[0]))
    return None


def _without_units(text: str) -> str:
    return (
        text.replace("%", " ").replace("\ufe0f", "").translate(dict.fromkeys(map(ord, _FULL), " "))
    )


def _of_one(text: str, number: re.Match[str]) -> RatingValue | None:
    before, after = text[: number.start()], text[number.end() :]
    value = _number(number[0])
    if before.strip():
        # As in "Rated 4", "Score: 8 points".
        return RatingValue(value) if _leads(before) and _KNOWN_UNIT.fullmatch(after) else None
    if _UNIT.fullmatch(after):
        return RatingValue(value, 100.0 if after.strip().startswith("%") else None)
    label = _SEPARATED.fullmatch(after)
    named = label is not None and _is_label(label["label"] or label["braced"])
    return RatingValue(value) if named or word_level(after) is not None else None


def _leads(words: str) -> bool:
    """Whether the words are a label in front of a number: two at most, or with a mark."""
    found = _BEFORE.fullmatch(words)
    if found is None or not _is_label(found["label"]):
        return False
    return found["mark"] is not None or len(_LETTERS.findall(found["label"])) <= 2


def _is_label(text: str) -> bool:
    return not any(map(str.isdigit, text)) and len(_LETTERS.findall(text)) <= _LABEL


def _with_digits(text: str) -> str:
    """ "FIVE" and "Five stars" with the number as a digit."""
    word, *rest = text.split(maxsplit=1)
    number = number_of_word(word)
    if number is None or (rest and len(rest[0].split()) > 4):
        return text
    return " ".join((str(number), *map(_last_digits, rest)))


def _last_digits(text: str) -> str:
    *words, last = text.split()
    number = number_of_word(last)
    return text if number is None else " ".join((*words, str(number)))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


class RatingReader:
    """Reads a column of ratings on one scale, each distinct text once.

    ``ladder`` is the scale of words, where the column rates with words. ``scales`` are the scales
    of groups of records that are on another one: their ratings are moved to the same place between
    the two ends of ``scale``.
    """

    def __init__(
        self,
        scale: RatingScale,
        ladder: Ladder | None = None,
        scales: Mapping[str, RatingScale] | None = None,
    ) -> None:
        self.scale = scale
        self._ladder = ladder
        self._scales = scales or {}
        self._memo: dict[str, float] = {}
        self._memo_of_groups: dict[tuple[str, str], float] = {}

    def read(self, texts: Sequence[str], groups: Sequence[str] = ()) -> NDArray[np.float64]:
        """The ratings in the units of the scale, NaN for what is none or lies outside.

        ``groups`` are the groups of the records, where their scales differ.
        """
        if self._scales and groups:
            pairs = list(zip(texts, groups, strict=True))
            for pair in set(pairs).difference(self._memo_of_groups):
                text, group = pair
                own = self._scales.get(group, self.scale)
                self._memo_of_groups[pair] = _moved(self._value(text, own), own, self.scale)
            found = map(self._memo_of_groups.__getitem__, pairs)
            return np.fromiter(found, dtype=np.float64, count=len(texts))
        memo = self._memo
        if len(memo) > _MEMO:
            memo.clear()
        for text in set(texts).difference(memo):
            memo[text] = self._value(text, self.scale)
        return np.fromiter(map(memo.__getitem__, texts), dtype=np.float64, count=len(texts))

    def _value(self, text: str, scale: RatingScale) -> float:
        if self._ladder is not None:
            step = self._ladder.step(text)
            if step is not None:
                return _moved(step, RatingScale(self._ladder.low, self._ladder.high), scale)
        rating = parse_rating(text)
        if rating is None:
            return math.nan
        value = rating.value
        if rating.best and rating.best != scale.high:
            # 8/10 among ratings of 5 is 4.
            value = max(value * scale.high / rating.best, scale.low)
        return value if scale.low <= value <= scale.high else math.nan


def _moved(value: float, own: RatingScale, to: RatingScale) -> float:
    share = (value - own.low) / (own.high - own.low)
    return to.low + share * (to.high - to.low)


def has_ratings(texts: Sequence[str]) -> bool:
    """Whether any of the values that say something rates."""
    return any(is_rating(text) for text in dict.fromkeys(texts) if not is_blank(text))
