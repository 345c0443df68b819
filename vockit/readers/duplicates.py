"""Which records have been seen before, told by eight bytes of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def hash_keys(keys: Iterable[str]) -> NDArray[np.uint64]:
    """The first eight bytes of BLAKE2b of every key: the same on every machine and in every run."""
    data = b"".join([blake2b(key.encode(), digest_size=8).digest() for key in keys])
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)


def record_keys(ids: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """One key for an id and a text; the length keeps ``1, 23`` and ``12, 3`` apart."""
    return (f"{len(one)}:{one}{text}" for one, text in zip(ids, texts, strict=True))


class SeenKeys:
    """Keys seen so far, in sorted arrays of doubling size: eight bytes a key.

    With n keys the chance that any two different ones are taken for the same is about n² / 2⁶⁵:
    three in a hundred million for a million records.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.uint64]] = []

    def first_seen(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
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

    def _add(self, run: NDArray[np.uint64]) -> None:
        if not len(run):
            return
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate((self._runs.pop(), run)), kind="stable")
        self._runs.append(run)
