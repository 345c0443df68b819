from __future__ import annotations

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.tallies.columns import Columns, joined, texts
from vockit.tallies.frames import columns_of, frame_of
from vockit.tallies.grouping import (
    Labels,
    group_sums,
    join,
    named_labels,
    text_labels,
)

KEYS = st.lists(st.tuples(st.sampled_from(["", "b", "a", "ä"]), st.integers(-9, 9)), max_size=20)
WIDE_KEYS = st.lists(
    st.tuples(
        st.sampled_from(["", "b", "a", "ä"]),
        st.one_of(st.integers(-9, 9), st.integers(-(2**63), 2**63 - 1)),
    ),
    max_size=20,
)


def spelled(labels: Labels) -> list[str]:
    return [labels.names[code] for code in labels.codes.tolist()]


@given(KEYS)
def test_sums_are_those_of_each_key(rows: list[tuple[str, int]]) -> None:
    values = np.array([value for _, value in rows], dtype=np.int64)
    sums = group_sums((text_labels([key for key, _ in rows]), values % 3), values[:, np.newaxis])
    name, rest = sums.keys
    assert isinstance(name, Labels)
    assert isinstance(rest, np.ndarray)
    added: dict[tuple[str, int], int] = {}
    for key, value in rows:
        added[key, value % 3] = added.get((key, value % 3), 0) + value
    keys = zip(spelled(name), rest.tolist(), strict=True)
    assert list(zip(keys, sums.values[:, 0].tolist(), strict=True)) == sorted(added.items())


@given(WIDE_KEYS, WIDE_KEYS)
def test_rows_are_the_same_joined_or_pickled_or_as_a_frame(
    one: list[tuple[str, int]], other: list[tuple[str, int]]
) -> None:
    def columns(rows: list[tuple[str, int]]) -> Columns:
        names = [name for name, _ in rows]
        numbers = np.array([number for _, number in rows], dtype=np.int64)
        return Columns({"key": text_labels(names), "n": numbers, "text": texts(names)})

    whole = frame_of(columns(one + other))
    parts = [columns(one), columns(other)]
    assert frame_of(joined(parts)).equals(whole)
    assert frame_of(joined([pickle.loads(pickle.dumps(part)) for part in parts])).equals(whole)
    assert frame_of(columns_of(whole)).equals(whole)
    assert whole["key"].tolist() == whole["text"].tolist()


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)).map(sorted))
def test_join_pairs_all_equal_values(left: list[int], right: list[int]) -> None:
    i, j = join(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    expected = [(a, b) for a, x in enumerate(left) for b, y in enumerate(right) if x == y]
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_labels_ascend_whatever_the_order_of_the_names() -> None:
    labels = named_labels(np.array([0, 1, -1, 2]), ("z", "a", "z"))
    assert labels.names == ("", "a", "z")
    assert spelled(labels) == ["z", "a", "", "z"]


def test_missing_values_and_numbers_become_text() -> None:
    assert spelled(text_labels([None, 2.5, "x", float("nan")])) == ["", "2.5", "x", ""]
