from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.gaps.tallies import Record, sampled, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Brands, Profile
from vockit.settings import ReportSettings

OURS = ReportSettings(profile=Profile(brands=Brands(own="Ours")))


def brand(name: str, positive: int, negative: int, n: int, theme: str = "staff") -> Record:
    return {"speaker": name, "theme": theme, "positive": positive, "negative": negative, "n": n}


def report(*cells: Record, settings: ReportSettings = OURS) -> Report:
    overall = [{key: value for key, value in cell.items() if key != "theme"} for cell in cells]
    tally = tally_for("benchmark", speaker_theme=cells, speaker_channel=overall)
    return compute(load("benchmark"), tally, settings)


def test_the_gap_is_net_sentiment_minus_the_best_brands() -> None:
    found = report(brand("Best", 70, 10, 100), brand("Ours", 40, 40, 100)).table
    staff = found[found["theme"] == "staff"].iloc[0]
    assert staff["brand"] == "Ours"
    assert staff["net_sentiment"] == 0
    assert staff["best_brand"] == "Best"
    assert staff["best_net_sentiment"] == 60
    assert staff["gap"] == -60
    # 0.75 is added to P and N and 3 to n of each: 40.75/103 and 40.75/103, 70.75/103 and 10.75/103.
    ours = (2 * 40.75 / 103) / 103
    best = (81.5 / 103 - (60 / 103) ** 2) / 103
    half = 195.9964 * np.sqrt(ours + best)
    assert staff["ci_low"] == pytest.approx(-100 * 60 / 103 - half, abs=1e-3)
    assert staff["ci_high"] == pytest.approx(-100 * 60 / 103 + half, abs=1e-3)
    assert staff["flag"] == "ok"
    assert staff["q"] < 0.001


def test_the_best_brand_has_no_gap_and_no_test() -> None:
    found = report(
        brand("Best", 70, 10, 100), brand("Other", 40, 40, 100), settings=ReportSettings()
    ).table
    best = found[(found["brand"] == "Best") & (found["theme"] == "staff")].iloc[0]
    assert (best["gap"], best["ci_low"], best["ci_high"]) == (0, 0, 0)
    assert np.isnan(best["q"])


def test_without_own_every_brand_has_rows_and_none_are_pooled() -> None:
    found = report(
        brand("A", 70, 10, 100), brand("B", 40, 40, 100), settings=ReportSettings()
    ).table
    assert sorted(zip(found["brand"], found["theme"], strict=True)) == [
        ("A", "(all)"),
        ("A", "staff"),
        ("B", "(all)"),
        ("B", "staff"),
    ]


def test_a_lucky_small_brand_is_not_the_best() -> None:
    found = report(
        brand("Tiny", 29, 0, 29), brand("Large", 700, 100, 1000), brand("Ours", 300, 400, 1000)
    ).table
    assert set(found["best_brand"]) == {"Large"}


def test_brands_that_chance_explains_have_no_best() -> None:
    found = report(brand("A", 52, 30, 100), brand("B", 50, 31, 100), brand("Ours", 48, 33, 100))
    assert set(found.table["flag"]) == {"no clear best"}
    assert set(found.table["best_brand"]) == {""}
    assert found.table["gap"].isna().all()
    assert not found.headlines


@pytest.mark.slow
def test_six_brands_of_the_same_rates_have_no_winner_more_often_than_q() -> None:
    generator = np.random.default_rng(1)
    runs, named = 200, 0
    for _ in range(runs):
        draws = generator.multinomial(200, (0.4, 0.35, 0.25), size=6).tolist()
        cells = [brand(f"B{i}", good, bad, 200) for i, (good, bad, _) in enumerate(draws)]
        named += bool(set(report(*cells, settings=ReportSettings()).table["best_brand"]) - {""})
    assert named / runs <= 0.10 + 3 * np.sqrt(0.10 * 0.90 / runs)


def test_one_brand_is_nothing_to_compare() -> None:
    assert report(brand("Ours", 40, 40, 100)).missing == "two brands to compare; the input has 1"


def test_a_name_that_is_none_of_the_brands_is_said_with_the_nearest() -> None:
    missing = report(brand("Oars", 40, 40, 100), brand("B", 40, 40, 100)).missing
    assert missing is not None
    assert "did you mean 'Oars'?" in missing


def test_by_puts_segments_in_the_place_of_brands() -> None:
    cells = [
        {"speaker": "North", "theme": "staff", "positive": 70, "negative": 10, "n": 100},
        {"speaker": "South", "theme": "staff", "positive": 40, "negative": 40, "n": 100},
    ]
    overall = [{key: value for key, value in cell.items() if key != "theme"} for cell in cells]
    tally = tally_for("benchmark", speaker_theme=cells, speaker_channel=overall)
    found = compute(load("benchmark"), tally, replace(OURS, by="region"))
    assert found.missing is None
    assert list(found.table["region"][found.table["gap"] < 0]) == ["South", "South"]
    assert set(found.table["best_region"]) == {"North"}
    assert found.headlines[0].sentence.startswith("South is behind North, the best region")


def test_the_headline_names_both_brands_and_quotes_ours() -> None:
    quotes = sampled(
        ["they were quite rude to me today", "they were rude to all of us there"],
        brand=["Best", "Ours"],
        polarity=[-1, -1],
        compound=[-5000, -5000],
        theme=["staff", "staff"],
    )
    cells = [brand("Best", 70, 10, 100), brand("Ours", 40, 40, 100)]
    tally = tally_for(
        "benchmark",
        speaker_theme=cells,
        speaker_channel=[
            {"speaker": "Best", "n": 100, "positive": 70, "negative": 10},
            {"speaker": "Ours", "n": 100, "positive": 60, "negative": 40},
        ],
        **quotes,
    )
    headline = compute(load("benchmark"), tally, OURS).headlines[0]
    assert headline.sentence == (
        "Ours is behind Best, the best brand, on staff: net sentiment 0, against 60 (n = 100)."
    )
    assert headline.quote is None or headline.quote.brand == "Ours"
