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
class _Changes:
    """The stretches of all texts of a batch that are changed (see ``edits.Stretch``)."""

    first: Ints
    """Of each text of the batch the place in all changed texts, put one after the other, where it
    begins; -1 for texts that are as read."""
    at: Ints
    """Likewise of each stretch."""
    length: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class PlainTexts:
    """Texts, plain, with the places of their characters in the texts as read."""

    texts: Sequence[str]
    _changes: _Changes | None = None
    """None where all texts are as read."""

    def start_as_read(self, text: Ints, place: Ints) -> Ints:
        """Where the characters at these places of these texts begin in the texts as read."""
        return self._as_read(text, place, back=0)

    def end_as_read(self, text: Ints, end: Ints) -> Ints:
        """Where parts that end at these places, which they do not include, end."""
        return self._as_read(text, end, back=1)

    def _as_read(self, text: Ints, place: Ints, *, back: int) -> Ints:
        changes = self._changes
        if changes is None:
            return place
        first = changes.first[text]
        changed = np.flatnonzero(first >= 0)
        if not len(changed):
            return place
        at = first[changed] + place[changed] - back
        stretch = np.searchsorted(changes.at, at, side="right") - 1
        start, end = changes.start[stretch], changes.end[stretch]
        is_own = end - start == changes.length[stretch]
        result = place.astype(np.int64)
        own = start + at - changes.at[stretch] + back
        result[changed] = np.where(is_own, own, end if back else start)
        return result


def plain_texts(read: Sequence[str]) -> PlainTexts:
    """The texts as they are tagged and scored. One of which nothing would be left stays."""
    changed: list[int] = []
    lengths: list[int] = []
    stretches: list[int] = []
    texts: list[str] = []
    so_far = 0
    for number in suspects(read):
        mended = plain(read[number])
        if mended.text == read[number] or not mended.text.strip():
            continue
        texts = texts or list(read)
        texts[number] = mended.text
        changed.append(number)
        lengths.append(so_far)
        for stretch in mended.stretches:
            stretches += (so_far + stretch.at, stretch.start, stretch.end)
        so_far += len(mended.text)
    if not texts:
        return PlainTexts(read)
    first = np.full(len(read), -1, dtype=np.int64)
    first[changed] = lengths
    at, start, end = np.array(stretches, dtype=np.int64).reshape(-1, 3).T.copy()
    return PlainTexts(texts, _Changes(first, at, np.diff(at, append=so_far), start, end))
