"""Chunks taken apart without the tokenizer give what the tokenizer gives."""

from __future__ import annotations

import csv
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.chunks import spacy_tokens, take_apart
from vockit.language.english import blank_english, mended, special_cases
from vockit.language.pieces import pieces_of

DATA = Path(__file__).parents[2].parent / "shared" / "data"

shapes = st.one_of(
    st.text(string.ascii_letters + string.digits + "@#.,;:!?'’-_/$%*&()", min_size=1, max_size=12),
    st.tuples(
        st.sampled_from([*sorted(special_cases()), "Refund", "kg", "5", "30", "@you", "US", "A"]),
        st.sampled_from(["", ".", ",", "!", "?!", "...", ":", ";,"]),
    ).map("".join),
).filter(lambda chunk: not any(sign.isspace() for sign in chunk))


@given(shapes)
def test_tokens_are_those_of_spacy(chunk: str) -> None:
    tokens, pieces = take_apart(chunk)
    expected = [(token.text, token.idx) for token in blank_english().tokenizer(chunk)]
    assert [(token.text, token.start) for token in tokens] == expected
    assert list(pieces) == pieces_of(chunk, tokens)


@given(st.text(min_size=1).filter(lambda text: not any(sign.isspace() for sign in text)))
def test_pieces_cover_a_chunk(chunk: str) -> None:
    tokens, pieces = take_apart(chunk)
    assert "".join(chunk[piece.start : piece.end] for piece in pieces) == chunk
    assert pieces[0].first_token == 0
    assert pieces[-1].last_token == len(tokens) - 1


@pytest.mark.parametrize(
    ("chunk", "parts"),
    [
        ("stayed.There", ["stayed.", "There"]),
        ("great—but", ["great—", "but"]),
        ("food,service", ["food,", "service"]),
        ("www.example.com/page", ["www.example.com/page"]),
        ("3.50", ["3.50"]),
        ("check-in", ["check-in"]),
        ("e.g.", ["e.g."]),
    ],
)
def test_a_chunk_is_cut_where_a_space_was_forgotten(chunk: str, parts: list[str]) -> None:
    assert [chunk[piece.start : piece.end] for piece in take_apart(chunk)[1]] == parts


def test_a_chunk_of_a_hundred_thousand_signs_is_taken_apart() -> None:
    assert len(spacy_tokens("😀" * 100_000)) >= 1


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")
@pytest.mark.parametrize(
    "file", ["airline_tweets/tweets.csv", "skytrax/ba_reviews.csv", "banking77/train.csv"]
)
def test_tokens_of_real_chunks_are_those_of_spacy(file: str) -> None:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        chunks = {chunk for row in csv.reader(lines) for cell in row for chunk in cell.split()}
    tokenizer = blank_english().tokenizer
    different = [
        chunk
        for chunk in sorted(chunks)
        if mended(chunk) == chunk
        and [(token.text, token.start) for token in take_apart(chunk)[0]]
        != [(token.text, token.idx) for token in tokenizer(chunk)]
    ]
    assert different == []
