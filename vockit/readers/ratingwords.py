"""Words that rate: "very dissatisfied" to "very satisfied", yes and no, good and bad, thumbs.

A word or phrase has a level: its sign is praise or complaint, its size how much. Which levels a
question offers is its ladder, and a rating is the step of that ladder: so "good" is the fourth of
five where there is "very good", and the third of four between "fair" and "excellent".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

_FILE = "rating_words.toml"
_LONGEST = 60
_MOST_WORDS = 8

_LADDERS: Final = (
    (-1.0, 1.0),
    (-1.0, 0.0, 1.0),
    (-1.0, 0.0, 1.0, 3.0),
    (-2.0, -1.0, 0.0, 1.0, 2.0),
    (-1.0, 0.0, 1.0, 2.0, 3.0),
    (-2.0, -1.0, 0.0, 1.0, 3.0),
    (-3.0, -1.0, 0.0, 1.0, 3.0),
    (-3.0, -1.0, 0.0, 1.0, 2.0),
    (-3.0, -1.0, 0.0, 2.0, 3.0),
    (-2.0, -0.5, 0.0, 0.5, 2.0),
    (-2.0, -0.7, 0.0, 0.7, 2.0),
    (-3.0, -0.5, 0.0, 0.5, 3.0),
    (-2.0, -1.0, 0.7, 2.0),
    (-2.0, -1.0, 0.5, 2.0),
    (-2.0, -1.0, 0.5, 2.0, 3.0),
    (-2.0, -1.0, 0.7, 2.0, 3.0),
    (-2.0, -1.0, 0.3, 0.7, 2.0),
    (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0),
    (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0),
    (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0),
    (-2.0, -1.0, -0.7, 0.0, 0.7, 1.0, 2.0),
    (-3.0, -0.7, -0.3, 0.0, 0.3, 0.7, 3.0),
    (-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0),
    (-3.0, -2.0, -0.5, 0.0, 0.5, 2.0, 3.0),
    (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0),
)
"""The ladders of usual questions, the shortest first."""

_DROPPED: Final = frozenset({"Mn", "Sk", "Cf"})
"""Accents, signs for emoji variants, shades of skin."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s.,;:!?()\[\]{}\"'’|/–—=*-]+")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels that a question offers, the worst first."""

    levels: tuple[float, ...]

    @property
    def low(self) -> float:
        """The first step: 0 of two, else 1."""
        return 0.0 if len(self.levels) == 2 else 1.0

    @property
    def high(self) -> float:
        """The last step."""
        return self.low + len(self.levels) - 1

    def step(self, text: str) -> float | None:
        """The step that a text names; None where it names none."""
        level = word_level(text)
        return self.low + self.levels.index(level) if level in self.levels else None


def ladder_of(levels: Iterable[float]) -> Ladder:
    """The shortest usual ladder that has all these levels, else these, and their opposites."""
    present = set(levels)
    for ladder in _LADDERS:
        if present <= set(ladder):
            return Ladder(ladder)
    return Ladder(tuple(sorted(present | {-level for level in present})))


def find_ladder(texts: Sequence[str]) -> Ladder | None:
    """The ladder of a column that rates with words; None where it rates with numbers."""
    levels: list[float] = []
    numbers = 0
    for text in dict.fromkeys(texts):
        level = word_level(text)
        if level is not None:
            levels.append(level)
        elif any(map(str.isdigit, text)):
            numbers += 1
    return ladder_of(levels) if len(levels) > numbers else None


def word_level(text: str) -> float | None:
    """How good the words say it is, from -3 to 3; None where they are no words of a scale.

    Every word must be one that scales are made of: a comment is none.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    words = _joined([word[:1] if len(set(word)) == 1 else word for word in _WORD.findall(plain)])
    if not words or len(words) > _MOST_WORDS:
        return None
    if (level := _phrases().get("".join(words))) is not None:
        return level
    return _level(words)


def number_of_word(word: str) -> int | None:
    """5 for "five", in several languages."""
    return _numbers().get(_plain(word))


@dataclass(slots=True)
class _Sense:
    """What the words of a phrase say together."""

    base: float | None = None
    degree: float | None = None
    """The strongest of them."""
    negated: bool = False
    before_not: float | None = None
    """How strong what is negated is denied, as in "sangat tidak puas", very not satisfied."""
    at_all: bool = False
    neither: bool = False

    def add(self, kind: _Kind, *, alone: bool) -> None:
        """Take in the next word. A lone "no" is an answer, with others it negates."""
        if kind.negates and not alone:
            self.negated, self.before_not = True, self.degree
        elif kind.base is not None and self.base is None:
            self.base = kind.base
        if kind.degree is not None:
            self.degree = max(kind.degree, self.degree or 0.0)
        self.at_all |= kind.at_all
        self.neither |= kind.neither

    def level(self) -> float | None:
        """From -3 to 3."""
        if self.neither:
            return 0.0
        if self.base is None:
            # As in "Extremely", "Not at all" and "Definitely not", without what.
            if not self.negated:
                return self.degree
            return -2.0 if self.at_all else None if self.degree is None else -self.degree
        if not (self.negated or self.at_all):
            return _strengthened(self.base, self.degree)
        return self._denied(self.base)

    def _denied(self, base: float) -> float:
        if base <= 0:
            # "Not bad" is a little good; "did not meet expectations" is bad.
            return 0.5 if base else -1.0
        # "Not very good" is as "not good".
        return -2.0 if self.at_all else -(self.before_not or min(self.degree or 1.0, 1.0))


def _level(words: list[str]) -> float | None:
    sense = _Sense()
    for word in words:
        kind = _words().get(word)
        if kind is None:
            return None
        sense.add(kind, alone=len(words) == 1)
    return sense.level()


def _strengthened(base: float, degree: float | None) -> float:
    if degree is None or base == 0 or abs(base) > 2:
        return base
    sign = 1.0 if base > 0 else -1.0
    return sign * max(degree, abs(base) if abs(base) > 1 else 0.0)


@dataclass(frozen=True, slots=True)
class _Kind:
    base: float | None = None
    degree: float | None = None
    negates: bool = False
    at_all: bool = False
    neither: bool = False


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    content = files("vockit.readers").joinpath(_FILE).read_text(encoding="utf-8")
    lists: Mapping[str, Mapping[str, str]] = tomllib.loads(content)
    return lists


def _listed(words: str) -> Iterable[str]:
    return (_plain(word) for word in words.split())


@cache
def _words() -> Mapping[str, _Kind]:
    lists = _lists()
    others = lists["others"]
    kinds: dict[str, _Kind] = {word: _Kind() for word in _listed(others["filler"])}
    for degree, words in lists["degrees"].items():
        kinds |= {word: _Kind(degree=float(degree)) for word in _listed(words)}
    for level, words in lists["levels"].items():
        kinds |= {word: _Kind(base=float(level)) for word in _listed(words)}
    for word in _listed(others["not"]):
        known = kinds.get(word, _Kind())
        kinds[word] = replace(known, negates=True)
    kinds |= {word: _Kind(at_all=True) for word in _listed(others["not_at_all"])}
    kinds |= {word: _Kind(neither=True) for word in _listed(others["neither"])}
    return kinds


@cache
def _phrases() -> Mapping[str, float]:
    phrases = _lists()["phrases"].items()
    return {word: float(level) for level, words in phrases for word in _listed(words)}


@cache
def _numbers() -> Mapping[str, int]:
    return {
        _plain(word): number
        for words in _lists()["numbers"].values()
        for number, word in enumerate(words.split())
    }


@cache
def _together() -> frozenset[str]:
    """The words of the lists that stand for several, written with hyphens."""
    texts = [words for kind in ("degrees", "levels", "others") for words in _lists()[kind].values()]
    return frozenset(word for words in texts for word in _listed(words) if "-" in word)


def _joined(words: list[str]) -> list[str]:
    """The words, "at all" and the like as one."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        many = next(
            (many for many in (4, 3, 2) if "-".join(words[at : at + many]) in _together()), 1
        )
        joined.append("-".join(words[at : at + many]))
        at += many
    return joined


def _plain(text: str) -> str:
    """In lower case, without accents and signs for emoji variants, apostrophes alike."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    kept = "".join(one for one in decomposed if unicodedata.category(one) not in _DROPPED)
    return unicodedata.normalize("NFC", kept)
