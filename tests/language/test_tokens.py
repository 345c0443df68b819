"""Chunks taken apart by their shape give what the tokenizer gives, and the same pieces."""

from __future__ import annotations

import csv
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.language.chunk_table import ChunkTable
from vockit.language.chunking import chunks_of
from vockit.language.english import Token, blank_english, mended, special_cases
from vockit.language.matching import Symbols
from vockit.language.pieces import DECIDING_WORDS, Piece, pieces_of
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.words import WordTable
from vockit.language.shapes import LONGEST, spacy_tokens
from vockit.language.tokens import tokenize

DATA = Path(__file__).parents[2].parent / "shared" / "data"

WORDS = WordTable(cx_lexicon())

words = st.one_of(
    st.sampled_from([*sorted(special_cases()), *sorted(DECIDING_WORDS)]),
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


def taken_apart(chunks: list[str]) -> list[tuple[list[tuple[int, int]], list[Piece]]]:
    """The tokens and pieces of each chunk as the table of chunks has them."""
    table = ChunkTable(Symbols([]), WORDS, capacity=10**9)
    numbers = table.ids(chunks_of(chunks))
    known = table.columns
    found = []
    for number in numbers.tolist():
        first = int(known.chunk_pieces[number])
        tokens: list[tuple[int, int]] = []
        pieces = []
        for piece in range(first, first + int(known.chunk_piece_count[number])):
            start = int(known.piece_tokens[piece])
            end = start + int(known.piece_token_count[piece])
            pieces.append(
                Piece(
                    *(len(tokens), len(tokens) + end - start - 1),
                    *(int(known.piece_start[piece]), int(known.piece_end[piece])),
                    *(int(known.piece_facts[piece]), int(known.piece_word[piece])),
                )
            )
            places = zip(known.token_start[start:end], known.token_end[start:end], strict=True)
            tokens += [(int(first), int(last)) for first, last in places]
        found.append((tokens, pieces))
    return found


def by_spacy(chunk: str) -> tuple[list[tuple[int, int]], list[Piece]]:
    """The same by a tokenizer that is asked about this chunk alone."""
    chunk = mended(chunk)
    doc = blank_english().tokenizer(chunk)
    tokens = [Token(token.text, token.idx, token.idx + len(token)) for token in doc]
    return [(token.start, token.end) for token in tokens], pieces_of(chunk, tokens)


@settings(deadline=None)  # the first chunk waits for the tokenizer
@given(st.lists(shapes, min_size=1, max_size=5))
def test_tokens_and_pieces_are_those_of_spacy(chunks: list[str]) -> None:
    assert taken_apart(chunks) == list(map(by_spacy, chunks))


@settings(deadline=None)  # as above
@given(st.text(min_size=1).filter(lambda text: not any(sign.isspace() for sign in text)))
def test_pieces_cover_a_chunk(chunk: str) -> None:
    [(tokens, pieces)] = taken_apart([chunk])
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
    [(_, pieces)] = taken_apart([chunk])
    assert [chunk[piece.start : piece.end] for piece in pieces] == parts


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
    [tokens] = spacy_tokens(["😀" * 100_000])
    assert "".join(token.text for token in tokens) == "😀" * 100_000


@settings(deadline=None)  # as above
@given(st.lists(shapes, max_size=5), st.integers(1, 40))
def test_chunks_are_tokenized_as_if_alone(chunks: list[str], times: int) -> None:
    chunks = [*chunks, "".join(chunks) * times]
    together = list(spacy_tokens(chunks))
    tokenizer = blank_english().tokenizer
    for chunk, tokens in zip(chunks, together, strict=True):
        alone = []
        for start in range(0, len(chunk), LONGEST):
            block = tokenizer(chunk[start : start + LONGEST])
            alone += [Token(token.text, start + token.idx, 0) for token in block]
        assert [token._replace(end=0) for token in tokens] == alone
        assert all(chunk[token.start : token.end] == token.text for token in tokens)


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
    different = [
        chunk
        for chunk, found in zip(sorted(chunks), taken_apart(sorted(chunks)), strict=True)
        if found != by_spacy(chunk)
    ]
    assert different == []
