from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.gaps import blocks
from vockit.gaps.excerpts import CONNECTIVES, words_and_sentences

pieces = st.sampled_from(
    [
        "and",
        "But ",
        "OR",
        "the ",
        "Then",
        " ",
        "\n",
        "\u00a0",
        "-",
        "– ",
        "“",
        "(",
        ",",
        ".",
        "a",
        "É",
    ]
)
texts = st.lists(st.lists(pieces, max_size=12).map("".join), min_size=1, max_size=4)


def parts_of(some: list[str], data: st.DataObject) -> list[tuple[int, int, int]]:
    bounds = st.tuples(st.integers(0, len(some) - 1), st.integers(0, 30), st.integers(0, 30))
    drawn = sorted(data.draw(st.lists(bounds, max_size=8)))
    return [
        (owner, min(a, b, len(some[owner])), min(max(a, b), len(some[owner])))
        for owner, a, b in drawn
    ]


def plainly_a_sentence(part: str, begins_text: bool) -> bool:
    if not part.split() or part.rstrip()[-1] in ",;:-(":
        return False
    start = part.lstrip(" \t\r\n-–—,.;:*\"'“‘(")
    connective = re.match(rf"(?i:{'|'.join(CONNECTIVES)})\b", start)
    return not connective and (begins_text or not start[:1].islower())


@settings(max_examples=300)
@given(texts, st.data())
def test_parts_are_seen_as_they_are_one_by_one(some: list[str], data: st.DataObject) -> None:
    parts = parts_of(some, data)
    words, sentence = words_and_sentences(some, *np.array(parts, dtype=np.int64).reshape(-1, 3).T)
    strings = [some[owner][start:end] for owner, start, end in parts]
    assert words.tolist() == [len(string.split()) for string in strings]
    assert sentence.tolist() == [
        plainly_a_sentence(string, start == 0)
        for string, (_, start, _) in zip(strings, parts, strict=True)
    ]


@pytest.mark.parametrize("size", [1, 9])
def test_texts_may_be_taken_in_blocks_of_any_size(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = ["We came late. and then", "", "Which is odd", "never again,"]
    owner = np.array([0, 0, 2, 2, 3])
    start, end = np.array([0, 14, 0, 9, 0]), np.array([13, 22, 12, 12, 12])
    monkeypatch.setattr(blocks, "BLOCK", size)
    words, sentence = words_and_sentences(some, owner, start, end)
    assert words.tolist() == [3, 2, 3, 1, 2]
    assert sentence.tolist() == [True, False, False, False, False]
