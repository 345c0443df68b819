"""The texts of a batch as they are tagged and scored, and where they stand in those that were read.

Most texts are plain as they are: one look over all characters of a batch finds those that may not
be, and nothing is kept of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.arrays import Ints
from vockit.language.pasted.mending import plain
from vockit.language.pasted.suspects import suspects


@dataclass(frozen=True, slots=True, eq=False)
class PlainTexts:
    """Texts, plain, with the places of their characters in the texts as read."""

    texts: Sequence[str]
    _first: Ints | None = None
    """Where the places of each text begin in those below; -1 for texts that are as read."""
    _starts: Ints | None = None
    _ends: Ints | None = None

    def start_as_read(self, text: Ints, place: Ints) -> Ints:
        """Where the characters at these places of these texts begin in the texts as read."""
        return place if self._first is None else self._as_read(self._starts, text, place)

    def end_as_read(self, text: Ints, end: Ints) -> Ints:
        """Where parts that end at these places, which they do not include, end."""
        return end if self._first is None else self._as_read(self._ends, text, end, back=1)

    def _as_read(self, places: Ints | None, text: Ints, place: Ints, *, back: int = 0) -> Ints:
        first = self._first
        if first is None or places is None:
            return place
        base = first[text]
        changed = np.flatnonzero(base >= 0)
        result = place.astype(np.int64)
        result[changed] = places[base[changed] + place[changed] - back]
        return result


def plain_texts(read: Sequence[str]) -> PlainTexts:
    """The texts as they are tagged and scored. One of which nothing would be left stays."""
    texts: list[str] | None = None
    first = np.empty(0, dtype=np.int64)
    starts: list[int] = []
    ends: list[int] = []
    for number in suspects(read):
        mended = plain(read[number])
        if mended.text == read[number] or not mended.text.strip():
            continue
        if texts is None:
            texts = list(read)
            first = np.full(len(read), -1, dtype=np.int64)
        texts[number] = mended.text
        first[number] = len(starts)
        starts += mended.starts
        ends += mended.ends
    if texts is None:
        return PlainTexts(read)
    return PlainTexts(texts, first, np.array(starts), np.array(ends))
