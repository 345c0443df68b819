from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.gaps.tallies import Record, sampled, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings


def cue(name: str, n: int, positive: int = 0, negative: int = 0, theme: str = "staff") -> Record:
    return {"theme": theme, "cue": name, "n": n, "positive": positive, "negative": negative}


CELLS = (
    cue("(any)", 400),
    cue("expectation/met", 21, positive=12, negative=3),
    cue("surprise", 9, positive=2, negative=6),
)
STATED: list[Record] = [
    {"theme": "staff", "outcome": "exceeded", "n": 10},
    {"theme": "staff", "outcome": "met", "n": 20},
    {"theme": "staff", "outcome": "short", "n": 30},
    {"theme": "(any)", "outcome": "short", "n": 80},
]


def report(*cells: Record, **tables: list[Record]) -> Report:
    tables = {"speaker_theme_expectation": STATED, "speaker_channel": [{"n": 1000}], **tables}
    tally = tally_for("surprises", speaker_theme_cue=cells, **tables)
    return compute(load("surprises"), tally, ReportSettings())


def row(found: Report, theme: str) -> Mapping[str, object]:
    return dict(found.table.set_index("theme").loc[theme])


def test_the_gap_is_exceeded_minus_short_of_those_who_expected() -> None:
    found = row(report(*CELLS), "staff")
    assert found["n"] == 60
    assert found["gap"] == pytest.approx(-100 * 20 / 60, abs=1e-4)
    assert found["cue_rate"] == pytest.approx(60 / 400)
    # Adjusted Wald: (10.75 - 30.75) / 63 and its variance.
    p, m = 10.75 / 63, 30.75 / 63
    half = 1.959964 * ((p + m - (p - m) ** 2) / 63) ** 0.5
    assert found["ci_low"] == pytest.approx(100 * (p - m - half), abs=1e-3)
    assert found["ci_high"] == pytest.approx(100 * (p - m + half), abs=1e-3)


def test_four_fields_of_feeling_and_surprise() -> None:
    found = row(report(*CELLS), "staff")
    fields = ("positive_surprise", "positive_expected", "negative_surprise", "negative_expected")
    assert [found[name] for name in fields] == [2, 12, 6, 3]


def test_all_is_a_cue_anywhere_and_comes_first() -> None:
    found = report(*CELLS)
    assert list(found.table["theme"]) == ["(all)", "staff"]
    assert row(found, "(all)")["cue_rate"] == 0.08
    assert row(found, "(all)")["gap"] == -100


def test_a_theme_without_expectations_keeps_its_row() -> None:
    found = row(report(*CELLS, cue("(any)", 50, theme="price")), "price")
    assert found["flag"] == "suppressed"
    assert found["n"] == 0
    assert found["cue_rate"] == 0


def test_quotes_have_the_cue_that_prevails() -> None:
    quotes = sampled(
        [
            "staff was far better than I had expected",
            "staff should have been told about it all",
            "they should have told us about it all, too",
        ],
        polarity=[1, -1, -1],
        compound=[4000, -3000, -4000],
        theme=["staff", "staff", ""],
        cue=["expectation/exceeded", "expectation/short", "expectation/short"],
    )
    found = report(*CELLS, **quotes)
    place = list(found.table["theme"]).index("staff")
    assert [quote.text for quote in found.quotes[place]] == [
        "staff should have been told about it all"
    ]


def test_the_headline_says_how_many_fell_short() -> None:
    sentences = [headline.sentence for headline in report(*CELLS).headlines]
    assert sentences == [
        f"Of customers who say what they expected{what} pleasantly surprised (n = {n})."
        for what, n in (
            (", 100% were let down and 0%", 80),
            (" of staff, 50% were let down and 17%", 60),
        )
    ]
