from __future__ import annotations

import pytest
from hypothesis import given, settings
from scipy import stats

from tests.gaps.counted import by_key, measured, ours
from tests.gaps.tallies import Record, sampled, tally_for
from tests.tallies.corpora import CORPORA, Clause, Mention, Verbatim
from tests.tallies.twins import polarity, themes_of
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Profile, Promise
from vockit.settings import ReportSettings

PROFILE = Profile(
    promises=(
        Promise("On time", themes=("delivery",), weight=3),
        Promise("Kind people", themes=("staff",)),
        Promise("For life", phrases=("lifetime",)),
    )
)
PROMISES: list[Record] = [
    {"promise": -1, "n": 140, "positive": 75, "negative": 50},
    {"promise": 0, "n": 80, "positive": 19, "negative": 40},
    {"promise": 1, "n": 70, "positive": 59, "negative": 10},
]
BRAND_THEME: list[Record] = [
    {"theme": "delivery", "n": 80, "positive": 19, "negative": 40},
    {"theme": "price", "n": 50, "positive": 40, "negative": 5},
    {"theme": "food", "n": 50, "positive": 20, "negative": 25},
    {"theme": "place", "n": 20, "positive": 20, "negative": 0},
]
THEMES: list[Record] = [
    {"theme": theme, "label": theme, "leaf": 1}
    for theme in ("delivery", "food", "place", "price", "staff")
]


def computed(**samples: list[Record]) -> Report:
    tally = tally_for(
        "brand-alignment",
        speaker_channel=[{"n": 200}],
        promise=PROMISES,
        speaker_theme=BRAND_THEME,
        themes=THEMES,
        **samples,
    )
    return compute(load("brand-alignment"), tally, ReportSettings(profile=PROFILE))


def test_by_hand() -> None:
    table = computed().table.set_index("promise")
    assert table.loc["On time", "score"] == 32.5
    assert table.loc["Kind people", "score"] == 85.0
    # (3 · 32.5 + 85) / 4: the silent promise weighs nothing.
    assert table.loc["overall", "score"] == 45.625
    assert table.loc["overall", "gap"] == 54.375
    assert table.loc["overall", "n"] == 125
    assert table["evidence_share"].to_dict() == {
        "On time": 0.295,
        "Kind people": 0.345,
        "For life": 0.0,
        "overall": 0.625,
    }
    assert table.loc["For life", "flag"] == "suppressed"
    assert list(table.index)[-1] == "overall"


def test_limits_are_of_jeffreys_posterior() -> None:
    row = computed().table.set_index("promise").loc["On time"]
    low, high = 100 * stats.beta(19.5, 40.5).ppf([0.025, 0.975])
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((100 - high, 100 - low), abs=1e-4)


def test_notes_name_what_is_silent_and_what_is_unpromised() -> None:
    notes = computed().notes
    assert "Promises that no verbatim praises or criticises: For life." in notes
    assert "Unpromised strengths, praised and in no promise: price (+70)." in notes


def test_only_broken_promises_are_headlines() -> None:
    assert [headline.row for headline in computed().headlines] == ["On time"]


def test_quotes_touch_on_the_promise() -> None:
    report = computed(
        **sampled(
            [
                "the van came two days after the day",
                "what a lifetime of plain misery this was",
                "the food was cold and it was bad",
            ],
            theme=["delivery/late", "", "food"],
            cue=["", "promised/3", ""],
            compound=[-5_000, -6_000, -9_000],
            polarity=[-1, -1, -1],
        )
    )
    quoted = {
        row: [quote.row for quote in quotes]
        for row, quotes in zip(report.table["promise"], report.quotes, strict=True)
    }
    assert quoted["On time"] == [1]
    assert 3 not in {row for rows in quoted.values() for row in rows}


def test_a_verbatim_counts_once_however_many_clauses_touch_on_the_promise() -> None:
    # So many that a sort that is not stable would mix what it takes for equal.
    late, kind = Clause(-7_000, (Mention("price"),)), Clause(-7_000, (Mention("staff"),))
    verbatims = [Verbatim((late, kind, kind, late) * 10)] * 100
    findings, _ = measured("brand-alignment", verbatims)
    assert {name: row.n for name, row in by_key(findings).items()} == {
        "On time": 100,
        "Kind": 100,
        "overall": 100,
    }


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_counts_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, _ = measured("brand-alignment", verbatims)
    rows = by_key(findings)

    def on_time(clause: Clause) -> bool:
        return bool(themes_of(clause) & {"delivery/late", "price"}) or "promised/1" in clause.cues

    def kind(clause: Clause) -> bool:
        return "staff" in themes_of(clause)

    for name, touches in (
        ("On time", on_time),
        ("Kind", kind),
        ("overall", lambda clause: on_time(clause) or kind(clause)),
    ):
        signs = [
            polarity(clauses)
            for verbatim in ours(verbatims)
            if (clauses := [clause for clause in verbatim.clauses if touches(clause)])
        ]
        if name in rows:
            assert rows[name].values["positive"] == signs.count(1)
            assert rows[name].values["negative"] == signs.count(-1)
