from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import read, written
from vockit.readers.ratingplans import RatedColumn, plan_ratings
from vockit.readers.ratings import RatingReader, RatingValue, is_rating, parse_rating
from vockit.readers.ratingscales import find_scale, split_scales
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
        ("80%", 80.0, 100.0),
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


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("10 - Extremely likely", 10, None),
        ("0 = Not at all", 0, None),
        ("1. Poor", 1, None),
        ("(5) Excellent", 5, None),
        ("5 (very satisfied)", 5, None),
        ("5 Very satisfied", 5, None),
        ("Very good (4)", 4, None),
        ("Excellent - 5", 5, None),
        ("Neither good nor bad (3)", 3, None),
        ("10 – Sehr wahrscheinlich", 10, None),
        ("0: Überhaupt nicht wahrscheinlich", 0, None),
        ("Rated 4 out of 5 stars", 4, 5),
        ("Score: 8", 8, None),
        ("8 points", 8, None),
        ("4 stars out of 5", 4, 5),
        ("4.0 of 5 bubbles", 4, 5),
        ("4,0 von 5 Sternen", 4, 5),
        ("4 sur 5", 4, 5),
        ("4 de 5 estrellas", 4, 5),
        ("5つ星のうち4.0", 4, 5),
        ("별 5개 중 4개", 4, 5),
        ("8/10 great", 8, 10),
        ("80 %", 80, 100),
        ("⭐⭐⭐", 3, None),
        ("⭐️⭐️", 2, None),
        ("★★★½", 3.5, None),
        ("●●●○○", 3, 5),
        ("****", 4, None),
        ("FIVE", 5, None),
        ("Five stars", 5, None),
        ("five out of five", 5, 5),
        ("vier Sterne", 4, None),
        ("4½", 4.5, None),
        ("+2", 2, None),
        ("-3", -3, None),
        ("3점", 3, None),
    ],
)
def test_ratings_as_sites_and_surveys_write_them(
    text: str, value: float, best: float | None
) -> None:
    assert parse_rating(text) == RatingValue(value, best)


@pytest.mark.parametrize(
    "text",
    ["I waited 4 hours", "waited 4 hours", "one of them", "good one", "$5", "3/5/2024", "7-8",
     "Offered", "Room 4, floor 2", "4 - 6 times", "Don't know"],
)  # fmt: skip
def test_what_rates_nothing(text: str) -> None:
    assert not is_rating(text)


SATISFACTION = {
    "English": "Very dissatisfied|Dissatisfied|Neither satisfied nor dissatisfied|Satisfied|"
    "Very satisfied",
    "agreement": "Strongly disagree|Disagree|Neutral|Agree|Strongly agree",
    "FFT": "Extremely unlikely|Unlikely|Neither likely nor unlikely|Likely|Extremely likely",
    "effort": "Very difficult|Difficult|OK|Easy|Very easy",
    "expected": "Much worse than expected|Worse than expected|As expected|Better than expected|"
    "Much better than expected",
    "German": "sehr unzufrieden|eher unzufrieden|teils/teils|eher zufrieden|sehr zufrieden",
    "French": "Très insatisfait|Insatisfait|Ni satisfait ni insatisfait|Satisfait|Très satisfait",
    "Spanish": "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
    "Portuguese": "Muito insatisfeito|Insatisfeito|Neutro|Satisfeito|Muito satisfeito",
    "Italian": "Molto insoddisfatto|Insoddisfatto|Neutro|Soddisfatto|Molto soddisfatto",
    "Dutch": "Zeer ontevreden|Ontevreden|Neutraal|Tevreden|Zeer tevreden",
    "Indonesian": "Sangat tidak puas|Tidak puas|Biasa|Puas|Sangat puas",
    "Korean": "매우 불만족|불만족|보통|만족|매우 만족",
    "Japanese": "とても不満|不満|どちらともいえない|満足|とても満足",
    "Chinese": "非常不满意|不满意|一般|满意|非常满意",
    "faces": "😡|🙁|😐|🙂|😀",
}


@pytest.mark.parametrize("steps", SATISFACTION.values(), ids=SATISFACTION)
def test_words_of_a_scale_are_read_in_order(steps: str) -> None:
    words = steps.split("|")
    (plan,) = plan_ratings("q", [RatedColumn(words * 2, {})], None)
    assert plan is not None
    assert plan.reader.scale == RatingScale(1, 5)
    steps_ = plan.reader.read([*words, "", "Don't know"]).tolist()
    assert steps_[:5] == [1, 2, 3, 4, 5]
    assert all(map(math.isnan, steps_[5:]))


@pytest.mark.parametrize(
    "steps",
    [
        "Poor|Fair|Good|Very good|Excellent",
        "Very poor|Poor|Fair|Good|Very good|Excellent",
        "Poor|Average|Good|Excellent",
        "Terrible|Poor|Average|Very good|Excellent",
        "Not at all good|Not so good|Somewhat good|Very good|Extremely good",
        "Not at all satisfied|Not very satisfied|Fairly satisfied|Very satisfied",
        "Extremely bad|Moderately bad|Slightly bad|OK|Slightly good|Moderately good|Extremely good",
        "ungenügend|mangelhaft|ausreichend|befriedigend|gut|sehr gut",
        "Pas du tout satisfait|Peu satisfait|Plutôt satisfait|Très satisfait",
        "No|Yes",
        "false|true",
        "👎|👍🏽",
        "Thumbs down|thumbs up",
        "Bad|Good, with comment",
        "non|oui",
        "Detractor|Passive|Promoter",
        "Not recommended|Recommended",
        "disagree|strongly agree",
        "Flop|Top",
        "Definitely not|Probably not|Maybe|Probably|Definitely",
        "No|Probably not|Yes|Yes, definitely",
        "Strongly disagree|Tend to disagree|Neither agree nor disagree|Tend to agree|Agree",
        "Hated it|Disliked it|It was okay|Liked it|Loved it",
        "Did not meet expectations|Met expectations|Exceeded expectations",
        "Trifft gar nicht zu|Trifft eher nicht zu|Teils/teils|Trifft eher zu|Trifft voll zu",
        "unzufrieden|weniger zufrieden|zufrieden|sehr zufrieden",
        "Péssimo|Ruim|Regular|Bom|Ótimo",
    ],
)
def test_other_words_of_a_scale_rise(steps: str) -> None:
    words = steps.split("|")
    (plan,) = plan_ratings("q", [RatedColumn(words, {})], None)
    assert plan is not None
    steps_ = plan.reader.read(words).tolist()
    assert steps_ == sorted(set(steps_))
    assert plan.reader.scale.low <= steps_[0]
    assert steps_[-1] <= plan.reader.scale.high


def test_some_of_the_steps_stand_where_they_do_among_all() -> None:
    some = ["Satisfied", "Very satisfied", "Dissatisfied"]
    (plan,) = plan_ratings("q", [RatedColumn(some, {})], None)
    assert plan is not None
    assert plan.reader.read(some).tolist() == [4, 5, 2]


def test_words_may_be_put_on_a_scale_that_is_given() -> None:
    some = ["Bad", "Good"]
    (plan,) = plan_ratings("q", [RatedColumn(some, {})], RatingScale(1, 5))
    assert plan is not None
    assert plan.reader.read(some).tolist() == [1, 5]


@pytest.mark.parametrize(
    ("name", "values", "low", "high"),
    [
        ("rating", ["1", "2", "3", "4", "5"] * 8 + ["99", "99"], 1, 5),
        ("score", [str(n) for n in range(11)] * 3 + ["99", "99"], 0, 10),
        ("rating", ["1", "2", "3", "4", "5"] * 8 + ["-1"] * 3, 1, 5),
        ("rating", ["1", "2", "3", "4", "5"] * 8 + ["999", "998", "-99"], 1, 5),
        ("rating", ["1", "2", "3", "4", "5"] * 8 + ["9", "8"], 1, 5),
        ("score", [str(n) for n in range(0, 100, 3)], 0, 100),
        ("score", ["98", "99", "97", "60"], 0, 100),
        ("sentiment", ["-1", "0", "1"] * 5, -1, 1),
        ("Score (0-10)", ["3", "5"], 0, 10),
        ("On a scale of 1 - 5, how easy was it?", ["3", "2"], 1, 5),
        ("rating_1_to_7", ["3", "2"], 1, 7),
        ("Zufriedenheit (1 = schlecht, 10 = gut)", ["3", "2"], 1, 10),
        ("Rating out of 10", ["3", "2"], 1, 10),
        ("Week 1-5", ["30", "70"], 0, 100),
        ("recommended", ["0", "1"] * 5, 0, 1),
        ("score", ["0.9", "0.75", "0.1", "0.5", "1.0"] * 2, 0, 1),
        ("stars", ["10", "25", "50", "40"], 10, 50),
        ("rating", ["1"] * 12, 1, 5),
        ("bubbles", ["20", "50"], 10, 50),
        ("rating", ["4/5", "8/10", "3/5", "7/10"], 0, 10),
        ("rating", ["80%", "100%"], 0, 100),
    ],
)
def test_scales_despite_codes_and_by_their_names(
    name: str, values: list[str], low: float, high: float
) -> None:
    assert find_scale(name, values) == RatingScale(low, high)


def test_each_rating_of_a_mixed_column_is_a_share_of_its_own_best() -> None:
    reader = RatingReader(RatingScale(0, 10))
    assert reader.read(["4/5", "8/10", "40/50"]).tolist() == [8, 8, 8]


def test_what_is_off_the_scale_is_named(tmp_path: Path) -> None:
    rows = "".join(f"row {n},{1 + n % 5}\n" for n in range(40))
    reading = read(written(tmp_path, "in.csv", f"text,rating\na,99\nb,-1\nc,99\n{rows}"))
    assert reading.corpus.rating_scales == (RatingScale(1, 5),)
    assert (reading.ledger.unrated, reading.ledger.first_unrated) == (3, ("99", "-1"))


def two_sites(low: list[int], high: list[int]) -> tuple[list[str], dict[str, list[str]]]:
    return [*map(str, low), *map(str, high)], {
        "site": ["a"] * len(low) + ["b"] * len(high),
        "shop": ["x", "y"] * ((len(low) + len(high)) // 2),
    }


def test_two_scales_are_told_apart_by_another_column(tmp_path: Path) -> None:
    ratings, columns = two_sites([1, 3, 4, 5, 5] * 6, [2, 6, 8, 9, 10] * 6)
    rows = zip(ratings, columns["site"], columns["shop"], strict=True)
    content = "text,rating,site,shop\n" + "".join(f"Fine,{','.join(row)}\n" for row in rows)
    reading = read(written(tmp_path, "in.csv", content), dedupe="none")
    assert reading.said("on a scale of 1 to 5 where 'site' is 'a', else of 1 to 10")
    assert reading.ratings[:5] == pytest.approx([1, 5.5, 7.75, 10, 10])
    assert reading.ratings[-5:] == [2, 6, 8, 9, 10]


def test_groups_that_differ_in_how_content_they_are_are_on_one_scale() -> None:
    ratings, columns = two_sites([1, 1, 2, 3, 5] * 6, [8, 9, 9, 10, 10] * 6)
    assert split_scales(ratings, columns, RatingScale(1, 10)) is None
    few, columns = two_sites([4, 5, 5, 4], [8, 9, 9, 10] * 6)
    assert split_scales(few, columns, RatingScale(1, 10)) is None


@given(st.lists(st.integers(0, 10), min_size=1), st.integers(1, 5))
def test_numbers_on_a_scale_come_back_whatever_stands_beside_them(
    values: list[int], form: int
) -> None:
    for value in values:
        text = [
            f"{value}", f"{value} - {'Good' if value > 5 else 'Bad'}", f"{value}/10",
            f"{value},0", f"Rated {value} out of 10",
        ][form - 1]  # fmt: skip
        assert RatingReader(RatingScale(0, 10)).read([text]).tolist() == [value]
