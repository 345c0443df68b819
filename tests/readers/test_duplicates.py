from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.readers.duplicates import SeenKeys, hash_keys


@given(st.lists(st.lists(st.integers(0, 30).map(str), max_size=20), max_size=20))
def test_the_first_of_each_kind_is_marked(batches: list[list[str]]) -> None:
    keys, seen = SeenKeys(), set[str]()
    for batch in batches:
        marks = keys.first_seen(hash_keys(batch)).tolist()
        for key, mark in zip(batch, marks, strict=True):
            assert mark is (key not in seen)
            seen.add(key)


def test_ids_and_texts_do_not_run_together() -> None:
    keys = zip(["1", "12", "1:"], ["23", "3", "x"], strict=True)
    assert len(set(hash_keys(keys).tolist())) == 3


def test_a_hash_has_64_bits() -> None:
    assert sys.hash_info.width == 64
    assert len(np.unique(hash_keys(map(str, range(300_000))))) == 300_000
