"""What the words in a column's name mean, in the languages of ``words.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

_FILE = "words.toml"
_SHORTEST = 4
"""Letters that a part of a name written in one word has at least ("review" + "text")."""
_SHORT_PARTS = frozenset({"id", "at", "on", "app", "nps", "url", "day"})
"""Shorter ones that are parts of names all the same."""
_LONG_ENDING = 5
"""Letters of an ending by which an unknown compound is known ("Teilnehmer" + "kommentar")."""
_LINKS = ("", "s", "n", "en", "e")
"""Between the parts of a German or Dutch compound."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+|\d+")


OVERALL: Final = (("overall",), ("gesamt",), ("global",), ("complessivo",), ("keseluruhan",))
"""First words of what is about the whole: a rating, or the comment on it."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The entries of one meaning."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]
    """Several words, each with a blank before and after."""
    anywhere: tuple[str, ...]
    """Words of scripts without blanks."""

    @classmethod
    def of(cls, entries: list[str]) -> _Group:
        latin = [entry for entry in entries if entry.isascii()]
        return cls(
            frozenset(one for one in latin if "_" not in one and not one.endswith("*")),
            tuple(one[:-1] for one in latin if one.endswith("*")),
            tuple(f" {one.replace('_', ' ')} " for one in latin if "_" in one),
            tuple(one for one in entries if not one.isascii()),
        )

    def __contains__(self, word: str) -> bool:
        return (
            word in self.words
            or word.startswith(self.beginnings)
            or any(one in word for one in self.anywhere)
        )


@cache
def _groups() -> Mapping[str, _Group]:
    content = tomllib.loads(
        files("vockit.readers.roles").joinpath(_FILE).read_text(encoding="utf-8")
    )
    return {
        meaning: _Group.of([entry for line in lines.values() for entry in line.split()])
        for meaning, lines in content.items()
    }


@cache
def _known() -> frozenset[str]:
    return frozenset().union(*(group.words for group in _groups().values()))


@dataclass(frozen=True)
class Words:
    """The words of a name or a question, in lower case and without accents."""

    words: tuple[str, ...]

    @cached_property
    def _spoken(self) -> str:
        return f" {' '.join(self.words)} "

    def mean(self, *meanings: str) -> bool:
        """Whether a word, or words in a row, have one of these meanings."""
        for group in (_groups()[meaning] for meaning in meanings):
            if any(word in group for word in self.words):
                return True
            if any(phrase in self._spoken for phrase in group.phrases):
                return True
        return False

    def all_mean(self, *meanings: str) -> bool:
        """Whether every word has one of these meanings, numbers left out."""
        return all(word.isdigit() for word in self.without(*meanings).words)

    def without(self, *meanings: str) -> Words:
        """The words that have none of these meanings."""
        groups = [_groups()[meaning] for meaning in meanings]
        left = self._spoken
        for group in groups:
            for phrase in group.phrases:
                left = left.replace(phrase, " ")
        return Words(
            tuple(word for word in left.split() if not any(word in group for group in groups))
        )

    def open_with(self, meaning: str) -> bool:
        """Whether the first word, or the first words, have that meaning."""
        group = _groups()[meaning]
        first = self.words[0] if self.words else ""
        return bool(first) and (first in group or self._spoken.startswith(group.phrases))

    def __len__(self) -> int:
        return len(self.words)


@cache
def words_of(name: str) -> Words:
    """The words of a name: split at case, digits, marks and blanks, and where parts are known."""
    plain = unicodedata.normalize("NFKC", name)
    # "L'avis" is two words; "don't" and "don’t" are one, as the entries have it.
    plain = re.sub(r"\b(\w{1,2})['’](?=\w)", r"\1 ", plain)
    spaced = _CAMEL.sub(" ", re.sub(r"(?<=\w)['’](?=\w)", "", plain))
    found = (_without_accents(word) for word in _WORD.findall(spaced.casefold()))
    return Words(tuple(part for word in found for part in _parts(word)))


def _without_accents(word: str) -> str:
    """Latin letters without their marks; other scripts as they are."""
    letters = unicodedata.normalize("NFD", word)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = bare.translate(_LIGATURES)
    return bare if bare.isascii() else word


_LIGATURES = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})


def _parts(word: str) -> tuple[str, ...]:
    """A word taken apart where it is made of known ones, as in ``reviewtext``."""
    if not word.isascii() or word.isdigit() or word in _known() or len(word) <= _LONG_ENDING:
        return (word,)
    stem = next((word[: -len(link)] for link in _LINKS[1:] if word.endswith(link)), "")
    # "Bewertungs-ID" is cut before its link is.
    return (stem,) if stem in _known() else _split(word) or _with_known_ending(word)


def _split(word: str) -> tuple[str, ...] | None:
    """The fewest known words that the whole word is made of; None where there are none."""
    if word in _known():
        return (word,)
    best: tuple[str, ...] | None = None
    for end in range(len(word) - 1, 1, -1):
        first = word[:end]
        if first not in _known() or (end < _SHORTEST and first not in _SHORT_PARTS):
            continue
        for link in _LINKS:
            rest = word[end:]
            if not rest.startswith(link) or len(rest) == len(link):
                continue
            rest = rest[len(link) :]
            if len(rest) < _SHORTEST and rest not in _SHORT_PARTS:
                continue
            parts = _split(rest)
            if parts is not None and (best is None or len(parts) + 1 < len(best)):
                best = (first, *parts)
    return best


def _with_known_ending(word: str) -> tuple[str, ...]:
    for start in range(_SHORTEST, len(word) - _LONG_ENDING + 1):
        if word[start:] in _known():
            return (word[:start], word[start:])
    return (word,)
