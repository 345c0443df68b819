"""The table of chunks knows of each chunk what is found out about the chunk alone."""

from __future__ import annotations

import string
from collections.abc import Sequence
from random import Random
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.language import chunk_table, learning
from vockit.language.chunk_table import ChunkTable
from vockit.language.chunking import chunks_of
from vockit.language.english import blank_english, lemma, lower_form, mended
from vockit.language.matching import Symbols
from vockit.language.pieces import pieces_of
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.lexicon import stock_lexicon
from vockit.language.sentiment.words import WordTable
from vockit.language.shapes import spacy_tokens

SYMBOLS = Symbols(
    [
        ("lemma", "be"),
        ("lemma", "refund"),
        ("lemma", "i"),
        ("exact", "there"),
        ("exact", "'s"),
        ("exact", ","),
        ("prefix", "luggag"),
        ("prefix", "@a"),
        ("prefix", "http"),
    ]
)
WORDS = {"stock": WordTable(stock_lexicon()), "cx": WordTable(cx_lexicon())}

known = st.sampled_from(
    [
        *("I", "is", "It", "there", "THERE", "can", "cannot", "don", "t", "s", "hours", "etc"),
        *("good", "GOOD", "goood", "refund", "Refunding", "luggage", "Luggages", "awful", "5"),
        *("30", "2019", "https://t.co/AbcdEfgh", "http://t.co/waiting", "@acme12", "é", "it’s"),
    ]
)
marks = st.text("\"'’“”()[].,;:!?-–—…/*&@#$%+_`´😀❤️", max_size=3)
unknown = st.from_regex(
    "[a-z]{2,8}(ing|n't|nnn)?|[A-Z][a-z]{1,8}|[A-Z]{2,8}|[0-9]{1,4}", fullmatch=True
)
hiding = st.sampled_from(
    [
        *(
            "&amp;",
            "&excl;",
            "&shy;",
            "&#39;",
            "n't",
            "N'T",
            "n’t",
            "'s",
            "-",
            "/",
            "\u00ad",
            "\u0301",
        ),
        *(
            "\u200b",
            "\u212a",
            "\u0130",
            "😀",
            "❤️",
            "ﬁ",
            "ß",
            "http",
            "https",
            "t.co",
            "goood",
            "wonnn't",
        ),
    ]
)
"""What is made other marks, nothing or letters before words are scored, and the like."""
chunks = st.one_of(
    st.lists(st.one_of(known, unknown, marks, hiding), min_size=1, max_size=5).map("".join),
    st.lists(st.one_of(known, marks), min_size=1, max_size=6).map("".join),
    st.text(string.ascii_letters + string.digits + string.punctuation, min_size=1, max_size=12),
    st.text(min_size=1, max_size=8),
).filter(lambda chunk: chunk != "" and not any(sign.isspace() for sign in chunk))


def facts(table: ChunkTable, number: int) -> tuple[object, ...]:
    """What the table knows of one chunk, as plain Python."""
    known = table.columns

    def words(start: int, count: int) -> list[int]:
        return list(map(int, known.words[start : start + count]))

    found = []
    first = known.chunk_pieces[number]
    for piece in range(first, first + known.chunk_piece_count[number]):
        start = known.piece_tokens[piece]
        tokens = []
        for token in range(start, start + known.piece_token_count[piece]):
            start, end = int(known.token_start[token]), int(known.token_end[token])
            tokens.append((start, end, int(known.token_symbols[token])))
        found.append(
            (
                *(int(known.piece_start[piece]), int(known.piece_end[piece])),
                *(int(known.piece_facts[piece]), int(known.piece_word[piece])),
                words(known.piece_words[piece], known.piece_word_count[piece]),
                int(known.piece_exclamations[piece]),
                int(known.piece_questions[piece]),
                tokens,
            )
        )
    return (
        words(known.chunk_words[number], known.chunk_word_count[number]),
        int(known.chunk_exclamations[number]),
        int(known.chunk_questions[number]),
        found,
    )


def expected(chunk: str, words: WordTable) -> tuple[object, ...]:
    """The same by the tokenizer and the scorer's own way to take a chunk apart."""
    [tokens] = spacy_tokens([mended(chunk)])
    found = []
    for piece in pieces_of(mended(chunk), tokens):
        ids, exclamations, questions = words.words_of(chunk[piece.start : piece.end])
        parts = [
            (token.start, token.end, SYMBOLS.of(lower_form(token.text), lemma(token.lower)))
            for token in tokens[piece.first_token : piece.last_token + 1]
        ]
        found.append(
            (
                *(piece.start, piece.end, piece.facts, piece.word),
                *(list(ids), exclamations, questions, parts),
            )
        )
    ids, exclamations, questions = words.words_of(chunk)
    return list(ids), exclamations, questions, found


@pytest.mark.parametrize("lexicon", ["stock", "cx"])
@settings(deadline=None)  # the first chunk waits for the tokenizer
@given(st.lists(chunks, min_size=1, max_size=5))
def test_a_chunk_is_known_as_if_it_were_alone(lexicon: str, chunks: list[str]) -> None:
    words = WORDS[lexicon]
    table = ChunkTable(SYMBOLS, words)
    numbers = table.ids(chunks_of(chunks))
    for chunk, number in zip(chunks, numbers.tolist(), strict=True):
        assert facts(table, number) == expected(chunk, words)


def twin(chunk: str, source: Random) -> str:
    """Another chunk of the same form."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    return "".join(
        next((source.choice(kind) for kind in kinds if sign in kind), sign) for sign in chunk
    )


@pytest.mark.parametrize("lexicon", ["stock", "cx"])
@settings(deadline=None)  # as above
@given(st.lists(chunks, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_a_chunk_of_a_form_that_was_seen_is_known_as_well(
    lexicon: str, chunks: list[str], source: Random
) -> None:
    words = WORDS[lexicon]
    table = ChunkTable(SYMBOLS, words)
    for batch in ([twin(chunk, source) for chunk in chunks], chunks):
        numbers = table.ids(chunks_of(batch))
        for chunk, number in zip(batch, numbers.tolist(), strict=True):
            assert facts(table, number) == expected(chunk, words)


def test_the_words_of_whole_chunks_can_be_left_out() -> None:
    table = ChunkTable(SYMBOLS, WORDS["cx"], scores_whole=False)
    number = int(table.ids(chunks_of(["awful.Good"]))[0])
    pieces = facts(table, number)[-1]
    assert pieces == expected("awful.Good", WORDS["cx"])[-1]


def numbered(table: ChunkTable, chunks: Sequence[str]) -> dict[str, int]:
    return dict(zip(chunks, table.ids(chunks_of(chunks)).tolist(), strict=True))


def test_chunks_that_came_again_outlive_the_others() -> None:
    table = ChunkTable(SYMBOLS, WORDS["cx"], capacity=6)
    often = ["there,", "luggage.It's", "@acme12"]
    table.ids(chunks_of(often))
    table.ids(chunks_of(["awful", "good!!", often[0], often[1]]))
    table.ids(chunks_of(["x1", "x2", *often]))
    assert len(table) == 7
    numbers = numbered(table, ["good!!", *often])
    assert [numbers[chunk] for chunk in often] == [0, 1, 2]
    assert len(table) == 4
    for chunk, number in numbers.items():
        assert facts(table, number) == expected(chunk, WORDS["cx"])


def test_of_too_many_that_came_again_the_first_are_kept() -> None:
    table = ChunkTable(SYMBOLS, WORDS["cx"], capacity=4)
    chunks = ["there,", "it's", "good", "awful", "refund"]
    table.ids(chunks_of(chunks[:4]))
    table.ids(chunks_of(chunks[:4]))
    table.ids(chunks_of(chunks))
    assert numbered(table, ["refund", "good", "new"]) == {"refund": 3, "good": 2, "new": 4}
    for chunk, number in {"there,": 0, "good": 2, "refund": 3}.items():
        assert facts(table, number) == expected(chunk, WORDS["cx"])


@settings(deadline=None)  # as above
@given(st.lists(st.lists(chunks, min_size=1, max_size=6), max_size=12))
def test_forgetting_changes_nothing_that_is_known(batches: list[list[str]]) -> None:
    words = WORDS["cx"]
    table = ChunkTable(SYMBOLS, words, capacity=8)
    for batch in batches:
        for chunk, number in zip(batch, table.ids(chunks_of(batch)).tolist(), strict=True):
            assert facts(table, number) == expected(chunk, words)
        assert np.all(np.asarray(table.columns.chunk_piece_count) > 0)


@pytest.mark.parametrize("bound", [(chunk_table, "WORDS_KEPT"), (learning, "REMEMBERED")])
def test_what_was_looked_up_is_bounded(
    bound: tuple[ModuleType, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*bound, 20)
    table = ChunkTable(SYMBOLS, WORDS["cx"])
    for number in range(1, 30):
        batch = ["refund", "good" + "😀" * number, "😡" * number + "!", f"it's-{number}.There"]
        for chunk, place in zip(batch, table.ids(chunks_of(batch)).tolist(), strict=True):
            assert facts(table, place) == expected(chunk, WORDS["cx"])
        assert len(table.columns.words) <= 20 + 4 * number or bound[0] is learning


@pytest.mark.parametrize("chunk", ["luggage" * 100, "貨物" * 200, "a-Refund5.x" * 60])
def test_long_chunks_are_tokenized_in_blocks(chunk: str) -> None:
    table = ChunkTable(SYMBOLS, WORDS["cx"])
    number = int(table.ids(chunks_of([chunk]))[0])
    assert facts(table, number) == expected(chunk, WORDS["cx"])
    tokens = table.columns.token_start[: len(blank_english().tokenizer(chunk[:256]))].tolist()
    assert tokens == [token.idx for token in blank_english().tokenizer(chunk[:256])]
