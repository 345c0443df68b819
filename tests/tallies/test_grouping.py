from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.tallies.grouping import Sums, group_sums, join, joined_sums, named_labels, text_labels

KEYS = st.lists(st.tuples(st.sampled_from(["", "b", "a", "ä"]), st.integers(-9, 9)), max_size=20)


@given(KEYS, KEYS)
def test_sums_of_parts_join_to_the_sums_of_all(
    one: list[tuple[str, int]], other: list[tuple[str, int]]
) -> None:
    def sums(rows: list[tuple[str, int]]) -> Sums:
        values = np.array([value for _, value in rows], dtype=np.int64).reshape(-1, 1)
        return group_sums((text_labels([key for key, _ in rows]),), values)

    joined, whole = joined_sums([sums(one), sums(other)]), sums(one + other)
    assert joined.keys[0].text().tolist() == whole.keys[0].text().tolist()
    assert joined.values.tolist() == whole.values.tolist()
    assert joined.keys[0].text().tolist() == sorted({key for key, _ in one + other})


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)).map(sorted))
def test_join_pairs_all_equal_values(left: list[int], right: list[int]) -> None:
    i, j = join(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    expected = [(a, b) for a, x in enumerate(left) for b, y in enumerate(right) if x == y]
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_labels_ascend_whatever_the_order_of_the_names() -> None:
    labels = named_labels(np.array([0, 1, -1, 2]), ("z", "a", "z"))
    assert labels.names == ("", "a", "z")
    assert labels.text().tolist() == ["z", "a", "", "z"]


def test_missing_values_and_numbers_become_text() -> None:
    assert text_labels([None, 2.5, "x", float("nan")]).text().tolist() == ["", "2.5", "x", ""]
