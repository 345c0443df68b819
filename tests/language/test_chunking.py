from __future__ import annotations

import sys
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.chunking import chunks_of

SPACES = "".join(chr(point) for point in range(sys.maxunicode + 1) if chr(point).isspace())
texts = st.lists(st.one_of(st.text(), st.text(f"{SPACES}ab😀\ud800\u200b")), max_size=5)


@given(texts)
def test_texts_are_cut_as_python_splits_them(texts: list[str]) -> None:
    chunks = chunks_of(texts)
    strings = chunks.strings(np.arange(len(chunks)))
    first = chunks.first_of_texts().tolist()
    assert [strings[a:b] for a, b in pairwise(first)] == [text.split() for text in texts]
    for text, start in zip(texts, chunks.text_start.tolist(), strict=False):
        assert chunks.joined[start : start + len(text)] == text
