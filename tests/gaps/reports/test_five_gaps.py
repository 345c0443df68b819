from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.gaps.counted import by_key, measured, ours, parts
from tests.gaps.tallies import Record, tally_for
from tests.tallies.corpora import CORPORA, Verbatim
from tests.tallies.twins import LEAVES, by, themes_of
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.gaps.reports.five_gaps.knowledge import mean_deviation
from vockit.profile import Profile, Promise, Standard, Target
from vockit.settings import ReportSettings

PROFILE = Profile(
    priorities={"delivery": 3, "price": 1},
    standards=(Standard("delivery", "3 days", 3 * 86_400),),
    promises=(Promise("On time", themes=("delivery",)),),
    targets={"reliability": Target(6, 3), "empathy": Target(5, 1)},
)
TABLES: dict[str, list[Record]] = {
    "speaker_channel": [{"n": 200, "tagged": 90}],
    "themes": [{"theme": theme, "leaf": 1} for theme in ("delivery", "price", "staff")],
    "speaker_theme": [
        {"theme": "delivery", "n": 60, "negative": 40},
        {"theme": "price", "n": 30, "negative": 5},
        {"theme": "staff", "n": 10, "negative": 1},
    ],
    "speaker_theme_duration": [
        {"theme": theme, "duration": duration, "n": n, "breached": breached}
        for theme in ("delivery", "(any)")
        for duration, n, breached in (("none", 40, 15), ("within", 5, 0), ("over", 15, 15))
    ],
    "promise": [
        {"promise": -1, "n": 60, "broken": 6},
        {"promise": 0, "n": 60, "broken": 6},
    ],
    # 60 verbatims with a clause each: reliability at 4 + 3 · 0, empathy at 4 + 3 · 0.5.
    "speaker_dimension": [
        {"dimension": "reliability", "n": 60, "s": 0, "k": 60, "ss": 60 * 10**6, "kk": 60},
        {
            "dimension": "empathy",
            "n": 60,
            "s": 300_000,
            "k": 60,
            "ss": 60 * 26 * 10**6,
            "sk": 300_000,
            "kk": 60,
        },
        {"dimension": "overall", "n": 100, "s": 300_000, "k": 120, "ss": 10**10, "kk": 144},
    ],
}


def computed(profile: Profile = PROFILE, **tables: list[Record]) -> Report:
    tally = tally_for("five-gaps", **{**TABLES, **tables})
    return compute(load("five-gaps"), tally, ReportSettings(profile=profile))


def test_by_hand() -> None:
    table = computed().table.set_index("gap_number")
    assert table["name"].tolist() == [
        "knowledge",
        "standards",
        "delivery",
        "communication",
        "customer",
    ]
    # 50 · (|0.6 − 0.75| + |0.3 − 0.25| + |0.1 − 0|): staff is other.
    assert table.loc["1", "gap"] == 15
    # 40 of 100 mentions are on price and staff.
    assert table.loc["2", "gap"] == 40
    # 30 breaches of 60, 15 of them by a duration.
    assert table.loc["3", "gap"] == 50
    assert "30 breaches, 15 by a duration" in str(table.loc["3", "basis"])
    assert table.loc["4", "gap"] == 10
    # Reliability is 2 points of 6 short at a weight of ¾, empathy exceeds its 5.
    assert table.loc["5", "gap"] == 25
    assert table.loc["5", "n"] == 100
    assert not computed().headlines


def test_what_is_missing_is_named_row_by_row() -> None:
    table = computed(Profile()).table.set_index("gap_number")
    assert set(table["flag"]) == {"not measured"}
    for number, section in (
        ("1", "[priorities]"),
        ("2", "[standards]"),
        ("3", "[standards]"),
        ("4", "[[promises]]"),
        ("5", "[targets]"),
    ):
        assert section in str(table.loc[number, "basis"])
    assert table[["gap", "ci_low", "ci_high"]].isna().all(axis=None)


def test_several_brands_without_an_own_one_have_no_fifth_gap() -> None:
    brands: list[Record] = [{"speaker": brand, "n": 100, "tagged": 45} for brand in ("A", "B")]
    table = computed(speaker_channel=brands).table.set_index("gap_number")
    assert "[brands] own" in str(table.loc["5", "basis"])


def test_customers_who_care_as_the_organisation_thinks_give_the_gap_of_chance() -> None:
    generator = np.random.Generator(np.random.PCG64(5))
    shares, pairs = np.array([0.5, 0.3, 0.2]), 120
    drawn = generator.multinomial(pairs, shares, size=20_000) / pairs
    simulated = 50 * np.abs(drawn - shares).sum(axis=1).mean()
    expected = 50 * sum(mean_deviation(share, pairs) for share in shares.tolist())
    assert expected == pytest.approx(simulated, rel=0.02)


@given(share=st.floats(0.01, 0.99), n=st.integers(1, 400))
def test_themean_deviation_is_that_of_the_binomial(share: float, n: int) -> None:
    law = stats.binom(n, share)
    ways = np.arange(n + 1)
    oracle = float((np.abs(ways - n * share) * law.pmf(ways)).sum() / n)
    assert mean_deviation(share, n) == pytest.approx(oracle, rel=1e-6, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_gaps_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, annotations = measured("five-gaps", verbatims)
    rows = by_key(findings)
    own = ours(verbatims)
    if findings.missing or not any(clause.mentions for v in own for clause in v.clauses):
        return
    tops = [{t for c in v.clauses for t in themes_of(c) if "/" not in t} for v in own]
    pairs = sum(map(len, tops))
    delivery, price = (sum(name in top for top in tops) / pairs for name in ("delivery", "price"))
    other = 1 - delivery - price
    assert rows["1"].gap == pytest.approx(
        50 * (abs(delivery - 0.75) + abs(price - 0.25) + other), abs=1e-9
    )
    leaves = [set(by(v, lambda clause: themes_of(clause) & set(LEAVES))) for v in own]
    talk = [leaf for found in leaves for leaf in found]
    free = [leaf for leaf in talk if not leaf.startswith("delivery") and leaf != "staff/rude"]
    if talk:
        assert rows["2"].gap == pytest.approx(100 * len(free) / len(talk))
    about = parts(findings, annotations)
    n = rows["3"].n
    if n:
        assert about["3"] == pytest.approx((rows["3"].gap or 0) * n / 100)
    n = rows["4"].n
    if n:
        assert about["4"] == pytest.approx((rows["4"].gap or 0) * n / 100)
