"""Parts of texts as a reader sees them: how long they are, and whether they read as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from vockit.arrays import Bools, Ints
from vockit.gaps.blocks import blocks_of
from vockit.language import Chunks, Points, chunks_of

CONNECTIVES: Final = (
    *("and", "but", "or", "nor", "yet", "however", "although", "though"),
    *("whereas", "while", "except", "which", "than"),
)
"""A part that opens with one of these is a fragment, even where a sentence begins with it."""
_CONNECTIVE: Final = re.compile(rf"(?:{'|'.join(CONNECTIVES)})\b", re.IGNORECASE)
_INITIALS: Final = [ord(letter) for word in CONNECTIVES for letter in (word[0], word[0].upper())]
_BEFORE: Final = " \t\r\n-–—,.;:*\"'“‘("
"""What may stand before the first word of a sentence."""
_LAST_BEFORE: Final = max(map(ord, _BEFORE))
_MAY_BE_BEFORE: Final[Bools] = np.isin(np.arange(_LAST_BEFORE + 2), [ord(c) for c in _BEFORE])
"""By code point; the last entry stands for all above."""
_UNFINISHED: Final = [ord(character) for character in ",;:-("]
"""What no sentence ends with."""


def words_and_sentences(
    texts: Sequence[str], owner: Ints, start: Ints, end: Ints
) -> tuple[Ints, Bools]:
    """How many words each part has, and whether it begins and ends as a sentence does.

    Part i is ``texts[owner[i]][start[i]:end[i]]``, where ``owner`` ascends and no part ends behind
    its text. A part without words is no sentence.
    """
    words, sentence = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.bool_)]
    for block in blocks_of(texts):
        chunks = chunks_of(texts[block])
        first, last = np.searchsorted(owner, (block.start, block.stop)).tolist()
        shift = chunks.text_start[owner[first:last] - block.start]
        begin, stop = shift + start[first:last], shift + end[first:last]
        behind = np.searchsorted(chunks.start, stop)
        before = np.searchsorted(chunks.end, begin, side="right")
        words.append(np.where(begin < stop, behind - before, 0))
        found = np.zeros(last - first, dtype=np.bool_)
        filled = np.flatnonzero(words[-1])
        begin, stop = begin[filled], stop[filled]
        final = chunks.points[np.minimum(chunks.end[behind[filled] - 1], stop) - 1]
        is_start = start[first:last][filled] == 0
        found[filled] = _begin_well(chunks, begin, stop, is_start) & ~np.isin(final, _UNFINISHED)
        sentence.append(found)
    return np.concatenate(words), np.concatenate(sentence)


def _begin_well(chunks: Chunks, begin: Ints, stop: Ints, is_start: Bools) -> Bools:
    """Which parts begin as a sentence does; those with which a text begins may do so in lower case.

    A part of punctuation alone does.
    """
    before = _MAY_BE_BEFORE[np.minimum(chunks.points, _LAST_BEFORE + 1)]
    place, later = begin.copy(), np.flatnonzero(before[begin])
    last = np.flatnonzero(before[:-1] & ~before[1:])
    place[later] = np.append(last + 1, len(before))[np.searchsorted(last, begin[later])]
    well = np.ones(len(begin), dtype=np.bool_)
    filled = np.flatnonzero(place < stop)
    initial = chunks.points[place[filled]]
    well[filled] = is_start[filled] | ~_is_lower(initial)
    for i in filled[well[filled] & np.isin(initial, _INITIALS)].tolist():
        well[i] = not _CONNECTIVE.match(chunks.joined, place[i], stop[i])
    return well


def _is_lower(points: Points) -> Bools:
    distinct, which = np.unique(points, return_inverse=True)
    return np.array([chr(point).islower() for point in distinct.tolist()], dtype=np.bool_)[which]
