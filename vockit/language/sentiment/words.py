"""What the scorer needs to know about a word alone, worked out once per distinct word."""

from __future__ import annotations

import string
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.language.sentiment.lexicon import SentimentLexicon

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

# One bit a fact about a word. All but UPPER are about its lower-cased form.
LEXICON = 1 << 0
BOOSTER = 1 << 1
UPPER = 1 << 2
NEGATION = 1 << 3
CONTRAST = 1 << 4
IDIOM_PART = 1 << 5
KIND = 1 << 6
OF = 1 << 7
NO = 1 << 8
OR_NOR = 1 << 9
SO_THIS = 1 << 10
NEVER = 1 << 11
WITHOUT = 1 << 12
DOUBT = 1 << 13
LEAST = 1 << 14
AT_VERY = 1 << 15

_SPECIAL = {
    "kind": KIND,
    "of": OF,
    "no": NO,
    "or": OR_NOR,
    "nor": OR_NOR,
    "so": SO_THIS,
    "this": SO_THIS,
    "never": NEVER,
    "without": WITHOUT,
    "doubt": DOUBT,
    "least": LEAST,
    "at": AT_VERY,
    "very": AT_VERY,
}


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """The words of one whitespace-separated chunk, as VADER sees them."""

    words: tuple[str, ...]
    exclamations: int
    questions: int


def chunk_words(chunk: str, lexicon: SentimentLexicon) -> ChunkWords:
    """Take a chunk apart as VADER does.

    An emoji becomes the words of its description, with a space before it but none after it, so
    that what follows is glued to its last word. ASCII punctuation around a word goes, unless two or
    fewer characters would be left: then it may be an emoticon.
    """
    if not chunk.isascii():
        emoji = lexicon.emoji
        chunk = "".join([f" {emoji[sign]}" if sign in emoji else sign for sign in chunk])
    words = tuple([_strip_punctuation(piece) for piece in chunk.split()])
    return ChunkWords(words, chunk.count("!"), chunk.count("?"))


def _strip_punctuation(piece: str) -> str:
    stripped = piece.strip(string.punctuation)
    return stripped if len(stripped) > 2 else piece


class WordTable:
    """Distinct words and the facts about each, as arrays indexed by word id.

    It only grows until it is cleared; ids given out before ``clear`` mean nothing after it.
    """

    def __init__(self, lexicon: SentimentLexicon) -> None:
        self.lexicon = lexicon
        several = [key for key in (*lexicon.idioms, *lexicon.boosters) if " " in key]
        parts = sorted({word for key in several for word in key.split(" ")})
        self._part_of = {word: number for number, word in enumerate(parts, start=1)}
        self.idioms = {length: self._sequences(lexicon.idioms, length) for length in (2, 3)}
        self.boost_idioms = {length: self._sequences(lexicon.boosters, length) for length in (2, 3)}
        self._ids: dict[str, int] = {}
        self._flags = array("q")
        self._valences = array("d")
        self._boosts = array("d")
        self._parts = array("q")

    def __len__(self) -> int:
        return len(self._ids)

    def clear(self) -> None:
        """Forget all words."""
        self._ids.clear()
        for column in (self._flags, self._valences, self._boosts, self._parts):
            del column[:]

    def intern(self, word: str) -> int:
        """The id of a word, case kept; the next free one where it is new."""
        number = self._ids.get(word)
        if number is None:
            number = self._ids[word] = len(self._ids)
            self._add(word)
        return number

    # Views into memory that moves when the table grows: to be indexed, not kept.

    @property
    def flags(self) -> Ints:
        """The facts of each word, as bits."""
        return np.asarray(self._flags)

    @property
    def valences(self) -> Floats:
        """The lexicon's valence of each word, 0 where it has none."""
        return np.asarray(self._valences)

    @property
    def boosts(self) -> Floats:
        """What each word adds to the valence of a following one."""
        return np.asarray(self._boosts)

    @property
    def parts(self) -> Ints:
        """Which word of idioms each is, 0 for none."""
        return np.asarray(self._parts)

    def _add(self, word: str) -> None:
        lexicon = self.lexicon
        lower = word.lower()
        part = self._part_of.get(lower, 0)
        flags = _SPECIAL.get(lower, 0)
        flags |= LEXICON * (lower in lexicon.valences)
        flags |= BOOSTER * (lower in lexicon.boosters)
        flags |= UPPER * word.isupper()
        flags |= NEGATION * (lower in lexicon.negations or "n't" in lower)
        flags |= CONTRAST * (lower in lexicon.contrasts)
        flags |= IDIOM_PART * (part > 0)
        self._flags.append(flags)
        self._valences.append(lexicon.valences.get(lower, 0.0))
        self._boosts.append(lexicon.boosters.get(lower, 0.0))
        self._parts.append(part)

    def _sequences(self, figures: Mapping[str, float], length: int) -> Floats:
        """The figure of each sequence of ``length`` parts, indexed by the parts; NaN for none."""
        table = np.full((len(self._part_of) + 1,) * length, np.nan)
        for key, figure in figures.items():
            words = key.split(" ")
            if len(words) == length:
                table[tuple(self._part_of[word] for word in words)] = figure
        return table
