from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.gaps.tallies import Record, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment_difference

KNOWN = (
    {"theme": "delivery", "leaf": 0},
    {"theme": "delivery/late", "leaf": 1, "own_rules": 1},
    {"theme": "delivery/cost", "leaf": 1, "own_rules": 1},
    {"theme": "praise", "leaf": 1, "own_rules": 1, "general": 1},
    {"theme": "staff", "leaf": 1, "own_rules": 1},
)


def talk(theme: str, n: int, positive: int, negative: int) -> Record:
    return {"theme": theme, "n": n, "positive": positive, "negative": negative}


TALK = (
    talk("delivery", 90, 20, 60),
    talk("delivery/late", 60, 5, 50),
    talk("delivery/cost", 40, 15, 15),
    talk("praise", 120, 100, 0),
    talk("staff", 100, 70, 10),
)


def report(
    cells: Sequence[Record] = TALK,
    days: Sequence[Record] = (),
    spoken: Sequence[Record] = (),
    period: str | None = None,
) -> Report:
    tally = tally_for(
        "themes",
        speaker_theme=cells,
        speaker_channel=[{"n": 400}],
        themes=KNOWN,
        days=days,
        day_theme=spoken,
    )
    return compute(load("themes"), tally, ReportSettings(period=period))


def test_most_talked_of_first_each_parent_before_what_is_under_it_and_judgements_last() -> None:
    assert list(report().table["theme"]) == [
        "staff",
        "delivery",
        "delivery/late",
        "delivery/cost",
        "praise",
    ]


def test_shares_and_net_sentiment() -> None:
    row = report().table.set_index("theme").loc["delivery/late"]
    assert row["share"] == 0.15
    assert (row["positive"], row["neutral"], row["negative"]) == (0.0833, 0.0833, 0.8333)
    assert row["net_sentiment"] == -75


def test_the_gap_is_to_all_other_talk_of_themes_without_any_under_them() -> None:
    found = report().table.set_index("theme")
    expected = net_sentiment_difference((5, 50, 60), (185, 25, 260))
    row = found.loc["delivery/late"]
    assert row["gap"] == pytest.approx(float(expected.value), abs=1e-4)
    assert (row["ci_low"], row["ci_high"]) == (
        pytest.approx(float(expected.low), abs=1e-4),
        pytest.approx(float(expected.high), abs=1e-4),
    )
    # What is under a parent is no other talk than the parent's.
    expected = net_sentiment_difference((20, 60, 90), (170, 10, 220))
    assert found.loc["delivery"]["gap"] == pytest.approx(float(expected.value), abs=1e-4)


def test_parents_are_not_tested_and_nothing_is_a_headline() -> None:
    found = report()
    assert found.table.set_index("theme")["q"].isna().to_dict() == {
        "staff": False,
        "delivery": True,
        "delivery/late": False,
        "delivery/cost": False,
        "praise": False,
    }
    assert not found.headlines


def test_the_change_is_that_of_the_last_two_full_periods() -> None:
    days: list[Record] = [
        {"day": f"2025-{month:02}-{day:02}", "n": 10}
        for month, end in ((1, 31), (2, 28))
        for day in range(1, end + 1)
    ]
    spoken = [
        {"day": "2025-01-10", "theme": "staff", "n": 20, "positive": 10, "negative": 10},
        {"day": "2025-02-10", "theme": "staff", "n": 20, "positive": 20, "negative": 0},
        {"day": "2025-02-10", "theme": "delivery/late", "n": 20, "positive": 20, "negative": 0},
    ]
    found = report(days=days, spoken=spoken, period="month")
    changes = found.table.set_index("theme")["change"]
    assert changes["staff"] == 100
    assert changes.drop("staff").isna().all()
    assert "Change: 2025-02 against 2025-01." in found.notes


def test_without_mentions_it_says_so() -> None:
    assert report(()).missing == "verbatims that mention a theme of the taxonomy"
