from __future__ import annotations

import csv
import gzip
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scoring import StockScorer
from tests.language.sentiment.oracle import actual, expected, quick_analyzer
from vockit.language.sentiment.lexicon import stock_lexicon

DATA = Path(__file__).parents[4] / "shared" / "data"

TRAPS = {
    "but finds an equal valence at the wrong place": [
        "good but good",
        "great but good, good but great, great",
        "It was good good but bad bad good",
        "sad (-4 half is) but amazing good good sad sad",
        "best good but good best, good",
    ],
    "only the first but counts": [
        "good but bad but good but great",
        "but good",
        "good but",
        "BUT bad",
    ],
    "sums that nearly cancel": ["good bad good bad nice horrible", "love hate love hate happy sad"],
    "emoji are words, glued to what follows": [
        "😀",
        "😀😀😀",
        "good😀bad",
        "❤",
        "❤️",
        "❤️ good",
        "so😢!",
        "\n😀 good",
        "I💘you",
    ],
    "so and this without never": [
        "it was so so good",
        "never so good",
        "never this good",
        "we never were so happy",
        "the one we this good",
        "without doubt good",
        "without a doubt good",
        "not this good",
    ],
    "idioms need three words before them": [
        "the bomb good",
        "this is really the bomb",
        "she is the shit now ok",
        "it was a total yeah right thing",
        "you and me yeah right great",
        "I think it has a kiss of death",
        "one two three to die for good",
        "a big fat bad ass guy",
        "that really is kind of good",
        "it is just enough good",
        "we think they are sort of nice",
    ],
    "at least, very least, kind of, no": [
        "at least good",
        "the very least good",
        "least good",
        "the least good",
        "kind of good",
        "it is kind of",
        "kind",
        "KIND of",
        "no good",
        "NO good",
        "no",
        "NO",
        "no problem or worry",
        "no fun nor good joy",
        "GOOD and NO",
    ],
    "capitals count unless all are": [
        "GOOD",
        "GOOD day",
        "VERY good day",
        "so GOOD",
        "NOT bad VERY bad",
    ],
    "punctuation is ASCII": [
        "isn’t good",
        "isn't good",
        "“good”",
        "good…",
        "(good)",
        "...",
        ":)",
        ":-D",
        "x!",
    ],
    "several words are never one": ["fed up", "can't stand it", "screwed up", "( '}{' )"],
    "marks": ["good!!!!!", "good??", "good???", "good????", "bad!?!?", "!!!", "?", "ok!!"],
    "white space": [
        "good\x1cbad",
        "good\x85bad",
        "good\xa0bad",
        "good\u2028bad",
        " ",
        "",
        "\t\n",
        "good\u200bbad",
    ],
    "lower case that is longer": ["İ good", "ẞ GOOD", "ΑΣ good"],
}


@pytest.mark.parametrize("texts", TRAPS.values(), ids=TRAPS)
def test_traps_of_the_original(texts: list[str]) -> None:
    assert actual(texts) == expected(texts) == expected(texts, quick_analyzer())


def _words() -> st.SearchStrategy[str]:
    lexicon = stock_lexicon()
    return st.one_of(
        st.sampled_from(sorted(lexicon.valences)),
        st.sampled_from(
            [
                "good",
                "great",
                "nice",
                "bad",
                "horrible",
                "love",
                "hate",
                "best",
                "worst",
                "fun",
                "problem",
                "joy",
            ]
        ),
        st.sampled_from(sorted(lexicon.boosters)),
        st.sampled_from(sorted(lexicon.negations)),
        st.sampled_from(
            [
                "but",
                "no",
                "least",
                "kind",
                "of",
                "at",
                "very",
                "never",
                "so",
                "this",
                "without",
                "doubt",
                "or",
                "nor",
                "the",
                "shit",
                "bomb",
                "bad",
                "ass",
                "yeah",
                "right",
                "kiss",
                "death",
                "to",
                "die",
                "for",
                "beating",
                "heart",
                "bus",
                "stop",
                "just",
                "enough",
                "sort",
            ]
        ),
        st.sampled_from(sorted(lexicon.emoji)),
        st.sampled_from(
            ["staff", "table", "refund", "i", "ok", "'s", "n't", "’", "\ufe0f", "—", ":)", "x"]
        ),
    )


TOKENS = st.tuples(
    _words(),
    st.sampled_from([str, str, str, str.upper, str.title]),
    st.sampled_from(["", "", "", "", "!", "?", "??", "...", ",", "'", "!!!"]),
    st.sampled_from([" ", " ", " ", " ", "\n", "  ", "", "\x1c", "\x85", "\xa0", "\u2028", "\t "]),
)


@given(st.lists(TOKENS, max_size=30))
@settings(max_examples=400, deadline=None)
def test_equals_the_original(tokens: list[tuple[str, Callable[[str], str], str, str]]) -> None:
    text = "".join(case(word) + marks + space for word, case, marks, space in tokens)
    assert actual([text]) == expected([text]) == expected([text], quick_analyzer())


@given(
    st.lists(
        st.sampled_from(["great", "good", "bad", "but", "nice", "no", "NO", "stop"]), max_size=25
    )
)
@settings(max_examples=300, deadline=None)
def test_equals_the_original_where_valences_repeat(words: list[str]) -> None:
    text = " ".join(words)
    assert actual([text]) == expected([text])


@given(st.text(max_size=40))
@settings(deadline=None)
def test_equals_the_original_on_any_characters(text: str) -> None:
    assert actual([text]) == expected([text])


def test_a_batch_is_its_texts_one_by_one() -> None:
    texts = [text for texts in TRAPS.values() for text in texts]
    score = StockScorer()
    together = actual(texts, score)
    assert together == [actual([text], score)[0] for text in texts]
    assert actual([], score) == []


def test_forgetting_words_changes_nothing() -> None:
    texts = [text for texts in TRAPS.values() for text in texts]
    bounded = StockScorer(capacity=4)
    assert [actual([text], bounded)[0] for text in texts] == expected(texts)


HOSTILE: dict[str, Callable[[int], str]] = {
    "emoji": lambda n: "😀" * n,
    "emoji apart": lambda n: "😀 ❤ " * (n // 2),
    "words": lambda n: "good table bad " * (n // 3),
    "one word": lambda n: "good " * n,
    "but": lambda n: "but " * n,
    "good but": lambda n: "good but " * (n // 2),
    "distinct words": lambda n: " ".join(f"w{number}" for number in range(n)),
    "no space": lambda n: "a" * n,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_long_text_takes_linear_time(text: Callable[[int], str]) -> None:
    def seconds(n: int) -> float:
        times = []
        for _ in range(3):
            score = StockScorer()
            start = process_time()
            score([text(n)])
            times.append(process_time() - start)
        return min(times)

    once, fourfold = seconds(100_000), seconds(400_000)
    assert once < 1
    # At most 2.3 times for each doubling; two of them say more than one, above the clock's noise.
    assert fourfold < 2.3**2 * once + 0.05


def _csv(name: str, column: str, delimiter: str = ",", encoding: str = "utf-8") -> Iterator[str]:
    path = DATA / name
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding=encoding, errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield row[column] or ""


def _sentences(name: str) -> Iterator[str]:
    for sentence in ET.parse(DATA / name).getroot():
        yield sentence.findtext("text") or ""


def _ground_truth(name: str) -> Iterator[str]:
    with (DATA / "vader_ground_truth" / name).open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\r\n").split("\t")[2]


REAL: dict[str, Callable[[], Iterator[str]]] = {
    "airline_tweets": lambda: _csv("airline_tweets/tweets.csv", "text"),
    "trustpilot": lambda: _csv("trustpilot_pet_insurance/reviews.csv", "text"),
    "skytrax airline": lambda: _csv("skytrax/ba_reviews.csv", "content"),
    "skytrax lounges": lambda: _csv("skytrax/lounge_reviews.csv", "content"),
    "nhs_feedback": lambda: _csv("nhs_feedback/text_data.csv", "feedback"),
    "banking77": lambda: _csv("banking77/train.csv", "text"),
    "hotel_reviews": lambda: _csv("hotel_reviews/reviews_40k.csv.gz", "text"),
    "messy excel": lambda: _csv("messy/tweets_excel_mangled.csv", "text"),
    "messy columns": lambda: _csv("messy/tweets_trailing_columns.csv", "text"),
    "messy tsv": lambda: _csv("messy/amazon_alexa.tsv", "verified_reviews", "\t"),
    "semeval14": lambda: _sentences("semeval14/restaurants_train.xml"),
    "mams train": lambda: _sentences("mams_acsa/train.xml"),
    "mams val": lambda: _sentences("mams_acsa/val.xml"),
    "vader tweets": lambda: _ground_truth("tweets_GroundTruth.txt"),
    "vader amazon": lambda: _ground_truth("amazonReviewSnippets_GroundTruth.txt"),
}


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets of ../shared/data are not here")
@pytest.mark.parametrize("texts", REAL.values(), ids=REAL)
def test_equals_the_original_on_real_texts(texts: Callable[[], Iterator[str]]) -> None:
    score = StockScorer()
    source = texts()
    n = 0
    while batch := list(islice(source, 2000)):
        # The quick analyzer has to be the original, too, on a part of every set.
        assert n or expected(batch[:200], quick_analyzer()) == expected(batch[:200])
        n += len(batch)
        assert actual(batch, score) == expected(batch, quick_analyzer())
    assert n > 300
