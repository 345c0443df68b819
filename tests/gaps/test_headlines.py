from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from vockit.gaps.headlines import headline_of, top_headlines
from vockit.gaps.model import Comparison, Headline, Quote, Report, Row
from vockit.gaps.registry import load
from vockit.stats.intervals import Interval

GAP = load("benchmark")
QUOTE = Quote("They were rude to all of us", 3, "", "", "", "A", "negative")
ROW = Row(("A", "staff"), 100, -60.0, -70.0, -50.0, subject="staff", sentence="A is behind")


def test_the_rank_is_n_times_the_nearer_bound_over_the_range() -> None:
    found = headline_of(GAP, ROW, (QUOTE,))
    assert found is not None
    assert found.affected == 100 * 50 / 200
    assert found.sentence == "A is behind (n = 100)."
    assert found.row == "A, staff"
    assert found.quote is QUOTE


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, high=0.0),
        replace(ROW, high=3.0),
        replace(ROW, low=None),
        replace(ROW, sentence=""),
    ],
)
def test_an_interval_that_is_not_clear_is_no_headline(row: Row) -> None:
    assert headline_of(GAP, row, ()) is None


def test_a_ratio_must_be_clear_of_1() -> None:
    voice = load("voice")
    row = replace(ROW, key=("A",), gap=0.8, low=0.7, high=0.9)
    found = headline_of(voice, row, ())
    assert found is not None
    assert found.affected == pytest.approx(100 * 0.1)
    assert headline_of(voice, replace(row, high=1.1), ()) is None


def compared(low: float, high: float) -> Comparison:
    return Comparison(Interval(*(np.asarray(x) for x in ((low + high) / 2, low, high))), 40, 2)


def test_a_level_is_a_headline_only_by_what_it_is_held_against() -> None:
    level = replace(GAP, kind="level")
    assert headline_of(level, ROW, ()) is None
    assert headline_of(level, replace(ROW, compared=compared(-0.1, 0.3)), ()) is None
    for low, high in ((0.1, 0.3), (-0.3, -0.1)):
        found = headline_of(level, replace(ROW, compared=compared(low, high)), ())
        assert found is not None
        assert found.sentence == "A is behind (n = 40)."
        assert found.n == 40
        assert found.affected == pytest.approx(40 * 0.1 / 2)


def test_a_report_can_be_kept_out() -> None:
    assert headline_of(load("coverage"), ROW, ()) is None


def headline(subject: str, affected: float, row: str) -> Headline:
    return Headline(f"{row} (n = 9).", subject, affected, "", row, 9, None)


def report(name: str, *headlines: tuple[Headline, tuple[Quote, ...]]) -> Report:
    keys = [tuple(found.row.split(", ")) for found, _ in headlines]
    return Report(
        GAP,
        pd.DataFrame(keys, columns=["brand", "theme"]),
        quotes=tuple(quotes for _, quotes in headlines),
        headlines=tuple(replace(found, report=name) for found, _ in headlines),
    )


def test_one_headline_a_subject_and_none_under_or_above_it() -> None:
    found = [
        report(name, (headline(subject, affected, f"A, {subject}"), ()))
        for name, subject, affected in (
            ("one", "staff/rude", 9),
            ("two", "staff", 8),
            ("three", "staff/rude", 7),
            ("four", "staffing", 6),
            ("five", "staff/kind", 5),
        )
    ]
    assert [h.row for h in top_headlines(found, 9)] == [
        "A, staff/rude",
        "A, staffing",
        "A, staff/kind",
    ]


def test_one_headline_a_report_the_first_that_no_other_has_taken() -> None:
    one = report("one", (headline("a", 9, "A, a"), ()), (headline("b", 8, "A, b"), ()))
    two = report("two", (headline("a", 7, "B, a"), ()), (headline("c", 6, "B, c"), ()))
    assert [h.row for h in top_headlines([one, two], 9)] == ["A, a", "B, c"]


def test_equal_ranks_keep_the_order_of_reports_and_rows() -> None:
    one = report("one", (headline("a", 5, "A, a"), ()), (headline("b", 5, "A, b"), ()))
    two = report("two", (headline("c", 5, "A, c"), ()))
    three = report("three", (headline("d", 6, "A, d"), ()))
    assert [h.row for h in top_headlines([one, two, three], 3)] == ["A, d", "A, a", "A, c"]


def test_no_verbatim_is_quoted_twice() -> None:
    other = replace(QUOTE, row=4)
    found = [
        report(name, (headline(name, affected, f"A, {name}"), quotes))
        for name, affected, quotes in (
            ("a", 6, (QUOTE,)),
            ("b", 5, (QUOTE, other)),
            ("c", 4, (QUOTE,)),
        )
    ]
    assert [h.quote for h in top_headlines(found, 9)] == [QUOTE, other, None]


def test_shortfalls_come_before_good_news() -> None:
    praise = replace(headline("staff", 900.0, "A, staff"), falls_short=False)
    found = [
        report("benchmark", (praise, ())),
        report("drivers", (headline("price", 5.0, "A, price"), ())),
    ]
    assert [h.theme for h in top_headlines(found, 2)] == ["price", "staff"]


def test_a_gap_on_the_better_side_is_good_news() -> None:
    good = replace(ROW, gap=abs(ROW.gap or 1.0), low=abs(ROW.high or 1.0), high=abs(ROW.low or 1.0))
    found = headline_of(GAP, good, ())
    assert found is not None
    assert found.falls_short == (GAP.worse == "higher")
