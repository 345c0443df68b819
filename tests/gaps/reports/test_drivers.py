from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.gaps.tallies import Record, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Brands, Profile
from vockit.settings import ReportSettings

THEMES = ("delivery", "price", "staff")


def products(x: np.ndarray, y: np.ndarray, brand: str = "") -> list[Record]:
    """Cross products as a tally has them: x has columns theme+ and theme- for each theme."""
    names = ["1", *(f"{theme}{sign}" for theme in THEMES for sign in "+-"), "y"]
    full = np.column_stack([np.ones(len(y), dtype=np.int64), x, y])
    order = sorted(range(len(names)), key=lambda i: names[i])
    return [
        {
            "speaker": brand,
            "left": names[a],
            "right": names[b],
            "total": int(full[:, a] @ full[:, b]),
        }
        for place, a in enumerate(order)
        for b in order[place:]
    ]


def talk(x: np.ndarray, y: np.ndarray, brand: str = "") -> list[Record]:
    """What verbatims say by theme; those that mention it neutrally are not in this corpus."""
    records: list[Record] = []
    for place, theme in enumerate(THEMES):
        mask = x[:, 2 * place] + x[:, 2 * place + 1] > 0
        records.append(
            {
                "speaker": brand,
                "theme": theme,
                "n": int(mask.sum()),
                "rated": int(mask.sum()),
                "rating_sum": int(y[mask].sum()),
                "rating_squares": int((y[mask] ** 2).sum()),
            }
        )
    return records


def whole(y: np.ndarray, brand: str = "") -> Record:
    return {
        "speaker": brand,
        "n": len(y),
        "rated": len(y),
        "rating_sum": int(y.sum()),
        "rating_squares": int((y**2).sum()),
    }


def corpus(seed: int, rows: int = 600) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    polarity = generator.choice([-1, 0, 1], p=(0.2, 0.5, 0.3), size=(rows, len(THEMES)))
    x = np.column_stack([polarity > 0, polarity < 0]).astype(np.int64)
    x = x[:, [0, 3, 1, 4, 2, 5]]
    effects = np.array([500, -4000, 2500, -2500, 3000, -200])
    y = np.clip(5000 + x @ effects + generator.normal(0, 1500, rows), 0, 10_000)
    return x, np.rint(y / 2500).astype(np.int64) * 2500


def report(seed: int = 1, settings: ReportSettings | None = None) -> Report:
    x, y = corpus(seed)
    tally = tally_for(
        "drivers", drivers=products(x, y), speaker_theme=talk(x, y), speaker_channel=[whole(y)]
    )
    return compute(load("drivers"), tally, settings or ReportSettings())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_rewards_and_penalties_are_those_of_least_squares_on_the_rows(seed: int) -> None:
    x, y = corpus(seed)
    found = report(seed).table.set_index("theme")
    design = np.column_stack([np.ones(len(y)), x])
    expected, *_ = np.linalg.lstsq(design, y / 100, rcond=None)
    for place, theme in enumerate(THEMES):
        reward, penalty = expected[1 + 2 * place], expected[2 + 2 * place]
        # The table has four decimals.
        assert found.loc[theme, "reward"] == pytest.approx(max(reward, 0), abs=0.5e-4 + 1e-9)
        assert found.loc[theme, "penalty"] == pytest.approx(max(-penalty, 0), abs=0.5e-4 + 1e-9)


def test_kano_classes_by_what_is_clear_of_0() -> None:
    kano = report().table.set_index("theme")["kano"].to_dict()
    assert kano == {"delivery": "basic", "price": "performance", "staff": "excitement"}


def test_impact_is_what_the_score_would_lose_without_the_theme() -> None:
    x, y = corpus(1)
    found = report().table.set_index("theme").loc["price"]
    mentions = x[:, 2] + x[:, 3] > 0
    without = y[~mentions].mean() / 100
    assert found["base"] == pytest.approx(without, abs=1e-4)
    assert found["impact"] == pytest.approx(y.mean() / 100 - without, abs=1e-4)
    n_t, n = mentions.sum(), len(y)
    formula = n_t * (y[mentions].mean() - y.mean()) / (n - n_t) / 100
    assert found["gap"] == found["impact"] == pytest.approx(formula, abs=1e-4)
    assert found["n"] == n_t
    assert found["ci_low"] < found["gap"] < found["ci_high"]


def test_welch_interval_against_scipy() -> None:
    x, y = corpus(1)
    found = report().table.set_index("theme").loc["price"]
    mentions = x[:, 2] + x[:, 3] > 0
    test = stats.ttest_ind(y[mentions] / 100, y[~mentions] / 100, equal_var=False)
    interval = test.confidence_interval()
    part = mentions.mean()
    assert found["ci_low"] == pytest.approx(part * interval.low, abs=1e-4)
    assert found["ci_high"] == pytest.approx(part * interval.high, abs=1e-4)


def test_own_brand_alone_is_regressed() -> None:
    (x, y), (x2, y2) = corpus(1), corpus(2)
    tally = tally_for(
        "drivers",
        drivers=[*products(x, y, "Ours"), *products(x2, 10_000 - y2, "Theirs")],
        speaker_theme=[*talk(x, y, "Ours"), *talk(x2, 10_000 - y2, "Theirs")],
        speaker_channel=[whole(y, "Ours"), whole(10_000 - y2, "Theirs")],
    )
    own = ReportSettings(profile=Profile(brands=Brands(own="Ours")))
    found = compute(load("drivers"), tally, own)
    assert found.table.equals(report(1).table)
    together = compute(load("drivers"), tally, ReportSettings())
    assert any("2 brands together" in note for note in together.notes)


@pytest.mark.parametrize(("scales", "said"), [("0 to 10 and 1 to 5", 1), ("1 to 5", 0)])
def test_ratings_on_several_scales_are_said(scales: str, said: int) -> None:
    x, y = corpus(1)
    tally = tally_for(
        "drivers", drivers=products(x, y), speaker_theme=talk(x, y), speaker_channel=[whole(y)]
    )
    found = compute(
        load("drivers"), replace(tally, fingerprint={"rating scale": scales}), ReportSettings()
    )
    assert sum(note.startswith("Ratings on scales of") for note in found.notes) == said


def test_without_a_rating_it_says_what_that_is_worth() -> None:
    tally = tally_for(
        "drivers",
        speaker_theme=[
            {"theme": "staff", "n": 40, "verbatim_positive": 10, "verbatim_negative": 20}
        ],
        speaker_channel=[{"n": 100, "positive": 50, "negative": 20}],
    )
    found = compute(load("drivers"), tally, ReportSettings())
    row = found.table.iloc[0]
    # 40 · (-25 - 30) / (100 - 40)
    assert row["impact"] == pytest.approx(-36.6667, abs=1e-4)
    assert row["base"] == pytest.approx(66.6667, abs=1e-4)
    assert row["kano"] == ""
    assert np.isnan(row["reward"])
    assert not found.headlines
    assert any("says nothing" in note and "--rating" in note for note in found.notes)


def test_a_theme_that_all_mention_has_no_impact_to_measure() -> None:
    tally = tally_for(
        "drivers",
        speaker_theme=[
            {"theme": "staff", "n": 50, "rated": 50, "rating_sum": 10, "rating_squares": 4}
        ],
        speaker_channel=[{"n": 50, "rated": 50, "rating_sum": 10, "rating_squares": 4}],
    )
    assert compute(load("drivers"), tally, ReportSettings()).table.iloc[0]["flag"] == "not measured"
