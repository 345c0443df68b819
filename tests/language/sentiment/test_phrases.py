from __future__ import annotations

import numpy as np
import pytest

from vockit.arrays import Ints
from vockit.language.matching import Hits
from vockit.language.sentiment.kernel import RULES, Scores, score, valences
from vockit.language.sentiment.lexicon import stock_lexicon
from vockit.language.sentiment.phrases import JoinedWords, join_phrases
from vockit.language.sentiment.words import WordTable

PHRASES = {"charged twice": -2.0, "card declined": -2.0, "twice for nothing": -3.0, "on hold": 0.0}
INDEX = {source: index for index, source in enumerate(PHRASES)}


@pytest.fixture
def table() -> WordTable:
    return WordTable(stock_lexicon().extended(PHRASES))


def joined(text: str, found: list[tuple[str, int, int]], table: WordTable) -> JoinedWords:
    words = np.array([table.intern(word) for word in text.split()], dtype=np.int64)
    hits = Hits(
        *(
            np.array(column, dtype=np.int64)
            for column in (
                [INDEX[source] for source, _, _ in found],
                [first for _, first, _ in found],
                [last for _, _, last in found],
            )
        )
    )
    return join_phrases(words, np.array([0, len(words)]), hits, table)


def scored(words: JoinedWords, table: WordTable) -> Scores:
    none: Ints = np.zeros(1, dtype=np.int64)
    return score(words.words, words.starts, none, none, table)


def test_a_phrase_is_one_word(table: WordTable) -> None:
    words = joined("they charged twice again", [("charged twice", 1, 2)], table)
    assert words.first.tolist() == [0, 1, 3, 4]
    assert words.starts.tolist() == [0, 3]
    assert scored(words, table).total.tolist() == [-2.0]


def test_a_negation_reaches_over_a_phrase(table: WordTable) -> None:
    words = joined("I was never charged twice", [("charged twice", 3, 4)], table)
    assert scored(words, table).total.tolist() == [pytest.approx(-2.0 * -0.74)]
    found = valences(words.words, words.starts, np.zeros(1, dtype=np.int64), table)
    assert found.base.tolist() == [-2.0]
    assert [name for bit, name in enumerate(RULES) if found.rules[0] >> bit & 1] == ["negation"]


def test_capitals_count_for_a_phrase_that_has_no_small_letters(table: WordTable) -> None:
    loud = joined("my CARD DECLINED", [("card declined", 1, 2)], table)
    half = joined("my CARD declined", [("card declined", 1, 2)], table)
    assert scored(loud, table).total[0] == pytest.approx(-2.733)
    assert scored(half, table).total[0] == -2.0


def test_of_overlapping_phrases_the_first_stays(table: WordTable) -> None:
    found = [("twice for nothing", 1, 3), ("charged twice", 0, 1)]
    words = joined("charged twice for nothing", found, table)
    assert scored(words, table).total.tolist() == [-2.0]


def test_a_phrase_without_valence_silences_its_words(table: WordTable) -> None:
    assert scored(
        joined("great on hold", [("on hold", 0, 2)], table), table
    ).opinion_words.tolist() == [0]
