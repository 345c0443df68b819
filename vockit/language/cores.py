"""The cores of chunks, which are runs of letters and runs of digits, found for many at once.

There is no end of misspelled words, but few words are known to a rule, the lexicon or the
tokenizer. Of a core that none of them knows only the *form* counts: length, case, digits. So new
chunks are compared by their *units*: each character is a unit, but a core of which only the form
counts is one unit as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from vockit.arrays import Bools, Hashes, Ints, ranges
from vockit.language.chunking import Chunks, Points, chunks_of
from vockit.language.hashing import ChunkHasher, RunningSums
from vockit.language.numbering import HashTable

LINK = re.compile(r"https?://[A-Za-z]+\.[a-z]{2,3}/[A-Za-z0-9]*(?:[A-Za-z]{4}|[0-9])")
"""A short link, which is one token; posts on social media are full of them."""
SHORTEST = 3
"""A shorter word is scored with the marks around it: together they may be an emoticon."""

_NOT_ASCII = 128
_MARK, _LETTER, _DIGIT, _LINK = range(4)
_KIND = np.array(
    [
        _DIGIT if chr(point).isdigit() else _LETTER if chr(point).isalpha() else _MARK
        for point in range(_NOT_ASCII)
    ]
    + [_MARK],
    dtype=np.int8,
)
_IS_UPPER: Bools = np.array([chr(point).isupper() for point in range(_NOT_ASCII)] + [False])
_MAY_HIDE: Bools = np.array([chr(point) in "&`" for point in range(_NOT_ASCII)] + [True])
"""Marks that the scorer replaces, so that the cores may become other words."""
_ACCENTS = "`´ʼ＇"

# One bit a fact about the form of a core.
_IS_NUMBER = 1 << 0
_IS_LINK = 1 << 1
_ENDS_IN_ING = 1 << 2
_FIRST_UPPER = 1 << 3
_LAST_BUT_ONE_UPPER = 1 << 4
_LAST_UPPER = 1 << 5
_HAS_UPPER = 1 << 6
_HAS_LOWER = 1 << 7
_IS_SHORT = 1 << 8
SHAPE_FORM = (1 << 6) - 1
"""What the tokenizer and the clauses look at."""
SENSE_FORM = _IS_NUMBER | _IS_LINK | _HAS_UPPER | _HAS_LOWER | _IS_SHORT
"""What rules and scorer look at."""
_LONGEST_BEGINNING = 4
"""Of a longer prefix only this many characters are compared; a few words more are looked up."""
_FIRST_FORM = 0x110000
"""Units that stand for a form have numbers above the last code point."""


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Chunks as units, each a character, or a core of which only the form is kept."""

    of_point: Ints
    """The unit of each character, and one entry more."""
    point: Ints
    """The character with which each unit begins, and one entry more."""
    sums: RunningSums

    def hashes(self, start: Ints, end: Ints) -> Hashes:
        """A hash of the units from one character to another."""
        return self.sums.hashes(self.of_point[start], self.of_point[end])


@dataclass(frozen=True, slots=True, eq=False)
class Cores:
    """The cores of chunks; the chunks are joined without anything between them."""

    points: Points
    """The characters of all chunks."""
    first: Ints
    """Where each chunk begins, and one entry more."""
    chunk: Ints
    """The chunk of each core; likewise below."""
    start: Ints
    end: Ints
    form: Ints
    lower: RunningSums
    """Hashes of lower-cased parts."""
    kind: Ints
    """Of each character."""
    lowered: Points

    def hashes(self) -> Hashes:
        """A hash of each core in lower case."""
        return self.lower.hashes(self.start, self.end)

    @classmethod
    def of(cls, chunks: Chunks, which: Ints, hasher: ChunkHasher) -> Cores:
        """The cores of these chunks."""
        lengths = chunks.end[which] - chunks.start[which]
        first = np.zeros(len(which) + 1, dtype=np.int64)
        np.cumsum(lengths, out=first[1:])
        points = chunks.points[ranges(chunks.start[which], lengths)]
        known = np.minimum(points, _NOT_ASCII)
        kind, is_upper = _KIND[known], _IS_UPPER[known]
        for link in _links(chunks, which, points, first):
            kind[first[link] : first[link + 1]] = _LINK
        is_edge = np.ones(len(points) + 1, dtype=np.bool_)
        is_edge[1:-1] = kind[1:] != kind[:-1]
        is_edge[first] = True
        edges = np.flatnonzero(is_edge)
        is_core = np.flatnonzero(kind[edges[:-1]] != _MARK)
        start, end = edges[is_core], edges[is_core + 1]
        lowered = points + 32 * is_upper.astype(np.uint32)
        return cls(
            points=points,
            first=first,
            chunk=np.repeat(np.arange(len(which)), lengths)[start],
            start=start,
            end=end,
            form=_forms(kind, is_upper, lowered, start, end),
            lower=hasher.sums(lowered),
            kind=kind,
            lowered=lowered,
        )

    def mended(self) -> Points:
        """The characters as ``english.mended`` has them."""
        is_accent = np.zeros(len(self.points), dtype=np.bool_)
        for accent in _ACCENTS:
            is_accent |= self.points == ord(accent)
        begins = np.zeros(len(self.points) + 1, dtype=np.bool_)
        begins[self.first] = True
        places = np.flatnonzero(is_accent & ~begins[:-1] & ~begins[1:])
        inside = (self.kind[places - 1] == _LETTER) & (self.kind[places + 1] == _LETTER)
        points = self.points.copy()
        points[places[inside]] = ord("'")
        return points

    def units(self, points: Points, is_kept: Bools, forms: int, hasher: ChunkHasher) -> Units:
        """The units, where a core that is not kept is one unit with these facts of its form."""
        replaced = np.flatnonzero(~is_kept)
        values = points.copy()
        values[self.start[replaced]] = _FIRST_FORM + (self.form[replaced] & forms)
        # Of a core that is replaced its first character begins a unit, and no other does.
        change = np.zeros(len(points) + 1, dtype=np.int8)
        change[self.start[replaced] + 1] = 1
        change[self.end[replaced]] -= 1
        begins = np.cumsum(change[:-1], dtype=np.int8) == 0
        of_point = np.zeros(len(points) + 1, dtype=np.int64)
        np.cumsum(begins, out=of_point[1:])
        point = np.flatnonzero(begins)
        return Units(of_point, np.append(point, len(points)), hasher.sums(values[point]))

    def may_matter(self) -> Bools:
        """Of which cores more than the form may count though no table has them.

        The scorer replaces some marks, shortens words with a letter three times in a row, and reads
        "n't" at the end of a word as a negation; a single character may be a part of anything.
        """
        more: Bools = self.end - self.start == 1
        hiding = np.zeros(len(self.points) + 1, dtype=np.int64)
        np.cumsum(_MAY_HIDE[np.minimum(self.points, _NOT_ASCII)], out=hiding[1:])
        hiding = hiding[self.first]
        more |= (hiding[1:] > hiding[:-1])[self.chunk]
        before, at, behind = self.lowered[:-2], self.lowered[1:-1], self.lowered[2:]
        kind = self.kind[1:-1]
        is_letter = (kind == _LETTER) | (kind == _LINK)
        elongated = np.flatnonzero((before == at) & (at == behind) & is_letter) + 1
        more[self._at(elongated)] = True
        n, apostrophe, t = map(ord, "n't")
        negated = np.flatnonzero((before == n) & (at == apostrophe) & (behind == t)) + 1
        more[self._at(negated - 1)] = True
        more[self._at(negated + 1)] = True
        return more

    def _at(self, points: Ints) -> Ints:
        """The cores of which these characters are parts."""
        return np.searchsorted(self.start, points, side="right") - 1


class KnownWords:
    """The words that a table knows, to look up many cores at once."""

    def __init__(
        self, hasher: ChunkHasher, words: Collection[str], prefixes: Collection[str] = ()
    ) -> None:
        """Take words and beginnings of words, in lower case."""
        whole = _cores_of_texts(words, hasher)
        begun = _cores_of_texts(prefixes, hasher)
        # What a prefix ends with may go on in a word, the cores before that do not.
        goes_on = begun.end == begun.first[begun.chunk + 1]
        self._words = HashTable()
        self._words.add(np.unique(np.concatenate((whole.hashes(), begun.hashes()[~goes_on]))))
        self._beginnings = HashTable()
        start, end = begun.start[goes_on], begun.end[goes_on]
        end = np.minimum(end, start + _LONGEST_BEGINNING)
        self._beginnings.add(np.unique(begun.lower.hashes(start, end)))
        self._lengths = np.unique(end - start).tolist()

    def has(self, cores: Cores) -> Bools:
        """Whether each core is, or may be, part of a word that is known."""
        found = self._words.find(cores.hashes()) >= 0
        for length in self._lengths:
            open_ = np.flatnonzero(~found & (cores.end - cores.start >= length))
            start = cores.start[open_]
            found[open_] = self._beginnings.find(cores.lower.hashes(start, start + length)) >= 0
        return found


def _cores_of_texts(texts: Collection[str], hasher: ChunkHasher) -> Cores:
    chunks = chunks_of(list(texts))
    return Cores.of(chunks, np.arange(len(chunks)), hasher)


def _links(chunks: Chunks, which: Ints, points: Points, first: Ints) -> list[int]:
    """Which of the chunks are short links."""
    may_be = first[:-1][np.diff(first) > len("http")]
    for place, letter in enumerate("http"):
        may_be = may_be[points[may_be + place] == ord(letter)]
    numbers = np.searchsorted(first, may_be)
    texts = zip(numbers.tolist(), chunks.strings(which[numbers]), strict=True)
    return [number for number, text in texts if LINK.fullmatch(text)]


def _forms(kind: Ints, is_upper: Bools, lowered: Points, start: Ints, end: Ints) -> Ints:
    uppers = np.zeros(len(kind) + 1, dtype=np.int64)
    np.cumsum(is_upper, out=uppers[1:])
    length, upper = end - start, uppers[end] - uppers[start]
    is_word = kind[start] == _LETTER
    last = end - 1
    is_ing = length >= 3
    for back, letter in enumerate("gni"):
        is_ing &= lowered[np.maximum(last - back, 0)] == ord(letter)
    facts = (
        (_IS_NUMBER, kind[start] == _DIGIT),
        (_IS_LINK, kind[start] == _LINK),
        (_ENDS_IN_ING, is_ing),
        (_FIRST_UPPER, is_word & is_upper[start]),
        (_LAST_BUT_ONE_UPPER, is_word & is_upper[last - 1]),
        (_LAST_UPPER, is_word & is_upper[last]),
        (_HAS_UPPER, is_word & (upper > 0)),
        (_HAS_LOWER, (kind[start] == _LINK) | is_word & (upper < length)),
        (_IS_SHORT, length < SHORTEST),
    )
    form = np.zeros(len(start), dtype=np.int64)
    for bit, holds in facts:
        form |= np.where(holds, bit, 0)
    return form
