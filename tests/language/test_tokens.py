"""Chunks taken apart by their shape give what the tokenizer gives, and the same pieces."""

from __future__ import annotations

import csv
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.english import blank_english, mended, special_cases
from vockit.language.pieces import TELLING_WORDS, pieces_of
from vockit.language.shapes import spacy_tokens
from vockit.language.tokens import take_apart, tokenize

DATA = Path(__file__).parents[2].parent / "shared" / "data"

words = st.one_of(
    st.sampled_from([*sorted(special_cases()), *sorted(TELLING_WORDS)]),
    st.sampled_from(
        [
            "Refund",
            "kg",
            "5",
            "30",
            "5km",
            "3.50",
            "@you",
            "US",
            "A",
            "e-mail",
            "iPhone",
            "waiting",
            "I'll",
            "A380",
            "#go",
        ]
    ),
    st.from_regex(r"[a-z]{1,9}|[A-Z][a-z]{1,9}|[A-Z]{2,9}|[0-9]{1,5}", fullmatch=True),
)
marks = st.text("\"'’“”()[].,;:!?-–—…/*&@#$£%+_`´", max_size=3)
shapes = st.one_of(
    st.text(string.ascii_letters + string.digits + "@#.,;:!?'’-_/$%*&()", min_size=1, max_size=12),
    st.lists(
        st.one_of(words, marks, st.sampled_from(["'s", "’s", "-", "/", ".", "...", ":"])),
        max_size=6,
    )
    .map("".join)
    .filter(bool),
    st.text(min_size=1, max_size=8),
).filter(lambda chunk: not any(sign.isspace() for sign in chunk))


@given(shapes)
def test_tokens_and_pieces_are_those_of_spacy(chunk: str) -> None:
    chunk = mended(chunk)
    tokens, pieces = take_apart(chunk)
    expected = [(token.text, token.idx) for token in blank_english().tokenizer(chunk)]
    assert [(token.text, token.start) for token in tokens] == expected
    assert [token.end for token in tokens] == [start + len(text) for text, start in expected]
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


def test_the_tokens_of_a_text_have_their_places_in_it() -> None:
    text = "  Can't\tbook a (cheap) flight.\n"
    tokens = tokenize(text)
    assert [token.text for token in tokens] == [
        "Ca",
        "n't",
        "book",
        "a",
        "(",
        "cheap",
        ")",
        "flight",
        ".",
    ]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_chunk_of_a_hundred_thousand_signs_is_taken_apart() -> None:
    assert len(spacy_tokens("😀" * 100_000)) >= 1


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")
@pytest.mark.parametrize(
    "file",
    [
        "airline_tweets/tweets.csv",
        "banking77/train.csv",
        "nhs_feedback/text_data.csv",
        "skytrax/ba_reviews.csv",
        "trustpilot_pet_insurance/reviews.csv",
    ],
)
def test_tokens_of_real_chunks_are_those_of_spacy(file: str) -> None:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        chunks = {chunk for row in csv.reader(lines) for cell in row for chunk in cell.split()}
    tokenizer = blank_english().tokenizer
    different = []
    for chunk in sorted(map(mended, chunks)):
        tokens, pieces = take_apart(chunk)
        expected = [(token.text, token.idx) for token in tokenizer(chunk)]
        if [(token.text, token.start) for token in tokens] != expected or list(pieces) != pieces_of(
            chunk, tokens
        ):
            different.append(chunk)
    assert different == []
