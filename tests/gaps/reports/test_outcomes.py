from __future__ import annotations

import numpy as np
import pytest

from tests.gaps.corpus import annotator
from tests.gaps.tallies import tally_for
from vockit import pipeline
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.needs import statistics_of
from vockit.gaps.registry import load
from vockit.request import Request
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson
from vockit.stats.significance import two_proportions
from vockit.verbatims import Batch

GOOD = "I wanted to change my booking and it was wonderful."
BAD = "I wanted to change my booking and it was awful."
LATER = "I want to change my booking. Then it was awful."
UNCLEAR = "I want to change my booking. It was a Monday."
OTHER = "I was trying to get a refund and it was awful."
FINE = "I was trying to get a refund and it was wonderful."


def batch(texts: list[str]) -> Batch:
    return Batch(
        number=0,
        row=np.arange(1, len(texts) + 1, dtype=np.int64),
        text=texts,
        id=[str(i) for i in range(len(texts))],
    )


def report(*texts: str) -> Report:
    statistics = statistics_of([load("outcomes")])
    tally = pipeline.tally(
        [batch(list(texts))], Request(annotation=annotator().settings), statistics
    )
    return compute(load("outcomes"), tally, ReportSettings())


MANY = (*[BAD] * 20, *[GOOD] * 8, *[LATER] * 4, *[UNCLEAR] * 3, *[OTHER] * 6, *[FINE] * 14)


def test_by_hand() -> None:
    table = report(*MANY).table.set_index("outcome")
    assert list(table.index) == ["(all)", "change booking", "get refund"]
    row = table.loc["change booking"]
    assert (row["achieved"], row["not_achieved"], row["unclear"]) == (8, 24, 3)
    assert row["n"] == 32
    assert row["gap"] == 0.75
    assert row["ci_low"] == pytest.approx(float(wilson(24, 32).low), abs=1e-4)
    assert row["value_quotient"] == pytest.approx(8.5 / 24.5, abs=1e-4)
    whole = table.loc["(all)"]
    assert (whole["achieved"], whole["not_achieved"], whole["unclear"]) == (22, 30, 3)
    p_values = [float(two_proportions(24, 32, 6, 20)), float(two_proportions(6, 20, 24, 32))]
    assert row["q"] == pytest.approx(max(p_values), abs=1e-4)


def test_the_headline_is_held_against_the_other_outcomes() -> None:
    (headline,) = report(*MANY).headlines
    assert (
        headline.sentence == "Of the customers who wanted to change booking, 75% did not (n = 32)."
    )
    difference = newcombe(24, 32, 6, 20)
    assert headline.affected == pytest.approx(32 * float(difference.low), abs=1e-2)


def test_quotes_are_of_those_that_prevail() -> None:
    found = report(*MANY)
    place = list(found.table["outcome"]).index("change booking")
    assert {quote.text for quote in found.quotes[place]} <= {BAD, LATER}


def test_a_verbatim_that_misses_one_of_two_has_missed() -> None:
    both = (
        "I wanted to change my booking and it was wonderful. I was trying to get a refund, awful."
    )
    table = report(*[both] * 12).table.set_index("outcome")
    assert table.loc["(all)", "not_achieved"] == 12
    assert table.loc["change booking", "achieved"] == 12


def test_rare_outcomes_are_counted_and_not_listed() -> None:
    found = report(*[BAD] * 12, FINE)
    assert list(found.table["outcome"]) == ["(all)", "change booking"]
    assert "1 rarer outcomes are not listed; (all) has them." in found.notes


def test_nobody_wanting_anything_is_said_to_be_missing() -> None:
    assert report("It rained.").missing is not None
    assert compute(load("outcomes"), tally_for("outcomes"), ReportSettings()).missing is not None
