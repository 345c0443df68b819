from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.gaps.tallies import Record, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe
from vockit.stats.significance import two_proportions

RATINGS: Mapping[int, int] = {0: 60, 2_500: 40, 5_000: 500, 7_500: 100, 10_000: 100}
"""Verbatims by stars, 1 to 5."""


def report(
    themes: Sequence[Record], ratings: Mapping[int, int] = RATINGS, scale: str = "1 to 5"
) -> Report:
    tally = tally_for(
        "contrast",
        speaker_channel=[{"n": 800, "rated": 800}],
        speaker_rating=[{"rating": rating, "n": n} for rating, n in ratings.items()],
        speaker_theme_rating=themes,
    )
    tally = replace(tally, fingerprint={"rating scale": scale})
    return compute(load("contrast"), tally, ReportSettings())


def spoken(theme: str, **stars: int) -> list[Record]:
    share = {"one": 0, "two": 2_500, "three": 5_000, "four": 7_500, "five": 10_000}
    return [{"theme": theme, "rating": share[name], "n": n} for name, n in stars.items()]


def test_the_gap_is_the_difference_of_the_shares() -> None:
    table = report(spoken("staff", one=20, two=10, three=300, four=10, five=10)).table
    row = table.set_index("theme").loc["staff"]
    gap = newcombe(30, 100, 20, 200)
    assert row["n"] == 300
    assert (row["share_low"], row["share_high"]) == (0.3, 0.1)
    assert row["gap"] == 0.2
    assert row["ci_low"] == pytest.approx(float(gap.low), abs=1e-4)
    assert row["ci_high"] == pytest.approx(float(gap.high), abs=1e-4)
    assert row["q"] == pytest.approx(float(two_proportions(30, 100, 20, 200)), abs=1e-4)
    assert row["odds_ratio"] == pytest.approx(30.5 / 70.5 / (20.5 / 180.5), abs=1e-4)


def test_on_0_to_10_it_is_detractors_against_promoters() -> None:
    ratings = {0: 30, 6_000: 20, 7_000: 40, 8_000: 40, 9_000: 25, 10_000: 25}
    found = report([{"theme": "staff", "rating": 6_000, "n": 20}], ratings, "0 to 10")
    assert found.table.iloc[0]["share_low"] == 0.4
    assert "50 are detractors (0 to 6), 50 are promoters (9 and 10)" in found.notes[0]


def test_on_an_unknown_scale_it_is_the_lowest_third_against_the_highest_quarter() -> None:
    ratings = {0: 10, 3_333: 10, 3_400: 80, 7_500: 10, 10_000: 10}
    found = report([{"theme": "staff", "rating": 3_333, "n": 5}], ratings, "1 to 10")
    assert found.table.iloc[0]["share_low"] == 0.25


def test_only_what_the_unhappy_talk_more_of_makes_a_headline() -> None:
    more = spoken("staff", one=30, two=30, four=10, five=10)
    less = spoken("price", one=5, two=5, four=70, five=70)
    found = report([*more, *less])
    assert [headline.row for headline in found.headlines] == ["staff"]
    assert found.headlines[0].sentence == (
        "Unhappy customers talk more of staff than happy ones: 60% of them, against 10% (n = 300)."
    )


def test_without_unhappy_customers_it_says_what_it_needs() -> None:
    missing = report(spoken("staff", five=10), {10_000: 90}).missing
    assert missing == (
        "customers who give 1 or 2 of 5, and others who give 4 or 5 of 5; there are 0 and 90"
    )


def test_without_a_rating_it_says_what_it_needs() -> None:
    tally = tally_for("contrast", speaker_channel=[{"n": 800}])
    missing = compute(load("contrast"), tally, ReportSettings()).missing
    assert missing == "a rating column (--rating)"
