from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats

from tests.gaps.counted import by_key, measured, ours, parts
from tests.gaps.reports.test_drivers import corpus, products, talk, whole
from tests.gaps.tallies import Record, tally_for
from tests.tallies.corpora import CORPORA, Verbatim
from tests.tallies.twins import themes_of
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Profile
from vockit.settings import ReportSettings
from vockit.stats.intervals import wilson

TREE = ("delivery", "delivery/late", "delivery/lost", "price", "staff", "staff/kind")
THEMES: list[Record] = [
    {"theme": theme, "label": theme, "leaf": int(theme in {"price"} or "/" in theme)}
    for theme in TREE
]
TALK: list[Record] = [
    {"theme": "delivery", "n": 60, "positive": 10, "negative": 40},
    {"theme": "delivery/late", "n": 40, "positive": 5, "negative": 30},
    {"theme": "delivery/lost", "n": 30, "positive": 5, "negative": 15},
    {"theme": "price", "n": 30, "positive": 20, "negative": 5},
    {"theme": "staff", "n": 10, "positive": 8, "negative": 1},
    {"theme": "staff/kind", "n": 10, "positive": 8, "negative": 1},
]


def computed(priorities: Mapping[str, float]) -> Report:
    tally = tally_for(
        "priorities",
        speaker_channel=[{"n": 200, "tagged": 90}],
        speaker_theme=TALK,
        themes=THEMES,
    )
    profile = Profile(priorities=priorities)
    return compute(load("priorities"), tally, ReportSettings(profile=profile))


def test_by_hand() -> None:
    table = computed({"price": 1, "delivery": 3}).table.set_index("theme")
    assert table["customer_share"].to_dict() == {"delivery": 0.6, "price": 0.3, "staff": 0.1}
    assert table["organisation_share"].to_dict() == {"delivery": 0.75, "price": 0.25, "staff": 0}
    assert table["gap"].to_dict() == {"staff": 0.1, "price": 0.05, "delivery": -0.15}
    assert list(table.index) == ["staff", "price", "delivery"]
    assert set(table["n"]) == {90}
    assert table.loc["delivery", "performance"] == -50


def test_the_test_is_a_score_test_of_the_share() -> None:
    table = computed({"price": 1, "delivery": 3}).table.set_index("theme")
    z = 0.15 / np.sqrt(0.75 * 0.25 / 100)
    assert table.loc["delivery", "q"] == pytest.approx(3 / 2 * 2 * stats.norm.sf(z), abs=1e-4)


@pytest.mark.parametrize(
    ("priorities", "rows"),
    [
        ({"delivery": 1}, {"delivery", "price", "staff"}),
        ({"delivery/late": 1}, {"delivery/late", "delivery/lost", "price", "staff/kind"}),
        ({"delivery": 1, "staff/kind": 1}, {"delivery", "price", "staff/kind"}),
        ({"delivery": 1, "delivery/late": 1}, {"delivery", "price", "staff"}),
        ({"price": 1}, {"delivery", "price", "staff"}),
    ],
)
def test_no_theme_is_counted_twice(priorities: dict[str, float], rows: set[str]) -> None:
    table = computed(priorities).table
    assert set(table["theme"]) == rows
    assert table["customer_share"].sum() == pytest.approx(1, abs=2e-4)
    assert table["organisation_share"].sum() == pytest.approx(1)


def test_an_entry_under_another_adds_its_points() -> None:
    report = computed({"delivery": 1, "delivery/late": 2, "price": 1})
    table = report.table.set_index("theme")
    assert table.loc["delivery", "organisation_share"] == 0.75
    assert "Counted within their parent theme: delivery/late." in report.notes


def test_without_a_rating_importance_is_talk_and_nothing_is_sorted() -> None:
    report = computed({"price": 1})
    assert (report.table["importance"] == report.table["customer_share"]).all()
    assert set(report.table["quadrant"]) == {""}
    assert report.table["stability"].isna().all()
    assert any("Without a rating" in note for note in report.notes)


def test_priorities_that_are_all_zero_are_none() -> None:
    assert "above 0" in (computed({"price": 0}).missing or "")


def rated(seed: int, rows: int = 600) -> Report:
    """Delivery is complained about, staff are praised."""
    x, y = corpus(seed, rows)
    signs = [
        {**record, "positive": rows * positive // 100, "negative": rows * (40 - positive) // 100}
        for record, positive in zip(talk(x, y), (2, 20, 38), strict=True)
    ]
    tally = tally_for(
        "priorities",
        speaker_channel=[{**whole(y), "tagged": len(y)}],
        speaker_theme=signs,
        themes=[{"theme": theme, "leaf": 1} for theme in ("delivery", "price", "staff")],
        drivers=products(x, y),
    )
    profile = Profile(priorities={"delivery": 1, "price": 1, "staff": 1})
    return compute(load("priorities"), tally, ReportSettings(profile=profile))


def test_importance_is_reward_and_penalty_of_drivers() -> None:
    x, y = corpus(1)
    design = np.column_stack([np.ones(len(y)), x])
    coefficients = np.linalg.lstsq(design, y / 100, rcond=None)[0][1:].reshape(-1, 2)
    expected = np.maximum(coefficients[:, 0], 0) + np.maximum(-coefficients[:, 1], 0)
    table = rated(1).table.set_index("theme").loc[["delivery", "price", "staff"]]
    assert table["importance"].to_numpy() == pytest.approx(expected, abs=1e-4)


def test_quadrants_are_at_the_means_and_stable_where_themes_are_far_apart() -> None:
    table = rated(2, rows=5_000).table
    important = table["importance"] >= table["importance"].mean()
    performs = table["performance"] >= table["performance"].mean()
    for row, high, well in zip(table.itertuples(), important, performs, strict=True):
        expected = {
            (True, False): "concentrate here",
            (True, True): "keep up",
            (False, False): "low priority",
            (False, True): "possible overkill",
        }
        assert row.quadrant == expected[bool(high), bool(well)]
    assert table["stability"].between(0, 1).all()
    assert table["stability"].max() > 0.95


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_shares_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, annotations = measured("priorities", verbatims)
    about = parts(findings, annotations)
    mentions = [
        {theme for clause in verbatim.clauses for theme in themes_of(clause) if "/" not in theme}
        for verbatim in ours(verbatims)
    ]
    pairs = sum(map(len, mentions))
    if findings.missing:
        assert not pairs
        return
    for theme, row in by_key(findings).items():
        count = sum(theme in found for found in mentions)
        assert row.values["customer_share"] == pytest.approx(count / pairs)
        assert row.n == sum(map(bool, mentions))
        assert about[theme] == count


@pytest.mark.slow
def test_intervals_of_shares_cover_though_verbatims_have_several_themes() -> None:
    generator = np.random.Generator(np.random.PCG64(11))
    chances = np.array([0.5, 0.3, 0.2, 0.1, 0.05])
    rates = chances / chances.sum()
    draws = generator.random((4_000, 200, len(chances))) < chances
    counts = draws.sum(axis=1)
    share = wilson(counts, counts.sum(axis=1, keepdims=True))
    covered = ((share.low <= rates) & (rates <= share.high)).mean(axis=0)
    assert covered.min() >= 0.94
