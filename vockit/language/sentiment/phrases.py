"""Phrases with a valence: each is one word to the scorer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vockit.arrays import Ints, order_by, ranges, spread
from vockit.language.matching import Hits
from vockit.language.sentiment.words import UPPER, WordTable


@dataclass(frozen=True, slots=True, eq=False)
class JoinedWords:
    """The words of a batch, with one word in place of each phrase."""

    words: Ints
    starts: Ints
    first: Ints
    """For each word the first of the original words that it replaces, and the end of the last."""


def join_phrases(words: Ints, starts: Ints, hits: Hits, table: WordTable) -> JoinedWords:
    """Replace the words of each phrase by one, so that boosters and negations reach over it.

    A hit's term is the index of a phrase in the lexicon; its first and last are indices into
    ``words``, inside one segment. Of phrases that overlap, the one that starts first stays; of
    those, the longest; then the first in the lexicon.
    """
    chosen = hits.where(_without_overlaps(hits))
    first, last = chosen.first, chosen.last
    gone = ranges(first + 1, last - first)
    is_kept = np.ones(len(words), dtype=np.bool_)
    is_kept[gone] = False
    kept = np.flatnonzero(is_kept)
    part, hit = spread(first, last - first + 1)
    is_lower = table.flags[words[part]] & UPPER == 0
    in_capitals = np.bincount(hit, is_lower, minlength=len(first)) == 0
    joined = words.copy()
    joined[first] = 2 * chosen.term + in_capitals
    fewer = np.searchsorted(gone, starts)
    return JoinedWords(joined[kept], starts - fewer, np.append(kept, len(words)))


def _without_overlaps(hits: Hits) -> Ints:
    chosen = []
    taken = -1
    order = order_by(hits.first, hits.first - hits.last, hits.term)
    ordered = hits.where(order)
    for hit, start, end in zip(
        order.tolist(), ordered.first.tolist(), ordered.last.tolist(), strict=True
    ):
        if start > taken:
            chosen.append(hit)
            taken = end
    return np.array(chosen, dtype=np.int64)
