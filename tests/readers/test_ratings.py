from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.readers.ratings import RatingReader, RatingValue, find_scale, parse_rating
from vockit.verbatims import RatingScale


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("4", 4.0, None),
        (" 4.5 ", 4.5, None),
        ("4,5", 4.5, None),
        ("4/5", 4.0, 5.0),
        ("4 of 5 bubbles", 4.0, 5.0),
        ("4 out of 5", 4.0, 5.0),
        ("5 stars", 5.0, None),
        ("80%", 80.0, None),
        ("★★★☆☆", 3.0, 5.0),
    ],
)
def test_ratings_as_written(text: str, value: float, best: float | None) -> None:
    assert parse_rating(text) == RatingValue(value, best)


@pytest.mark.parametrize("text", ["", "good", "4 of them", "1-5", "n/a", "☆"])
def test_what_is_no_rating(text: str) -> None:
    assert parse_rating(text) is None


@pytest.mark.parametrize(
    ("name", "values", "low", "high"),
    [
        ("rating", ["1", "5", "3"], 1, 5),
        ("rating", ["5", "4.5"], 1, 5),
        ("rating", ["0", "5"], 0, 5),
        ("stars", ["0", "5"], 1, 5),
        ("nps", ["5", "3"], 0, 10),
        ("NPS", ["9"], 0, 10),
        ("score", ["10", "1"], 1, 10),
        ("score", ["10", "0"], 0, 10),
        ("score", ["7", "6", "1"], 1, 10),
        ("score", ["7", "6", "1"] * 10, 1, 7),
        ("score", ["85", "20"], 0, 100),
        ("score", ["-5", "5", "0"], -5, 5),
        ("rating", ["4/10", "3/10"], 1, 10),
        ("rating", ["5"] * 300 + ["1"] * 300 + ["55"], 1, 5),
    ],
)
def test_scales(name: str, values: list[str], low: float, high: float) -> None:
    assert find_scale(name, values) == RatingScale(low, high)


def test_no_ratings_no_scale() -> None:
    assert find_scale("rating", ["", "good"]) is None


def test_what_lies_outside_is_missing() -> None:
    read_ = RatingReader(RatingScale(1, 5)).read(["3", "0", "6", "", "x", "3"]).tolist()
    assert [None if math.isnan(one) else one for one in read_] == [3, None, None, None, None, 3]


def test_the_scale_may_be_given_and_what_is_outside_is_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,rating\na,3\nb,\nc,9\n")
    reading = read(path, rating_scale=(1.0, 5.0))
    assert reading.corpus.rating_scales == (RatingScale(1.0, 5.0),)
    assert reading.ledger.unrated == 1
    assert reading.said("scale of 1 to 5")
