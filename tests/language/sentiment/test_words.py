from __future__ import annotations

import string
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.english import _lemma_table
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.lexicon import stock_lexicon
from vockit.language.sentiment.words import LEXICON, UPPER, WordTable, chunk_words


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ("(good!)", ["good"]),
        (":)", [":)"]),
        ("it.", ["it."]),
        ("soooo", ["soooo"]),
        ("isn’t", ["isn’t"]),
        ("a❤️b", ["a", "red", "heart\ufe0fb"]),
    ],
)
def test_stock_words(chunk: str, words: list[str]) -> None:
    assert list(chunk_words(chunk, stock_lexicon()).words) == words


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ("soooo", ["so"]),
        ("SOOO", ["SO"]),
        ("goooood!!!", ["good"]),
        ("looove", ["love"]),
        ("zzzz", ["zzzz"]),
        ("isn’t", ["isn't"]),
        ("“great”", ["great"]),
        ("❤️", ["❤"]),
        ("good👍good", ["good", "👍", "good"]),
        ("friendly/helpful", ["friendly", "helpful"]),
        ("user-friendly", ["user-friendly"]),
        ("https://a.b/c", ["https://a.b/c"]),
        ("", []),
    ],
)
def test_cx_words(chunk: str, words: list[str]) -> None:
    assert list(chunk_words(chunk, cx_lexicon()).words) == words


def test_marks_are_counted() -> None:
    taken = chunk_words("what?!?!!", stock_lexicon())
    assert (taken.exclamations, taken.questions) == (3, 2)


def test_a_table_begins_with_its_phrases() -> None:
    table = WordTable(stock_lexicon().extended({"not bad": 1.5}))
    assert table.valences[:2].tolist() == [1.5, 1.5]
    assert table.flags[:2].tolist() == [LEXICON, LEXICON | UPPER]


def test_words_of_which_the_same_holds_share_an_id() -> None:
    table = WordTable(stock_lexicon())
    good = table.intern("good")
    assert good == table.intern("Good") == table.intern("good")
    same = [word for word, valence in table.lexicon.valences.items() if valence == 1.9]
    assert len(same) > 20
    assert {table.intern(word) for word in same if " " not in word} == {good}
    in_capitals = table.intern("GOOD")
    assert table.flags[[good, in_capitals]].tolist() == [LEXICON, LEXICON | UPPER]


def test_a_table_is_no_longer_for_more_texts() -> None:
    table = WordTable(cx_lexicon())
    known = [word for word in sorted(table.lexicon.known_words()) if word.isascii()]
    for word in known:
        for written in (word, word.upper(), word.title()):
            table.intern(written)
    size = len(table)
    for word in known:
        table.intern(word.swapcase())
        table.intern(f"don't{word}")
    assert len(table) == size
    assert size - 2 * len(table.lexicon.phrases) < len(known) / 20


def test_words_of_no_interest_share_an_id() -> None:
    table = WordTable(stock_lexicon())
    assert table.intern("parcel") == table.intern("Parcels") != table.intern("PARCEL")
    assert table.flags[table.intern("PARCEL")] == UPPER


@cache
def table_of(name: str) -> WordTable:
    return WordTable(stock_lexicon() if name == "stock" else cx_lexicon())


@pytest.mark.parametrize("name", ["stock", "cx"])
@given(
    chunk=st.text(
        string.ascii_letters + string.punctuation + "`´’“é…😀😡❤️5", min_size=1, max_size=12
    )
)
def test_a_table_takes_chunks_apart_as_if_alone(name: str, chunk: str) -> None:
    table = table_of(name)
    for _ in range(2):
        words, exclamations, questions = table.words_of(chunk)
        expected = chunk_words(chunk, table.lexicon)
        assert list(words) == [table.intern(word) for word in expected.words]
        assert (exclamations, questions) == (expected.exclamations, expected.questions)


def test_entities_are_signs_whatever_the_way() -> None:
    table = table_of("cx")
    assert table.words_of("&lt;3") == table.words_of("<3")


@pytest.mark.parametrize("name", ["stock", "cx"])
def test_known_words_are_those_that_the_lexicon_knows(name: str) -> None:
    lexicon = table_of(name).lexicon
    known = lexicon.known_words()
    some = [*lexicon.valences, *lexicon.own_valences, *_lemma_table(), "Very", "would", ":)"]
    assert [word for word in some if lexicon.knows(word)] == [
        word for word in some if word in known
    ]
