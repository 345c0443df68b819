"""Hashes of 64 bits that identify chunks, computed for a whole batch at once.

A chunk that was seen before need not become a string of its own, nor be hashed and looked up by
Python: that took as long as all other work on a known word together. Two of a million distinct
chunks share a hash once in 30 million inputs of that size, unless somebody constructs such a pair.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vockit.arrays import Hashes, Ints
from vockit.language.chunking import Points

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_LENGTH_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_BLOCK = 1 << 16
"""Code points that are hashed at a time, so that they stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class RunningSums:
    """Running sums, from which the hash of any part of a text is computed."""

    _sums: Hashes
    _inverses: Hashes

    def hashes(self, start: Ints, end: Ints) -> Hashes:
        """The hash of each part of the text, whatever their order."""
        mixed = (self._sums[end] - self._sums[start]) * self._inverses[start]
        mixed += (end - start).view(np.uint64) * _LENGTH_FACTOR
        for shift in (32, 29):
            mixed ^= mixed >> np.uint64(shift)
            mixed *= _MIXER
        return np.maximum(mixed ^ (mixed >> np.uint64(32)), 1)


class ChunkHasher:
    """Hashes parts of texts.

    The hash is a polynomial in the code points, modulo 2⁶⁴ (Karp and Rabin 1987), which for any
    part is computed from running sums over the whole text; its bits are then mixed with the length.
    """

    def __init__(self) -> None:
        self._powers = _powers(_BASE, _BLOCK + 1)
        self._inverses = _powers(_INVERSE, _BLOCK + 1)

    def __call__(self, points: Points, start: Ints, end: Ints) -> Hashes:
        """The hash of each part ``points[start:end]``; parts are in order and do not overlap."""
        found = np.empty(len(start), dtype=np.uint64)
        first = 0
        while first < len(start):
            base = start[first]
            last = max(int(np.searchsorted(end, base + _BLOCK, side="right")), first + 1)
            block = slice(first, last)
            found[block] = self.sums(points[base : end[last - 1]]).hashes(
                start[block] - base, end[block] - base
            )
            first = last
        return found

    def sums(self, points: Points) -> RunningSums:
        """The running sums of a text."""
        if len(points) >= len(self._powers):
            self._powers = _powers(_BASE, 2 * len(points))
            self._inverses = _powers(_INVERSE, 2 * len(points))
        sums = np.empty(len(points) + 1, dtype=np.uint64)
        sums[0] = 0
        sums[1:] = points
        sums[1:] *= self._powers[: len(points)]
        np.cumsum(sums, out=sums)
        return RunningSums(sums, self._inverses)


def _powers(base: int, length: int) -> Hashes:
    """``base`` to the power of 0, 1, 2 and so on, modulo 2⁶⁴."""
    powers = np.ones(length, dtype=np.uint64)
    powers[1:] = np.uint64(base)
    return np.cumprod(powers)
