"""What the scorer needs to know about a word alone, worked out once per distinct word."""

from __future__ import annotations

import re
import string
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Ints
from vockit.language.english import APOSTROPHES
from vockit.language.sentiment.lexicon import SentimentLexicon

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
REQUEST = 1 << 16
ASKER = 1 << 17
COURTESY = 1 << 18

_NAMED = {
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

_ONE_FORM = str.maketrans(
    {**{chr(code): sign for code, sign in APOSTROPHES.items()}, "“": '"', "”": '"', "„": '"'}
    | dict.fromkeys("\ufe0e\ufe0f\u200b\u200c\u200d\u00ad", None)
    | {"…": "...", "–": "-", "—": "-"}
)
_KNOWN_WORDS_KEPT = 1 << 16
_ELONGATION = re.compile(r"([a-z])\1{2,}")
_MOST_ELONGATIONS = 4
_JOINED = re.compile(r"[-/]")


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """The words of one whitespace-separated chunk, as the scorer sees them."""

    words: tuple[str, ...]
    exclamations: int
    questions: int


def chunk_words(
    chunk: str, lexicon: SentimentLexicon, knows: Callable[[str], bool] | None = None
) -> ChunkWords:
    """Take a chunk apart as VADER does; ``knows`` is a quicker ``lexicon.knows``.

    An emoji becomes the words of its description, with a space before it but none after it, so
    that what follows is glued to its last word. ASCII punctuation around a word goes, unless two or
    fewer characters would be left: then it may be an emoticon.

    A lexicon that normalizes sees one form of quotes, no variation selectors, an emoji that it
    knows as a word of its own, "soooo" as "so", and both words of "friendly/helpful".
    """
    if lexicon.normalizes:
        return _normalized_words(chunk, lexicon.emoji, knows or lexicon.knows)
    if not chunk.isascii():
        emoji = lexicon.emoji
        chunk = "".join([f" {emoji[sign]}" if sign in emoji else sign for sign in chunk])
    words = tuple([_strip_punctuation(piece) for piece in chunk.split()])
    return ChunkWords(words, chunk.count("!"), chunk.count("?"))


def _strip_punctuation(piece: str) -> str:
    stripped = piece.strip(string.punctuation)
    return stripped if len(stripped) > 2 else piece


def _normalized_words(
    chunk: str, emoji: Mapping[str, str], knows: Callable[[str], bool]
) -> ChunkWords:
    if "&" in chunk:
        chunk = unescape(chunk)
    if "`" in chunk or not chunk.isascii():
        chunk = chunk.translate(_ONE_FORM)
    if not chunk.isascii():
        chunk = "".join(
            [
                f" {sign if knows(sign) else emoji[sign]} " if sign in emoji else sign
                for sign in chunk
            ]
        )
    words = [
        part for piece in chunk.split() for part in _normalized(_strip_punctuation(piece), knows)
    ]
    return ChunkWords(tuple(words), chunk.count("!"), chunk.count("?"))


def _normalized(word: str, knows: Callable[[str], bool]) -> list[str]:
    """The word where the lexicon knows it, else what it is an elongation or a join of."""
    lower = word.lower()
    if knows(lower):
        return [word]
    shorter = word.strip(string.punctuation)
    if shorter != word and shorter and knows(shorter.lower()):
        return [shorter]
    if _ELONGATION.search(lower):
        return [_shortened(word, knows)]
    if word.isalpha():
        return [word]
    parts = [part for part in _JOINED.split(word) if part]
    if 1 < len(parts) <= 3 and all(part.isalpha() for part in parts):
        return parts
    return [word]


def _shortened(word: str, knows: Callable[[str], bool]) -> str:
    """An elongated word with each run of a letter cut to two or one, as a known word has it."""
    runs = list(_ELONGATION.finditer(word.lower()))[:_MOST_ELONGATIONS]
    for lengths in product((2, 1), repeat=len(runs)):
        short, end = "", 0
        for run, length in zip(runs, lengths, strict=True):
            short += word[end : run.start() + length]
            end = run.end()
        short += word[end:]
        if knows(short.lower()):
            return short
    return word


class WordTable:
    """What some rule looks at in words, as arrays indexed by word id.

    Words of which the same holds share an id: the scorer sees no more of them. So the table is no
    longer than there are valences, whatever the texts.
    """

    def __init__(self, lexicon: SentimentLexicon) -> None:
        self.lexicon = lexicon
        several = [key for key in (*lexicon.idioms, *lexicon.boosters) if " " in key]
        parts = sorted({word for key in several for word in key.split(" ")})
        self._part_of = {word: number for number, word in enumerate(parts, start=1)}
        self.idioms = {length: self._sequences(lexicon.idioms, length) for length in (2, 3)}
        self.boost_idioms = {length: self._sequences(lexicon.boosters, length) for length in (2, 3)}
        known = lexicon.known_words()
        self._knows = known.__contains__
        self.known = known.union(
            *(_NAMED, lexicon.boosters, lexicon.negations, lexicon.contrasts, lexicon.requests),
            *(lexicon.askers, lexicon.courtesies, self._part_of),
        )
        """Words that have a part in some rule, in lower case; all others say the same."""
        self._id_of_known = lru_cache(_KNOWN_WORDS_KEPT)(self._look_up)
        self._ids: dict[tuple[int, float, float, int], int] = {}
        """By flags, valence, boost and part."""
        self._flags = array("q")
        self._valences = array("d")
        self._boosts = array("d")
        self._parts = array("q")
        self._add_phrases()
        self.plain = self._id(0, 0.0, 0.0, 0)
        """The id of words that no rule looks at; after it comes that of such words in capitals."""
        self._id(UPPER, 0.0, 0.0, 0)

    def __len__(self) -> int:
        return len(self._flags)

    def intern(self, word: str) -> int:
        """The id of a word, case kept."""
        lower = word.lower()
        if lower in self.known or "n't" in lower:
            return self._id_of_known(word, lower)
        return self.plain + word.isupper()

    def words_of(self, chunk: str) -> tuple[Sequence[int], int, int]:
        """The ids of a chunk's words (see ``chunk_words``), and its counts of "!" and "?"."""
        if chunk.isalnum() and chunk.isascii():
            # As most are: then there are no marks to take away or to count.
            normalizes = self.lexicon.normalizes
            words = _normalized(chunk, self._knows) if normalizes else (chunk,)
            return tuple(map(self.intern, words)), 0, 0
        seen = chunk_words(chunk, self.lexicon, self._knows)
        return tuple(map(self.intern, seen.words)), seen.exclamations, seen.questions

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

    def _look_up(self, word: str, lower: str) -> int:
        lexicon = self.lexicon
        valence = lexicon.valence(lower)
        part = self._part_of.get(lower, 0)
        flags = _NAMED.get(lower, 0)
        flags |= LEXICON * (valence is not None)
        flags |= BOOSTER * (lower in lexicon.boosters)
        flags |= UPPER * word.isupper()
        flags |= NEGATION * (lower in lexicon.negations or "n't" in lower)
        flags |= CONTRAST * (lower in lexicon.contrasts)
        flags |= IDIOM_PART * (part > 0)
        flags |= REQUEST * (lower in lexicon.requests)
        flags |= ASKER * (lower in lexicon.askers)
        flags |= COURTESY * (lower in lexicon.courtesies)
        return self._id(flags, valence or 0.0, lexicon.boosters.get(lower, 0.0), part)

    def _id(self, flags: int, valence: float, boost: float, part: int) -> int:
        key = (flags, valence, boost, part)
        number = self._ids.get(key)
        if number is None:
            number = self._ids[key] = len(self)
            self._append(*key)
        return number

    def _add_phrases(self) -> None:
        """Phrase k is word 2k, and 2k + 1 in capitals."""
        for phrase in self.lexicon.phrases:
            flags = LEXICON * (phrase.valence != 0) | NEGATION * phrase.negates
            self._append(flags, phrase.valence, 0.0, 0)
            self._append(flags | UPPER, phrase.valence, 0.0, 0)

    def _append(self, flags: int, valence: float, boost: float, part: int) -> None:
        self._flags.append(flags)
        self._valences.append(valence)
        self._boosts.append(boost)
        self._parts.append(part)

    def _sequences(self, figures: Mapping[str, float], length: int) -> Floats:
        """The figure of each sequence of ``length`` parts, indexed by the parts; NaN for none."""
        table = np.full((len(self._part_of) + 1,) * length, np.nan)
        for key, figure in figures.items():
            words = key.split(" ")
            if len(words) == length:
                table[tuple(self._part_of[word] for word in words)] = figure
        return table
