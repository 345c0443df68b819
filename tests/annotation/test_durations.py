from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.annotation.examples import annotated
from vockit.annotation import annotator as annotating
from vockit.annotation.durations import durations
from vockit.language import PieceFact

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("on hold for 45 minutes", 45 * MINUTE),
        ("45min on hold", 45 * MINUTE),
        ("a 3-week wait", 21 * DAY),
        ("2-3 weeks", 21 * DAY),
        ("2 to 3 days", 3 * DAY),
        ("half an hour late", 30 * MINUTE),
        ("over an hour", HOUR),
        ("1.5 hrs", 90 * MINUTE),
        ("1,5 hours", 90 * MINUTE),
        ("two and a half hours", 150 * MINUTE),
        ("a couple of days", 2 * DAY),
        ("several months", 90 * DAY),
        ("waited a whole day", DAY),
        ("2h delay", 2 * HOUR),
        ("24 hours later", DAY),
    ],
)
def test_is_a_duration(text: str, seconds: int) -> None:
    assert [found for _, found in durations(text)] == [seconds]


@pytest.mark.parametrize(
    "text",
    [
        "my 3 years old dog",
        "a 3-year-old child",
        "our family's 9-year old",
        "$90 a month",
        "twice a day",
        "no minutes",
        "the eighth year in a row",
    ],
)
def test_is_none(text: str) -> None:
    assert list(durations(text)) == []
    assert annotated(text).clauses.duration_s.tolist() == [-1]


def test_the_longest_of_a_clause_counts() -> None:
    text = "Held 20 minutes, then 2 hours. They called after 3 days!"
    assert annotated(text).clauses.duration_s.tolist() == [2 * HOUR, 3 * DAY]
    assert annotated("No time at all").clauses.duration_s.tolist() == [-1]


def test_a_number_and_its_unit_may_be_one_word() -> None:
    assert annotated("I waited twohours").clauses.duration_s.tolist() == [2 * HOUR]


PARTS = st.sampled_from(
    (
        *("hours", "day,", "min.", "week", "y", "it's", "for", "over", "a", "an", "full", "good"),
        *("half", "couple", "of", "and", "two", "Several", "sixty", "3", "45", "2-3", "1,5", "5-"),
        *("45min", "3-week", "twohours", "fewbusiness", "halfand", "eighth", "ſix", "٣", "to"),
        *(
            "https://t.co/24hours",
            "old",
            "the",
            "past",
            "phone",
            "tender",
            "(two",
            "$90",
            "but",
            "x",
            "\n",
        ),
    )
)


@settings(deadline=None)
@example("x twohours y y y y y to hours")
@given(st.lists(PARTS, min_size=1, max_size=25).map(lambda parts: "x " + " ".join(parts)))
def test_only_words_without_a_number_are_not_searched(text: str) -> None:
    found = annotated(text).clauses.duration_s.tolist()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(annotating, "PieceFact", SimpleNamespace(UNIT=PieceFact.UNIT, NUMBER=~0))
        assert annotated(text).clauses.duration_s.tolist() == found


def test_case_is_ignored_as_a_pattern_ignores_it() -> None:
    assert [found for _, found in durations("HALF AN HOUR, ſix wee\N{KELVIN SIGN}ſ")] == [
        30 * MINUTE,
        42 * DAY,
    ]
