from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.arrays import as_places, is_among, order_by, ranges, spread

keys = st.lists(st.integers(-(2**40), 2**40) | st.integers(-5, 40), max_size=60)


@given(keys, keys)
def test_is_among_is_exact(some: list[int], others: list[int]) -> None:
    found = is_among(np.array(some, dtype=np.int64), np.array(others, dtype=np.int64))
    assert found.tolist() == [key in others for key in some]


def test_keys_may_be_of_32_bits() -> None:
    keys = np.array([7, -1, 3], dtype=np.int32)
    assert is_among(keys, np.array([3, -1])).tolist() == [False, True, True]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 4)), max_size=30))
def test_spread_numbers_say_where_they_come_from(pairs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in pairs], dtype=np.int64)
    counts = np.array([count for _, count in pairs], dtype=np.int64)
    numbers, origin = spread(starts, counts)
    expected = [(s + k, i) for i, (s, n) in enumerate(pairs) for k in range(n)]
    assert list(zip(numbers.tolist(), origin.tolist(), strict=True)) == expected
    assert ranges(starts, counts).tolist() == numbers.tolist()


def test_a_mask_and_its_places_pick_the_same() -> None:
    mask = np.array([True, False, True])
    assert as_places(mask).tolist() == as_places(np.array([0, 2])).tolist() == [0, 2]


wide = st.sampled_from([0, 1, 2, -(2**40), 2**40])


@given(st.lists(st.tuples(st.integers(-2, 2), wide), max_size=20))
def test_order_by_is_stable_and_by_the_first_key_first(rows: list[tuple[int, int]]) -> None:
    some, other = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    by_python = sorted(range(len(rows)), key=rows.__getitem__)
    assert order_by(some, other).tolist() == by_python
    # Twice the wide key is more than 63 bits hold.
    assert order_by(some, other, other).tolist() == by_python
