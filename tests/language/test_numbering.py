from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.chunking import chunks_of
from vockit.language.numbering import ChunkNumbers, HashTable


@given(st.lists(st.lists(st.text("ab ", max_size=6), min_size=1), max_size=6))
def test_chunks_are_numbered_as_they_come(batches: list[list[str]]) -> None:
    numbers, known = ChunkNumbers(), dict[str, int]()
    for batch in batches:
        chunks = chunks_of(batch)
        strings = " ".join(batch).split()
        new = [chunk for chunk in dict.fromkeys(strings) if chunk not in known]
        known.update({chunk: number for number, chunk in enumerate(new, start=len(known))})
        found, first = numbers.of(chunks)
        assert found.tolist() == [known[chunk] for chunk in strings]
        assert chunks.strings(first) == new
        assert len(numbers) == len(known)


def test_some_are_kept_and_numbered_anew() -> None:
    numbers = ChunkNumbers()
    numbers.of(chunks_of(["a b c d e"]))
    kept = numbers.only(np.array([1, 3]))
    found, first = kept.of(chunks_of(["d a b"]))
    assert (found.tolist(), first.tolist()) == ([1, 2, 0], [1])


@given(st.lists(st.lists(st.integers(1, 40), unique=True), max_size=20), st.integers(0, 63))
def test_numbers_are_given_in_order(groups: list[list[int]], shift: int) -> None:
    """A dictionary is the oracle; hashes that differ in their low bits alone collide in places."""
    numbers, known = HashTable(), dict[int, int]()
    for group in groups:
        hashes = np.array([number << shift & (2**64 - 1) or 1 for number in group], dtype=np.uint64)
        expected = [known.get(value, -1) for value in hashes.tolist()]
        assert numbers.find(hashes).tolist() == expected
        new = [value for value in dict.fromkeys(hashes.tolist()) if value not in known]
        numbers.add(np.array(new, dtype=np.uint64))
        known.update({value: number for number, value in enumerate(new, start=len(known))})
        assert len(numbers) == len(known)
        assert numbers.find(hashes).tolist() == [known[value] for value in hashes.tolist()]


def test_a_table_grows_with_what_it_holds() -> None:
    numbers = HashTable()
    hashes = np.random.default_rng(5).permutation(2**20).astype(np.uint64)[:5_000] << np.uint64(20)
    for start in range(0, len(hashes), 700):
        numbers.add(hashes[start : start + 700])
    assert numbers.find(hashes).tolist() == list(range(5_000))
    assert numbers.find(np.array([1, 2], dtype=np.uint64)).tolist() == [-1, -1]
