from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.gaps.counted import by_key, measured, ours
from tests.gaps.tallies import Record, sampled, tally_for
from tests.tallies.corpora import CORPORA, Verbatim
from tests.tallies.twins import themes_of
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment


def cell(cue: str, n: int, positive: int = 0, negative: int = 0) -> Record:
    return {"theme": "price", "cue": cue, "n": n, "positive": positive, "negative": negative}


def report(*cells: Record, **tables: list[Record]) -> Report:
    tally = tally_for(
        "questions",
        speaker_channel=[{"n": 500}],
        speaker_theme_cue=cells,
        themes=[{"theme": "price", "label": "Price", "leaf": 1, "own_rules": 1}],
        **tables,
    )
    return compute(load("questions"), tally, ReportSettings())


def test_by_hand() -> None:
    found = report(cell("(any)", 200, 40, 100), cell("question", 30), cell("question/why", 12))
    row = found.table.iloc[0]
    net = net_sentiment(40, 100, 200)
    assert row["volume"] == row["n"] == 200
    assert row["gap"] == pytest.approx(200 * (1 - 0.3))
    assert row["ci_low"] == pytest.approx(200 * (1 + float(net.low) / 100), abs=1e-3)
    assert row["ci_high"] == pytest.approx(200 * (1 + float(net.high) / 100), abs=1e-3)
    assert row["undecided"] == 0.3
    assert row["question_rate"] == 0.15
    assert row["why"] == 12
    assert not found.headlines


def test_opinions_that_may_be_even_leave_the_whole_volume_open() -> None:
    row = report(cell("(any)", 100, 50, 48)).table.iloc[0]
    assert row["ci_high"] == 100
    assert row["ci_low"] < row["gap"] < row["ci_high"]


@pytest.mark.parametrize(
    ("talk", "asked", "why", "begins"),
    [
        ((100, 20, 60), 15, 10, "When it came to price: what happened"),
        ((100, 20, 60), 20, 9, "What did you need to know about price"),
        ((100, 20, 20), 4, 0, "How was it with price"),
        ((100, 30, 40), 4, 0, "What was different between"),
        ((100, 10, 80), 4, 0, "What one thing about price"),
        ((20, 2, 16), 4, 4, "What one thing about price"),
    ],
)
def test_the_question_is_what_stands_out(
    talk: tuple[int, int, int], asked: int, why: int, begins: str
) -> None:
    found = report(cell("(any)", *talk), cell("question", asked), cell("question/why", why))
    assert found.table["suggested_question"][0].startswith(begins)


def test_quotes_ask() -> None:
    quotes = sampled(
        ["the price is a joke and so are you all", "why did the price go up again this year?"],
        compound=[-9000, 0],
        theme=["price", "price"],
        cue=["", "question/why"],
    )
    found = report(cell("(any)", 50, 10, 20), cell("question/why", 1), **quotes)
    assert [quote.text for quote in found.quotes[0]] == ["why did the price go up again this year?"]


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_volume_is_that_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, _ = measured("questions", verbatims)
    rows = by_key(findings)
    for theme in ("delivery", "staff/rude"):
        volume = sum(
            any(theme in themes_of(clause) for clause in verbatim.clauses)
            for verbatim in ours(verbatims)
        )
        assert (rows[theme].n if theme in rows else 0) == volume
