"""Which records have been seen before, told by eight bytes of each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np
from numpy.typing import NDArray


def hash_keys(keys: Iterable[Hashable]) -> NDArray[np.int64]:
    """Python's own hash of every key, such as a text or a tuple of an id and a text.

    It is another one in each run, unlike all other hashes here: nothing but equality is read off
    it, and it takes a tenth of the time of a digest.
    """
    return np.fromiter(map(hash, keys), dtype=np.int64)


class SeenKeys:
    """Keys seen so far, in sorted arrays of doubling size: eight bytes a key.

    With n keys the chance that any two different ones are taken for the same is about n² / 2⁶⁵:
    three in a hundred million for a million records.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def first_seen(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each key whether it is the first of its kind, here and in all calls before."""
        distinct, first = np.unique(keys, return_index=True)
        fresh = np.ones(len(distinct), dtype=np.bool_)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, distinct), len(run) - 1)
            fresh &= run[at] != distinct
        mask = np.zeros(len(keys), dtype=np.bool_)
        mask[first[fresh]] = True
        self._add(distinct[fresh])
        return mask

    def _add(self, run: NDArray[np.int64]) -> None:
        if not len(run):
            return
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate((self._runs.pop(), run)), kind="stable")
        self._runs.append(run)
