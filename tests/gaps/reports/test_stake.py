from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from tests.gaps.counted import OURS, SETTINGS, by_key, measured, ours, parts
from tests.gaps.tallies import tally_for
from tests.tallies.corpora import CORPORA, Verbatim
from tests.tallies.twins import LEAVES, by, polarity, themes_of
from vockit.gaps.compute import compute
from vockit.gaps.registry import load
from vockit.gaps.reports.stake.complaints import Complaints, share_of
from vockit.gaps.reports.stake.economics import at_stake, worth
from vockit.profile import Economics, Profile
from vockit.settings import ReportSettings
from vockit.stats.intervals import wilson

REPAIR = Economics(
    customers=1,
    value_per_year=12 * 90,
    affected_share=1,
    years=10,
    loyalty_drop=(1, 1, 1),
    fixes={"repair": 80},
)
SHARED = (
    {"theme": "delivery/late", "negative_themes": 1, "n": 30},
    {"theme": "delivery/late", "negative_themes": 2, "n": 20},
    {"theme": "delivery/lost", "negative_themes": 2, "n": 20},
    {"theme": "", "negative_themes": 0, "n": 50},
)


def settings_with(economics: Economics) -> ReportSettings:
    return ReportSettings(profile=Profile(economics=economics))


def test_the_worked_case_of_the_refused_repair() -> None:
    tally = tally_for(
        "stake",
        speaker_channel=[{"n": 40, "negative": 40}],
        theme_shared=[{"theme": "repair", "negative_themes": 1, "n": 40}],
    )
    row = compute(load("stake"), tally, settings_with(REPAIR)).table.iloc[0]
    assert row["base"] == row["gap"] == 10_800
    assert row["fix_cost"] == 80
    assert row["break_even"] == 0.0074
    assert row["roi"] == 134
    assert row["payback_years"] == 0.0741


def test_shares_by_hand() -> None:
    economics = Economics(
        customers=1_000, value_per_year=100, affected_share=0.5, fixes={"delivery": 500}
    )
    tally = tally_for("stake", speaker_channel=[{"n": 200}], theme_shared=SHARED)
    report = compute(load("stake"), tally, settings_with(economics))
    table = report.table.set_index("theme")
    # 100 negative verbatims: 30 + 20/2 on late delivery, 20/2 on lost parcels, 50 on no theme.
    assert dict(table["share"]) == {
        "(no theme)": 0.5,
        "delivery/late": 0.4,
        "delivery/lost": 0.1,
        "delivery": 0.5,
    }
    assert list(table.index)[-1] == "delivery"
    # 1,000 customers · 0.5 · 0.4 · 0.05, 0.10 or 0.20 · 100 a year.
    assert [table.loc["delivery/late", name] for name in ("low", "base", "high")] == [
        1_000,
        2_000,
        4_000,
    ]
    assert table.loc["delivery", "break_even"] == 0.2
    assert table.loc["delivery/lost", "flag"] == "low base"
    assert set(table["n"]) == {100}


def test_the_first_note_says_whose_figure_it_is() -> None:
    tally = tally_for("stake", speaker_channel=[{"n": 200}], theme_shared=SHARED)
    first = compute(load("stake"), tally, settings_with(REPAIR)).notes[0]
    assert "affected_share = 1 is YOUR figure" in first


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_rows_add_up_to_everything_at_stake(verbatims: list[Verbatim]) -> None:
    findings, _ = measured("stake", verbatims)
    economics = SETTINGS.profile.economics
    assert economics is not None
    if findings.missing:
        assert not any(negative_leaves(v) or v.polarity < 0 for v in ours(verbatims))
        return
    total = sum(row.gap or 0.0 for row in findings.rows)
    assert total == pytest.approx(at_stake(economics, 1.0, economics.loyalty_drop[1]))
    assert {row.n for row in findings.rows} == {
        sum(bool(negative_leaves(v)) or v.polarity < 0 for v in ours(verbatims))
    }


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_shares_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, annotations = measured("stake", verbatims)
    about = parts(findings, annotations)
    weights: dict[str, Fraction] = {}
    for verbatim in ours(verbatims):
        bad = negative_leaves(verbatim)
        for theme in bad or ["(no theme)"] * (verbatim.polarity < 0):
            weights[theme] = weights.get(theme, Fraction(0)) + Fraction(1, len(bad) or 1)
    rows = by_key(findings)
    assert rows.keys() == weights.keys()
    for theme, weight in weights.items():
        assert rows[theme].values["share"] == pytest.approx(float(weight / sum(weights.values())))
        assert about[theme] == rows[theme].values["complaints"]


def negative_leaves(verbatim: Verbatim) -> list[str]:
    found = by(verbatim, lambda clause: themes_of(clause) & set(LEAVES))
    return [theme for theme, clauses in found.items() if polarity(clauses) < 0]


def test_our_verbatims_are_those_without_a_brand_too() -> None:
    assert ("", SETTINGS.profile.brands.own) == OURS


def test_an_unshared_share_has_wilsons_interval() -> None:
    share = share_of(Complaints(30, Fraction(30), Fraction(30)), 120, 0.95)
    plain = wilson(30, 120)
    assert float(share.low) == pytest.approx(float(plain.low))
    assert float(share.high) == pytest.approx(float(plain.high))


def test_nothing_is_worth_nothing() -> None:
    free = replace(REPAIR, effect=0.0)
    assert worth(free, 80, 10_800).payback_years is None
    assert worth(free, 80, 10_800).roi == -1
    assert worth(REPAIR, 0, 10_800).roi is None
    assert worth(REPAIR, 80, 0).break_even is None


@pytest.mark.slow
def test_intervals_of_split_shares_cover() -> None:
    generator = np.random.Generator(np.random.PCG64(7))
    covered = []
    for p in (0.05, 0.2, 0.5):
        for n in (50, 300):
            truth = p * (0.5 + 0.5 * 0.5)
            hits = generator.binomial(n, p, 2_000)
            halves = generator.binomial(hits, 0.5)
            for hit, half in zip(hits.tolist(), halves.tolist(), strict=True):
                whole = hit - half
                found = Complaints(hit, Fraction(2 * whole + half, 2), whole + Fraction(half, 4))
                share = share_of(found, n, 0.95)
                covered.append(bool(share.low <= truth <= share.high))
    assert 0.93 <= np.mean(covered) <= 0.97
