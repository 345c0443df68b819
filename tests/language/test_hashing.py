from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.arrays import Hashes, Ints
from vockit.language.hashing import _BLOCK, ChunkHasher

hasher = ChunkHasher()
chunks = st.lists(st.text(min_size=1, max_size=8).filter(lambda text: " " not in text), min_size=1)


def hashed(texts: list[str], by: ChunkHasher = hasher) -> Hashes:
    joined = " ".join(texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ends: Ints = np.cumsum(lengths + 1) - 1
    return by(points, ends - lengths, ends)


@given(chunks, chunks)
def test_a_chunk_has_the_same_hash_wherever_it_stands(some: list[str], others: list[str]) -> None:
    together = hashed([*others, *some])[len(others) :]
    assert together.tolist() == hashed(some).tolist()


@given(chunks)
def test_chunks_have_one_hash_if_they_are_one(texts: list[str]) -> None:
    found = hashed(texts).tolist()
    assert len(set(found)) == len(set(texts))
    assert 0 not in found


def test_trailing_and_leading_nulls_tell() -> None:
    texts = ["a", "a\0", "\0a", "\0", "\0\0", "aa"]
    assert len(set(hashed(texts).tolist())) == len(texts)


def test_half_a_million_chunks_have_hashes_of_their_own() -> None:
    source = random.Random(3)
    texts = {
        "".join(source.choices("abcdeE.,'1", k=source.randrange(1, 14))) for _ in range(900_000)
    }
    assert len(texts) > 500_000
    assert len(np.unique(hashed(sorted(texts)))) == len(texts)


def test_hashes_do_not_depend_on_how_texts_fall_into_blocks() -> None:
    texts = ["word", "x" * (_BLOCK + 5), "word", "y" * (_BLOCK - 7), "and", "word"] * 2
    found = hashed(texts, ChunkHasher()).tolist()
    assert found == [int(hashed([text])[0]) for text in texts]


def test_bits_are_spread_over_the_places_of_a_table() -> None:
    places = hashed([f"@user{number}" for number in range(4096)]) >> np.uint64(52)
    assert len(np.unique(places)) > 0.6 * 4096
