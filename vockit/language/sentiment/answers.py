"""What an answer means under the question that it answers, by the patterns of ``answers.toml``.

A pattern is held against lower-cased words with one blank between them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

from vockit.language.english import lower_form


class Answer(IntEnum):
    """What a clause is as an answer."""

    OTHER = 0
    """It has an opinion of its own, or names what it is about."""
    NOTHING = 1
    """ "Nothing", "All good", "Can't think of anything". """
    WISH = 2
    """ "More staff", "You should answer the phone". """
    WISH_ONLY = 3
    """A wish from its first word on, or in words that are nothing else."""
    UNKNOWN = 4
    """ "Don't know", "N/A". """


@dataclass(frozen=True, slots=True)
class AnswerPatterns:
    """How answers are told apart, and what they add to the sum of a clause."""

    weights: Mapping[str, float]
    """``nothing``, ``wish``, ``named``: the least that the sum of a clause becomes."""
    _opening: re.Pattern[str]
    _never: re.Pattern[str]
    _nothing: re.Pattern[str]
    _unknown: re.Pattern[str]
    _wish_opening: re.Pattern[str]
    _certain: re.Pattern[str]
    _wish: re.Pattern[str]

    def opening(self, answer: str) -> int:
        """Where the "Nothing" with which an answer begins ends; 0 if it begins otherwise."""
        lower = lower_form(answer)
        found = self._opening.match(lower)
        if not found or self._never.match(lower, found.start("nothing")):
            return 0
        return found.end("all")

    def kind(self, clause: str) -> Answer:
        """What a clause is as an answer, but for what ``opening`` tells."""
        words = " ".join(lower_form(clause).split()).strip(" .,!?;:-–—\"'()*")
        if self._unknown.fullmatch(words):
            return Answer.UNKNOWN
        if self._nothing.search(words):
            return Answer.NOTHING
        if self._wish_opening.match(words) or self._certain.search(words):
            return Answer.WISH_ONLY
        return Answer.WISH if self._wish.search(words) else Answer.OTHER


@cache
def answer_tables() -> Mapping[str, Any]:
    """What the file of answers that vockit comes with says."""
    text = files("vockit").joinpath("taxonomy/lexica/answers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def answer_patterns() -> AnswerPatterns:
    """Its patterns. To compile them takes a while, and most inputs do without."""
    return read_patterns(answer_tables())


def read_patterns(content: Mapping[str, Any]) -> AnswerPatterns:
    """The patterns of a file's tables."""
    openings, wishes = content["openings"], content["wishes"]
    before, nothing, after, following = (
        _any_of(openings[name]) for name in ("before", "nothing", "after", "next")
    )
    is_alone = rf"(?=\W*$|\s*[^\w\s'’]|\s+{following}{_BREAK})"
    return AnswerPatterns(
        weights=content["weights"],
        _opening=re.compile(
            rf"\W*(?:{before}{_GAP})*?(?P<all>(?P<nothing>(?:no|nope|nah){_BREAK}{is_alone}|{nothing}{_BREAK})"
            rf"(?:{_GAP}{after}{_BREAK})*)"
        ),
        _never=re.compile(f"{_any_of(openings['never'])}{_BREAK}"),
        _nothing=re.compile(rf"\b{_any_of(content['nothing']['anywhere'])}{_BREAK}"),
        _unknown=re.compile(_any_of(content["unknown"]["whole"])),
        _wish_opening=re.compile(f"{_any_of(wishes['opening'])}{_BREAK}"),
        _certain=re.compile(rf"\b{_any_of(wishes['certain'])}{_BREAK}"),
        _wish=re.compile(rf"\b{_any_of(wishes['anywhere'])}{_BREAK}"),
    )


def _any_of(written: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(_pattern, written))})"


def _pattern(written: str) -> str:
    for words, pattern in _SHORT_FORMS:
        written = written.replace(words, pattern)
    return f"(?:{written.replace('~', _REST)})"


_SHORT_FORMS = (
    ("can not", "(?:can ?not|can'?t|carn'?t)"),
    ("could not", "(?:could not|couldn'?t)"),
    ("would not", "(?:would not|wouldn'?t)"),
    ("do not", "(?:(?:do|did|does) not|(?:do|did|does)n'?t)"),
)
_REST = r"\w*"
_GAP = r"\W+"
_BREAK = r"(?=[^\w'’-]|$)"
