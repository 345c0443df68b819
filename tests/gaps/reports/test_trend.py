from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.gaps.dated import talk_of
from tests.gaps.tallies import Record, tally_for
from vockit import pipeline
from vockit.errors import UsageError
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.request import Request
from vockit.settings import ReportSettings
from vockit.stats.control import ewma, p_prime_chart, two_rates
from vockit.stats.intervals import newcombe

TWEETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "airline_tweets" / "tweets.csv"
MONDAY = date(2025, 1, 6)
THEMES = [
    {"theme": theme, "label": theme.title(), "leaf": 1, "own_rules": 1}
    for theme in ("delivery", "price")
]


def weeks(
    delivery: Sequence[int],
    price: Sequence[int] = (),
    n: int = 100,
    told: ReportSettings | None = None,
    extra: int = 0,
) -> Report:
    """So many verbatims of n on each theme, week by week, and ``extra`` days of a week after."""
    days: list[Record] = []
    talk: list[Record] = []
    for week, count in enumerate(delivery):
        first = MONDAY + timedelta(weeks=week)
        days += [{"day": (first + timedelta(d)).isoformat(), "n": n * (d == 0)} for d in range(7)]
        for theme, mentions in (("delivery", count), ("price", price[week] if price else 0)):
            if mentions:
                talk.append(
                    {
                        "day": first.isoformat(),
                        "theme": theme,
                        "n": mentions,
                        "negative": mentions,
                    }
                )
    end = MONDAY + timedelta(weeks=len(delivery))
    days += [{"day": (end + timedelta(d)).isoformat(), "n": 50} for d in range(extra)]
    tally = tally_for(
        "trend", days=days, day_theme=talk, themes=THEMES, speaker_channel=[{"n": 1000}]
    )
    return compute(load("trend"), tally, told or ReportSettings(period="week"))


def row(report: Report, theme: str = "delivery") -> dict[str, Any]:
    return dict(report.table.set_index("theme").loc[theme])


USUAL = (10, 12, 9, 11, 10, 8, 11, 9)


def test_by_hand() -> None:
    found = row(weeks((*USUAL, 30)))
    chart = p_prime_chart([[x] for x in USUAL], [100] * 8, 100)
    gap = newcombe(30, 100, 80, 800)
    assert found["period"] == "2025-W10"
    assert found["share"] == 0.3
    assert found["expected"] == 0.1
    assert found["n"] == 100
    assert found["gap"] == pytest.approx(0.2)
    assert found["ci_low"] == pytest.approx(float(gap.low), abs=1e-4)
    assert found["ci_high"] == pytest.approx(float(gap.high), abs=1e-4)
    assert found["lower"] == pytest.approx(float(chart.lower[0]), abs=1e-4)
    assert found["upper"] == pytest.approx(float(chart.upper[0]), abs=1e-4)
    assert found["ewma"] == pytest.approx(float(ewma([x / 100 for x in (*USUAL, 30)])), abs=1e-4)
    assert found["p_value"] == pytest.approx(float(two_rates(30, 80, 1 / 9)), abs=1e-4)
    assert found["net_sentiment"] == -100


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ((*USUAL, 30), "out of control"),
        ((*USUAL, 0), "gone"),
        ((*USUAL[:7], 20, 30), "rising"),
        ((30, 31, 29, 30, 31, 30, 29, 20, 8), "falling"),
        ((0, 0, 0, 0, 0, 0, 0, 0, 12), "new"),
        ((*USUAL, 11), "steady"),
        ((10, 9, 30), "rising"),
    ],
)
def test_states(counts: tuple[int, ...], state: str) -> None:
    assert row(weeks(counts))["state"] == state


def test_shares_that_always_vary_are_no_news() -> None:
    wild = (5, 20, 4, 22, 6, 19, 3, 21, 5)
    steady = (12, 13, 12, 12, 13, 12, 13, 12, 5)
    found = weeks((*wild, 26), (*steady, 26))
    assert row(found, "delivery")["state"] == "steady"
    assert row(found, "price")["state"] == "out of control"
    assert row(found, "delivery")["upper"] > row(found, "price")["upper"]


def test_findings_come_first_and_are_headlines() -> None:
    found = weeks((*USUAL, 0), (10, 11, 10, 9, 10, 11, 9, 10, 14))
    assert list(found.table["state"]) == ["gone", "steady"]
    (headline,) = found.headlines
    assert headline.sentence == (
        "In 2025-W10 0.0% of verbatims mention delivery, against 10.0% before (n = 100)."
    )


def test_few_periods_have_no_limits() -> None:
    found = weeks(USUAL)
    assert np.isnan(row(found)["upper"])
    assert any("No limits" in note for note in found.notes)


def test_a_period_that_is_not_full_is_marked_and_not_tested() -> None:
    found = weeks((*USUAL, 10), extra=3)
    assert row(found)["period"] == "2025-W10"
    assert "2025-W11 is partial (3 of 7 days) and not tested." in found.notes
    told = ReportSettings(period="week", as_of=MONDAY + timedelta(weeks=5, days=2))
    found = weeks(USUAL, told=told)
    assert row(found)["period"] == "2025-W06"
    assert "2025-W07 is partial (3 of 7 days) and not tested." in found.notes


@pytest.mark.parametrize(
    ("n", "count", "period"),
    [(40, 9, "2025-W10"), (20, 9, "2025-W10"), (20, 39, "2025-09"), (20, 5, "2025-02-03")],
)
def test_the_period_is_the_shortest_that_tells(n: int, count: int, period: str) -> None:
    """With 20 a week no week tells: then the longest of which there are eight."""
    told = ReportSettings(as_of=MONDAY + timedelta(weeks=count, days=-1))
    assert row(weeks([10] * count, n=n, told=told))["period"] == period


def test_rare_themes_are_not_measured() -> None:
    found = row(weeks(USUAL, (0, 0, 0, 0, 0, 0, 0, 9)), "price")
    assert found["flag"] == "not measured"
    assert found["state"] == ""


def test_one_period_says_what_is_missing() -> None:
    assert "two full periods" in str(weeks((10,)).missing)


def test_an_unknown_period_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="--period"):
        weeks(USUAL, told=ReportSettings(period="fortnight"))


@pytest.mark.slow
@pytest.mark.skipif(not TWEETS.is_file(), reason="../shared/data is not there")
@pytest.mark.parametrize("period", ["day", "week"])
def test_under_no_change_it_seldom_finds_anything(period: str) -> None:
    corpus = pipeline.read(Request(str(TWEETS)))
    talk = talk_of(list(pipeline.annotate(corpus.batches())))
    generator = np.random.Generator(np.random.PCG64(2002))
    runs, finding = 100, 0
    for _ in range(runs):
        tally = talk.tally(generator.integers(0, 12 * 7, talk.verbatims))
        found = compute(load("trend"), tally, ReportSettings(period=period))
        assert found.missing is None
        finding += not set(found.table["state"]) <= {"", "steady"}
    q = ReportSettings().q
    assert finding / runs <= q + 3 * (q * (1 - q) / runs) ** 0.5
