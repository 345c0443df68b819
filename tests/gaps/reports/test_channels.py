from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from scipy import stats

from tests.gaps.tallies import Record, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings

Counts = tuple[int, int, int]
"""Positive, negative, all."""


def report(
    themes: Mapping[tuple[str, str], Counts], overall: Mapping[str, Counts], **tables: list[Record]
) -> Report:
    tally = tally_for(
        "channels",
        channel_theme=[
            {"channel": channel, "theme": theme, "positive": p, "negative": m, "n": n}
            for (channel, theme), (p, m, n) in themes.items()
        ],
        speaker_channel=[
            {"channel": channel, "positive": p, "negative": m, "n": n, "tagged": n}
            for channel, (p, m, n) in overall.items()
        ],
        **tables,
    )
    return compute(load("channels"), tally, ReportSettings())


def row(found: Report, channel: str, theme: str) -> Mapping[str, object]:
    table = found.table
    return dict(table[(table["channel"] == channel) & (table["theme"] == theme)].iloc[0])


# The phone gets three times as many complaints on price, but treats each theme as the web does.
MIX = {
    ("phone", "price"): (30, 120, 150),
    ("phone", "staff"): (40, 10, 50),
    ("web", "price"): (10, 40, 50),
    ("web", "staff"): (120, 30, 150),
}
MIX_OVERALL = {"phone": (70, 130, 200), "web": (130, 70, 200)}


def test_the_same_service_with_another_mix_is_the_same() -> None:
    found = report(MIX, MIX_OVERALL)
    phone, web = row(found, "phone", "(all)"), row(found, "web", "(all)")
    assert (phone["net_sentiment"], web["net_sentiment"]) == (-30, 30)
    # Half of all talk is price at -60, half staff at 60.
    assert (phone["standardised"], web["standardised"]) == (0, 0)
    assert phone["flag"] == web["flag"] == "no clear best"
    assert phone["covered_talk"] == 1


def test_a_worse_channel_is_behind_the_best_with_the_same_mix() -> None:
    worse = {**MIX, ("phone", "staff"): (10, 40, 50)}
    found = report(worse, {**MIX_OVERALL, "phone": (40, 160, 200)})
    phone = row(found, "phone", "(all)")
    assert phone["standardised"] == -60
    assert phone["best_channel"] == "web"
    assert phone["gap"] == -60
    assert phone["flag"] == "ok"
    assert row(found, "phone", "staff")["gap"] == -120
    assert row(found, "phone", "price")["flag"] == "no clear best"
    assert any("behind web, the best channel" in headline.sentence for headline in found.headlines)


def test_ranges_hold_the_lowest_against_the_highest_by_chi_squared() -> None:
    worse = {**MIX, ("phone", "staff"): (10, 35, 50)}
    found = row(report(worse, MIX_OVERALL), "(range)", "staff")
    oracle = stats.chi2_contingency([[10, 5, 35], [120, 0, 30]], correction=False)
    assert found["gap"] == -50 - 60
    assert found["n"] == 200
    assert found["chi_squared"] == pytest.approx(oracle.statistic, abs=1e-4)
    assert found["cramers_v"] == pytest.approx((oracle.statistic / 200) ** 0.5, abs=1e-4)


def test_a_theme_with_too_few_on_one_channel_is_not_standardised() -> None:
    rare = {**MIX, ("phone", "wifi"): (9, 0, 9), ("web", "wifi"): (0, 100, 100)}
    found = report(rare, MIX_OVERALL)
    assert row(found, "web", "(all)")["covered_talk"] == pytest.approx(200 / 300, abs=1e-4)
    assert "Standardised over price, staff." in found.notes


def test_themes_under_a_theme_are_not_counted_twice() -> None:
    nested = {**MIX, ("phone", "staff/rude"): (0, 50, 50), ("web", "staff/rude"): (0, 150, 150)}
    assert row(report(nested, MIX_OVERALL), "phone", "(all)")["standardised"] == 0


def test_a_small_channel_is_named_and_not_compared() -> None:
    found = report(MIX, {**MIX_OVERALL, "fax": (20, 0, 20)})
    assert row(found, "fax", "(all)")["flag"] == "low base"
    assert "Too few verbatims to be compared: fax." in found.notes


def test_handoffs_and_repeats() -> None:
    found = report(
        MIX,
        MIX_OVERALL,
        channel_flow=[{"channel_from": "phone", "channel_to": "Web", "n": 7}],
        channel_cue=[
            {"channel": "phone", "cue": "repeat", "n": 20},
            {"channel": "phone", "cue": "promise", "n": 99},
        ],
    )
    phone, web = row(found, "phone", "(all)"), row(found, "web", "(all)")
    assert (phone["handoffs_out"], phone["handoffs_in"], phone["repeat_rate"]) == (7, 0, 0.1)
    assert (web["handoffs_out"], web["handoffs_in"]) == (0, 7)


@pytest.mark.slow
def test_channels_that_are_the_same_give_findings_no_more_often_than_q() -> None:
    generator = np.random.default_rng(3)
    runs, found = 100, 0
    for _ in range(runs):
        themes: dict[tuple[str, str], Counts] = {}
        for channel in ("chat", "email", "phone", "web"):
            for i, n in enumerate(generator.integers(15, 120, 12).tolist()):
                good, bad, _ = generator.multinomial(n, (0.4, 0.3, 0.3)).tolist()
                themes[channel, f"theme {i}"] = (good, bad, n)
        overall: dict[str, Counts] = {}
        for (channel, _), (p, m, n) in themes.items():
            so_far = overall.get(channel, (0, 0, 0))
            overall[channel] = (so_far[0] + p, so_far[1] + m, so_far[2] + n)
        found += bool(report(themes, overall).headlines)
    assert found / runs <= 0.10 + 3 * (0.10 * 0.90 / runs) ** 0.5


def test_one_channel_is_nothing_to_compare() -> None:
    found = report({}, {"phone": (1, 1, 40), "": (1, 1, 40)})
    assert found.missing == "two channels to compare; the input has 1"
