from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.gaps.tallies import Record, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.gaps.scores import score_for
from vockit.profile import Brands, Profile, Target
from vockit.settings import ReportSettings
from vockit.settings.reporting import Score
from vockit.stats.intervals import net_sentiment_difference, newcombe, wilson

BEFORE, LAST = "2025-01-15", "2025-02-15"
DAYS: list[Record] = [
    {"day": f"2025-{month:02}-{day:02}", "n": 1}
    for month, end in ((1, 31), (2, 28))
    for day in range(1, end + 1)
]


def ratings(day: str, counts: Mapping[int, int], **keys: str) -> list[Record]:
    return [{"day": day, "rating": rating, "n": n, **keys} for rating, n in counts.items()]


NPS = [
    *ratings(BEFORE, {10_000: 60, 7_000: 30, 3_000: 10}),
    *ratings(LAST, {10_000: 40, 9_000: 10, 7_000: 20, 6_000: 30}),
]


def report(
    cells: Sequence[Record],
    scale: str = "0 to 10",
    profile: Profile | None = None,
    score: Score | None = None,
) -> Report:
    tally = tally_for(
        "scores",
        speaker_channel=[
            {"speaker": name, "n": 300, "rated": 200}
            for name in sorted({str(cell.get("speaker", "")) for cell in cells})
        ],
        speaker_rating=cells,
        days=DAYS,
    )
    tally = replace(tally, fingerprint={"rating scale": scale} if scale else {})
    settings = ReportSettings(profile=profile or Profile(), period="month", score=score)
    return compute(load("scores"), tally, settings)


def test_nps_is_promoters_less_detractors_and_its_change_is_tested() -> None:
    found = report(NPS)
    row = found.table.set_index("group").loc["(all)"]
    # 110 promoters and 40 detractors of 200.
    assert row["score"] == 35
    assert (row["before"], row["change"], row["gap"]) == (50, -30, -30)
    gap = net_sentiment_difference((50, 30, 100), (60, 10, 100))
    assert row["ci_low"] == pytest.approx(float(gap.low), abs=1e-4)
    assert row["ci_high"] == pytest.approx(float(gap.high), abs=1e-4)
    assert (row["n"], row["responses"], row["period"]) == (100, 200, "2025-02")
    assert found.headlines[0].sentence == (
        "The Net Promoter Score fell from 50.0 to 20.0 in 2025-02 (n = 100)."
    )
    assert "100 of 300 verbatims have no rating on that scale." in found.notes


def test_csat_is_the_share_of_the_two_highest_ratings() -> None:
    cells = [*ratings(BEFORE, {10_000: 50, 0: 50}), *ratings(LAST, {8_333: 80, 6_667: 20})]
    row = report(cells, "1 to 7").table.set_index("group").loc["(all)"]
    assert row["score"] == 65
    assert row["score_low"] == pytest.approx(100 * float(wilson(130, 200).low), abs=1e-4)
    assert row["gap"] == 30
    assert row["ci_low"] == pytest.approx(100 * float(newcombe(80, 100, 50, 100).low), abs=1e-4)


def test_the_mean_is_on_its_own_scale() -> None:
    cells = [*ratings(BEFORE, {10_000: 50, 0: 50}), *ratings(LAST, {7_500: 100})]
    row = report(cells, "1 to 5").table.set_index("group").loc["(all)"]
    assert row["score"] == 3.5
    assert row["gap"] == 1


def test_another_score_may_be_asked_for() -> None:
    found = report(NPS, score="csat")
    assert found.table.set_index("group").loc["(all)"]["score"] == 55
    assert "as asked (--score)" in found.notes[0]


def test_channels_periods_and_brands_have_rows() -> None:
    cells = [
        *ratings(BEFORE, {10_000: 30}, channel="web", speaker="A"),
        *ratings(LAST, {0: 30}, channel="phone", speaker="B"),
    ]
    assert list(report(cells).table["group"]) == ["(all)", "A", "B", "phone", "web", "2025-02"]
    ours = Profile(brands=Brands(own="A"))
    assert list(report(cells, profile=ours).table["group"]) == ["(all)"]


def test_a_target_takes_the_place_of_the_period_before() -> None:
    found = report(NPS, profile=Profile(targets={"score": Target(45.0)}))
    row = found.table.set_index("group").loc["(all)"]
    assert (row["gap"], row["n"]) == (-10, 200)


def test_scores_on_several_scales_are_not_mixed() -> None:
    missing = report(NPS, "0 to 10 and 1 to 5").missing
    assert missing is not None
    assert "one scale" in missing


@pytest.mark.parametrize(
    ("scale", "column", "score"),
    [
        ((0, 10), "rating", "nps"),
        ((0, 10), "CSAT score", "csat"),
        ((1, 5), "stars", "mean"),
        ((1, 5), "How satisfied are you?", "csat"),
        ((1, 7), "How easy was it?", "ces"),
        ((1, 7), "q1", "csat"),
        ((1, 5), "rating", "mean"),
        ((0, 1), "voted_up", "csat"),
        ((1, 10), "score", "mean"),
    ],
)
def test_the_name_of_the_column_and_the_scale_say_which_score(
    scale: tuple[float, float], column: str, score: str
) -> None:
    assert score_for(scale, column) == score
