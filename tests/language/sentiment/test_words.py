from __future__ import annotations

import pytest

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


def test_a_table_gives_each_word_one_id_and_keeps_its_phrases() -> None:
    lexicon = stock_lexicon().extended({"not bad": 1.5})
    table = WordTable(lexicon)
    assert len(table) == 2
    good = table.intern("good")
    assert (good, table.intern("GOOD"), table.intern("good")) == (2, 3, 2)
    assert table.flags[[2, 3]].tolist() == [LEXICON, LEXICON | UPPER]
    table.clear()
    assert len(table) == 2
    assert table.valences[:2].tolist() == [1.5, 1.5]
