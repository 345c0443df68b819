from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.gaps.counted import measured, ours, parts
from tests.gaps.tallies import Record, tally_for
from tests.tallies.corpora import CORPORA, PROFILE, Verbatim
from tests.tallies.twins import by, polarity, stages_of
from vockit.gaps.compute import compute
from vockit.gaps.registry import load
from vockit.profile import Profile
from vockit.settings import ReportSettings

JOURNEY = ("choose", "buy", "use")
SETTINGS = ReportSettings(profile=Profile(journey=JOURNEY))
BRAND_CHANNEL: list[Record] = [{"n": 400, "negative": 100, "rated": 400}]
STAGE: list[Record] = [
    {"stage": "choose", "n": 100, "positive": 60, "negative": 10},
    {"stage": "buy", "n": 100, "positive": 40, "negative": 20},
    {"stage": "use", "n": 200, "positive": 50, "negative": 80},
]
MASKS: list[Record] = [
    {"stages_mentioned": 7, "stages_negative": 0, "n": 250},
    {"stages_mentioned": 1, "stages_negative": 1, "n": 10},
    {"stages_mentioned": 6, "stages_negative": 6, "n": 20},
    {"stages_mentioned": 4, "stages_negative": 4, "n": 60},
]


def computed(**tables: list[Record]) -> pd.DataFrame:
    given_tables = {"speaker_channel": BRAND_CHANNEL, "stage": STAGE, "stage_mask": MASKS, **tables}
    report = compute(load("journey"), tally_for("journey", **given_tables), SETTINGS)
    return report.table.set_index("stage")


def test_by_hand() -> None:
    table = computed()
    assert list(table.index) == list(JOURNEY)
    assert table["gap"].tolist() == [2.5, 5.0, 20.0]
    assert table["failure_rate"].tolist() == [0.1, 0.2, 0.4]
    assert table["net_sentiment"].tolist() == [50.0, 20.0, -15.0]
    # 90 of 400 verbatims are negative on some stage.
    assert set(table["chain"]) == {0.775}
    # Half of the 60 that fail on use alone would go, were it as good as buying: 30 of 400.
    assert table["chain_uplift"].tolist() == [0.0, 0.0, 0.075]
    assert table.loc["use", "weakest_probability"] == pytest.approx(1, abs=0.001)


def test_only_a_stage_that_fails_more_than_the_others_is_a_headline() -> None:
    tally = tally_for("journey", speaker_channel=BRAND_CHANNEL, stage=STAGE, stage_mask=MASKS)
    headlines = compute(load("journey"), tally, SETTINGS).headlines
    assert [headline.row for headline in headlines] == ["use"]
    assert "40%" in headlines[0].sentence
    assert "15%" in headlines[0].sentence


def test_a_stage_that_few_mention_is_not_rated() -> None:
    table = computed(stage=[*STAGE[1:], {"stage": "choose", "n": 5, "negative": 4}])
    assert table["failure_rate"].isna().tolist() == [True, False, False]
    assert table["weakest_probability"].isna().tolist() == [True, False, False]
    assert table.loc["choose", "flag"] == "low base"


def test_a_moment_of_truth_moves_the_rating_more_than_the_others() -> None:
    generator = np.random.Generator(np.random.PCG64(3))
    feelings = generator.choice([-1, 0, 1], size=(900, 3))
    x = np.column_stack([feelings > 0, feelings < 0])[:, [0, 3, 1, 4, 2, 5]].astype(np.int64)
    y = 5_000 + x @ np.array([300, -300, 300, -300, 2_500, -2_500])
    y = np.rint(y + generator.normal(0, 800, len(y))).astype(np.int64)
    names = ["1", *(f"{stage}{sign}" for stage in JOURNEY for sign in "+-"), "y"]
    full = np.column_stack([np.ones(len(y), dtype=np.int64), x, y])
    products: list[Record] = [
        {
            "left": min(names[a], names[b]),
            "right": max(names[a], names[b]),
            "total": int(full[:, a] @ full[:, b]),
        }
        for a in range(len(names))
        for b in range(a, len(names))
    ]
    table = computed(stage_drivers=products)
    assert table["moment_of_truth"].to_dict() == {"choose": "no", "buy": "no", "use": "yes"}
    assert set(computed()["moment_of_truth"]) == {""}


def test_the_same_every_time() -> None:
    pd.testing.assert_frame_equal(computed(), computed())


@settings(max_examples=40, deadline=None)
@given(verbatims=CORPORA)
def test_the_chain_is_counted_over_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, annotations = measured("journey", verbatims)
    about = parts(findings, annotations)
    own = ours(verbatims)
    failed = [
        {
            stage
            for stage, clauses in by(verbatim, stages_of).items()
            if polarity(clauses) < 0 and stage in PROFILE.journey
        }
        for verbatim in own
    ]
    seen = [set(by(verbatim, stages_of)) & set(PROFILE.journey) for verbatim in own]
    if findings.missing:
        assert not any(seen)
        return
    rates = sorted(
        sum(stage in bad for bad in failed) / mentions
        for stage in PROFILE.journey
        if (mentions := sum(stage in found for found in seen))
    )
    median = rates[(len(rates) - 1) // 2]
    for row in findings.rows:
        stage = row.key[0]
        assert row.values["chain"] == pytest.approx(sum(not bad for bad in failed) / len(own))
        assert row.gap == pytest.approx(100 * sum(stage in bad for bad in failed) / len(own))
        assert about[stage] == sum(stage in bad for bad in failed)
        mentions = sum(stage in found for found in seen)
        if mentions:
            rate = sum(stage in bad for bad in failed) / mentions
            gain = max(0.0, 1 - median / rate) if rate else 0.0
            alone = sum(bad == {stage} for bad in failed)
            assert row.values["chain_uplift"] == pytest.approx(gain * alone / len(own))


def test_the_order_is_the_profiles() -> None:
    tally = tally_for("journey", speaker_channel=BRAND_CHANNEL, stage=STAGE, stage_mask=MASKS)
    turned = replace(SETTINGS, profile=Profile(journey=("use", "choose")))
    assert compute(load("journey"), tally, turned).table["stage"].tolist() == ["use", "choose"]
