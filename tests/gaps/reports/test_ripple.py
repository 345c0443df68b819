from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.gaps.dated import START, talk_of
from tests.gaps.tallies import Record, tally_for
from vockit import pipeline
from vockit.configuration import read_configuration
from vockit.errors import UsageError
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Brands, Event, Profile
from vockit.request import Request
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe
from vockit.stats.multiple import benjamini_hochberg
from vockit.stats.significance import two_net_sentiments, two_proportions

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
TWEETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "airline_tweets" / "tweets.csv"
EVENT = date(2025, 3, 3)
THEMES = [
    {"theme": "delivery", "label": "Delivery", "leaf": 1, "own_rules": 1},
    {"theme": "price", "label": "Price", "leaf": 1, "own_rules": 1},
]
PROFILE = Profile(brands=Brands(own="Acorn"))


def weekly(
    before: tuple[int, int, int, int],
    after: tuple[int, int, int, int],
    weeks: int = 4,
    brand: str = "",
    theme: str = "delivery",
) -> tuple[list[Record], list[Record]]:
    """The same every week: all verbatims, those on the theme, positive and negative ones."""
    days: list[Record] = []
    talk: list[Record] = []
    for week in range(-weeks, weeks):
        n, mention, positive, negative = before if week < 0 else after
        first = EVENT + timedelta(weeks=week)
        keys = {"speaker": brand} if brand else {}
        # Both ends of the week, so that the data fills it.
        days += [
            {"day": first.isoformat(), "n": n, **keys},
            {"day": (first + timedelta(6)).isoformat(), **keys},
        ]
        talk.append(
            {
                "day": first.isoformat(),
                "theme": theme,
                "n": mention,
                "positive": positive,
                "negative": negative,
                **keys,
            }
        )
    return days, talk


def report(
    days: list[Record],
    talk: list[Record],
    told: ReportSettings | None = None,
    **tables: list[Record],
) -> Report:
    brands = sorted({str(row["speaker"]) for row in tables.get("focus_days", ())} | {""})
    tally = tally_for(
        "ripple",
        days=days,
        day_theme=talk,
        themes=THEMES,
        speaker_channel=[{"speaker": brand, "n": 1} for brand in brands],
        **tables,
    )
    return compute(load("ripple"), tally, told or ReportSettings(event=EVENT.isoformat()))


def test_by_hand() -> None:
    days, talk = weekly((50, 12, 6, 4), (60, 20, 2, 15))
    found = report(days, talk)
    row = found.table.set_index("theme").loc["delivery"]
    gap = newcombe(60, 240, 16, 200)
    assert row["share_before"] == 0.08
    assert row["share_after"] == 0.25
    assert row["share_change"] == row["gap"] == pytest.approx(0.17)
    assert row["ci_low"] == pytest.approx(float(gap.low), abs=1e-4)
    assert row["ci_high"] == pytest.approx(float(gap.high), abs=1e-4)
    assert row["net_before"] == pytest.approx(100 * 8 / 48, abs=1e-4)
    assert row["net_after"] == -65
    assert row["net_change"] == pytest.approx(-65 - 100 * 8 / 48, abs=1e-4)
    assert row["n"] == 440
    tests = [two_proportions(60, 240, 16, 200), two_net_sentiments((8, 60, 80), (24, 16, 48))]
    q_values = benjamini_hochberg([float(p) for p in tests])
    assert row["q"] == pytest.approx(float(q_values.min()), abs=1e-4)
    assert row["verdict"] == "unintended harm"
    assert row["recovery"] == "not within 4 weeks"
    assert "2 tests; q by Benjamini-Hochberg, a finding at q ≤ 0.10." in found.notes
    assert found.notes[0] == (
        "the event, 2025-03-03: 4 weeks each side, 2025-02-03 to 2025-03-02 (200 verbatims) and "
        "2025-03-03 to 2025-03-30 (240)."
    )
    (headline,) = found.headlines
    assert headline.n == 240
    assert headline.affected == pytest.approx(240 * float(gap.low), abs=0.05)


@pytest.mark.parametrize(
    ("expected", "after", "verdict"),
    [
        (("delivery",), (60, 20, 2, 15), "backfired"),
        (("delivery",), (50, 12, 12, 0), "as intended"),
        (("delivery",), (50, 12, 6, 4), "no effect"),
        ((), (60, 20, 2, 15), "unintended harm"),
        ((), (50, 12, 12, 0), "unintended benefit"),
        ((), (50, 12, 6, 4), "no change"),
    ],
)
def test_verdicts(
    expected: tuple[str, ...], after: tuple[int, int, int, int], verdict: str
) -> None:
    told = ReportSettings(event=EVENT.isoformat(), expected=expected)
    table = report(*weekly((50, 12, 6, 4), after), told).table
    assert table["verdict"].tolist() == [verdict]


def test_controls_take_off_what_hit_all() -> None:
    ours = weekly((50, 12, 6, 4), (50, 20, 2, 14), brand="Acorn")
    theirs = weekly((40, 10, 5, 3), (40, 18, 2, 11), brand="Birch")
    told = ReportSettings(profile=PROFILE, event=EVENT.isoformat(), control=("Birch",))
    days: list[Record] = [{name: row[name] for name in row if name != "speaker"} for row in ours[0]]
    found = report(days, [], told, focus_days=ours[0] + theirs[0], focus_theme=ours[1] + theirs[1])
    row = found.table.set_index("theme").loc["delivery"]
    assert row["share_change"] == pytest.approx(0.2)
    assert row["gap"] == pytest.approx(10 / 50 - 8 / 40, abs=1e-4)
    assert row["verdict"] == "no change"
    assert "Less the change of Birch (160 and 160 verbatims)." in found.notes


def test_a_slope_before_is_carried_on() -> None:
    days, talk = weekly((400, 120, 20, 0), (400, 120, 20, 0), weeks=8)
    for week, row in enumerate(talk):
        talk[week] = {**row, "negative": 4 * week}
    found = report(days, talk)
    delivery = found.table.iloc[0]
    assert delivery["share_change"] == pytest.approx(0.08)
    assert delivery["gap"] == pytest.approx(0, abs=1e-4)
    assert delivery["ci_low"] < 0 < delivery["ci_high"]
    assert "Less the slope before: delivery." in found.notes


def test_what_got_worse_may_recover() -> None:
    days, talk = weekly((50, 20, 5, 2), (50, 20, 5, 18), weeks=6)
    for week in (10, 11):
        talk[week] = {**talk[week], "negative": 1}
    assert report(days, talk).table["recovery"].tolist() == ["from week 5"]


def test_windows_are_equal_whole_weeks_and_at_most_what_is_asked() -> None:
    days, talk = weekly((50, 12, 6, 4), (60, 20, 2, 15), weeks=6)
    assert "5 weeks" in report(days[2:], talk[1:]).notes[0]
    told = ReportSettings(event=EVENT.isoformat(), window=2)
    assert "2 weeks" in report(days, talk, told).notes[0]
    told = ReportSettings(event=EVENT.isoformat(), as_of=EVENT + timedelta(13))
    assert "2 weeks" in report(days, talk, told).notes[0]


def test_rare_themes_are_not_measured() -> None:
    days, talk = weekly((50, 12, 6, 4), (50, 12, 6, 4))
    talk += [{"day": EVENT.isoformat(), "theme": "price", "n": 9, "negative": 9}]
    found = report(days, talk)
    row = found.table.set_index("theme").loc["price"]
    assert row["flag"] == "not measured"
    assert row["verdict"] == ""
    assert np.isnan(row["gap"])
    assert "Not measured: 1 themes that fewer than 10 verbatims mention." in found.notes


def test_without_an_event_it_says_what_would_bring_it_to_life() -> None:
    days, talk = weekly((50, 12, 6, 4), (50, 12, 6, 4))
    assert "--event" in str(report(days, talk, ReportSettings()).missing)


def test_without_a_week_on_each_side_it_says_how_far_the_data_reaches() -> None:
    days, talk = weekly((50, 12, 6, 4), (50, 12, 6, 4))
    missing = report(days, talk, ReportSettings(event="2025-02-03")).missing
    assert missing is not None
    # The data pauses for five days between its own, so it is taken to reach five days further.
    assert "2025-01-29 to 2025-04-04" in missing


def test_the_latest_event_of_the_profile_is_taken_and_events_have_names() -> None:
    days, talk = weekly((50, 12, 6, 4), (60, 20, 2, 15))
    events = (Event("move", EVENT, ("delivery",)), Event("sale", EVENT - timedelta(14)))
    profile = Profile(events=events)
    assert report(days, talk, ReportSettings(profile=profile)).notes[0].startswith("move")
    named = report(days, talk, ReportSettings(profile=profile, event="sale"))
    assert named.notes[0].startswith("sale, 2025-02-17")
    assert report(days, talk, ReportSettings(profile=profile)).table["verdict"][0] == "backfired"


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"event": "mov"}, "did you mean 'move'"),
        ({"event": "2025-02-30"}, "neither a date"),
        ({"event": "move", "expected": ("delivry",)}, "did you mean 'delivery'"),
        ({"event": "move", "control": ("Birk",)}, "no verbatim is of a brand 'Birk'"),
    ],
)
def test_unknown_names_are_usage_errors(told: dict[str, object], message: str) -> None:
    days, talk = weekly((50, 12, 6, 4), (60, 20, 2, 15))
    told_all = replace(
        ReportSettings(profile=Profile(events=(Event("move", EVENT),))),
        **told,  # type: ignore[arg-type]
    )
    with pytest.raises(UsageError, match=message):
        report(days, talk, told_all)


def test_the_decision_in_the_samples_is_found_and_nothing_else() -> None:
    profile = read_configuration(SAMPLES / "vockit.toml").profile
    files = [str(SAMPLES / f"{name}.csv") for name in ("reviews", "survey", "tweets")]
    request = Request(files, ["ripple"], profile=profile)
    tally = pipeline.tally(pipeline.read(request).batches(), request)
    (found,) = pipeline.report(tally, request)
    verdicts = dict(zip(found.table["theme"], found.table["verdict"], strict=True))
    assert verdicts["support/reach"] == "backfired"
    changed = {theme for theme, verdict in verdicts.items() if verdict not in UNCHANGED}
    # The chatbot is of the site and app; general judgements follow what customers live through.
    assert changed - {"support/reach", "waiting/queues", "digital/site"} <= {"overall/experience"}
    assert found.headlines[0].row in {"support/reach", "digital/site"}


UNCHANGED = {"", "no change", "no effect"}


@pytest.mark.slow
@pytest.mark.skipif(not TWEETS.is_file(), reason="../shared/data is not there")
@pytest.mark.parametrize("event", ["eighth week", "any day"])
def test_random_splits_of_tweets_seldom_find_anything(event: str) -> None:
    corpus = pipeline.read(Request(str(TWEETS)))
    talk = talk_of(list(pipeline.annotate(corpus.batches())))
    generator = np.random.Generator(np.random.PCG64(2015))
    runs, finding = 200, 0
    for _ in range(runs):
        after = 56 if event == "eighth week" else int(generator.integers(28, 85))
        tally = talk.tally(generator.integers(0, 16 * 7, talk.verbatims))
        told = ReportSettings(event=(START + timedelta(after)).isoformat())
        found = compute(load("ripple"), tally, told)
        assert found.missing is None
        finding += not set(found.table["verdict"]) <= UNCHANGED
    q = ReportSettings().q
    assert finding / runs <= min(0.15, q + 3 * (q * (1 - q) / runs) ** 0.5)
