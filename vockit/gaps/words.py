"""The words of texts, for what is counted by word: each spelling becomes a string once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Bools, Hashes, Ints
from vockit.gaps.blocks import blocks_of
from vockit.language import ChunkHasher, Chunks, HashTable, Points

NOISE: Final = r"https?://\S+|www\.\S+|[@&]\w+;?"
"""Links, handles and HTML entities are no words."""
_BREAK, _SPACE, _INNER, _ALPHANUMERIC, _UNKNOWN = range(5)
"""Kinds of characters: what ends a phrase, white space, what words have inside, their others."""
_KINDS: Final = dict.fromkeys("\t\n\f\r ", _SPACE) | dict.fromkeys("'-", _INNER)
_SPACE_POINT: Final = ord(" ")
_REPOST: Final = tuple(map(ord, "rt "))
"""How a repost begins."""
_NONE: Final[Ints] = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of texts in lower case and in order.

    Letters and digits make words, and apostrophes and hyphens, of which curly ones become straight.
    """

    text: Ints
    """The number of each word's text."""
    word: Ints
    """Index into ``spellings``."""
    joined: Bools
    """Whether only white space stands between a word and the one before, of the same text."""
    spellings: tuple[str, ...]


def words_of(texts: Sequence[str]) -> Words:
    """The words of the texts without links, handles and HTML entities."""
    hasher, table = ChunkHasher(), HashTable()
    text, word = [_NONE], [_NONE]
    joined, spellings = [np.empty(0, dtype=np.bool_)], list[str]()
    for block in _blocks(texts):
        chunks = block.runs(block.kind >= _INNER)
        number, new = table.number(hasher(chunks.points, chunks.start, chunks.end))
        spellings += chunks.strings(new)
        # There are too many words for wider numbers.
        word.append(number.astype(np.int32))
        first = chunks.first_of_texts()
        numbers = np.arange(block.first, block.first + len(first) - 1, dtype=np.int32)
        text.append(np.repeat(numbers, np.diff(first)))
        breaks = np.cumsum(block.kind == _BREAK, dtype=np.int32)
        parted = np.ones(len(chunks) + 1, dtype=np.bool_)
        parted[1:-1] = breaks[chunks.start[1:]] != breaks[chunks.end[:-1] - 1]
        parted[first] = True
        joined.append(~parted[:-1])
    return Words(
        np.concatenate(text), np.concatenate(word), np.concatenate(joined), tuple(spellings)
    )


def wordings(texts: Sequence[str]) -> tuple[Hashes, Ints]:
    """A hash of the words of each text, and how many they are: reposts of a text have the same.

    Links, handles, hash signs, punctuation and a leading ``rt`` make no difference.
    """
    hasher = ChunkHasher()
    found, counts = [np.empty(0, dtype=np.uint64)], [_NONE]
    for block in _blocks(texts):
        # One space follows each word, and nothing else is kept.
        inside = block.kind == _ALPHANUMERIC
        kept = inside.copy()
        kept[1:] |= inside[:-1]
        places = np.flatnonzero(kept)
        points = block.points[places]
        points[~inside[places]] = _SPACE_POINT
        bounds = np.searchsorted(places, block.text_start)
        start, end = bounds[:-1], bounds[1:]
        reposted = end - start > len(_REPOST)
        for place, point in enumerate(_REPOST):
            reposted[reposted] = points[start[reposted] + place] == point
        start = start + len(_REPOST) * reposted
        spaces = np.flatnonzero(points == _SPACE_POINT)
        found.append(hasher(points, start, end))
        counts.append(np.searchsorted(spaces, end) - np.searchsorted(spaces, start))
    return np.concatenate(found), np.concatenate(counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Some of the texts, in lower case, without noise, with a line end behind each."""

    joined: str
    points: Points
    """Its code points."""
    kind: NDArray[np.uint8]
    """Of each."""
    text_start: Ints
    """Where each text begins, and behind the last where one more would."""
    first: int
    """Number of the first text."""

    def runs(self, inside: Bools) -> Chunks:
        """The runs of characters in a mask."""
        edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
        return Chunks(self.joined, self.points, self.text_start, edges[::2], edges[1::2])


def _blocks(texts: Sequence[str]) -> Iterator[_Block]:
    """The texts, some at a time."""
    kinds: NDArray[np.uint8] = np.full(0x110000, _UNKNOWN, dtype=np.uint8)
    kinds[:128] = [_kind_of(chr(point)) for point in range(128)]
    for block in blocks_of(texts):
        joined = _cleaned(texts[block])
        points = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4")
        text_start = np.append(0, np.flatnonzero(points == ord("\n")) + 1)
        yield _Block(joined, points, _kinds_of(points, kinds), text_start, block.start)


def _cleaned(texts: Sequence[str]) -> str:
    """The texts in lower case, without noise and curly apostrophes, a line end behind each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    joined = "\n".join([*(text.replace("\n", " ") for text in texts), ""])
    column = pc.utf8_lower(pa.array([joined], type=pa.large_string()))
    cleaned: str = pc.replace_substring_regex(column, NOISE, " ")[0].as_py()
    return cleaned.replace("’", "'")


def _kinds_of(points: Points, kinds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The kind of each character. What comes for the first time is noted among ``kinds``."""
    kind = kinds[points]
    new = np.flatnonzero(kind == _UNKNOWN)
    if len(new):
        distinct = np.unique(points[new])
        kinds[distinct] = [_kind_of(chr(point)) for point in distinct.tolist()]
        kind[new] = kinds[points[new]]
    return kind


def _kind_of(character: str) -> int:
    return _ALPHANUMERIC if character.isalnum() else _KINDS.get(character, _BREAK)
