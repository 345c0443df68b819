from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from vockit.gaps.headlines import headline_of, top_headlines
from vockit.gaps.model import Headline, Quote, Report, Row
from vockit.gaps.registry import load

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
    row = replace(ROW, key=("A",), gap=0.8, low=0.7, high=0.9, affected=12.0)
    found = headline_of(voice, row, ())
    assert found is not None
    assert found.affected == 12
    assert headline_of(voice, replace(row, high=1.1), ()) is None


def test_a_report_can_be_kept_out() -> None:
    assert headline_of(load("coverage"), ROW, ()) is None


def headline(subject: str, affected: float, row: str) -> Headline:
    return Headline(f"{row} (n = 9).", subject, affected, "benchmark", row, 9, None)


def report(*headlines: tuple[Headline, tuple[Quote, ...]]) -> Report:
    keys = [tuple(found.row.split(", ")) for found, _ in headlines]
    table = pd.DataFrame(keys, columns=["brand", "theme"])
    return Report(
        GAP,
        table,
        quotes=tuple(quotes for _, quotes in headlines),
        headlines=tuple(found for found, _ in headlines),
    )


def test_one_headline_a_subject_and_none_under_or_above_it() -> None:
    found = report(
        (headline("staff/rude", 9, "A, staff/rude"), ()),
        (headline("staff", 8, "A, staff"), ()),
        (headline("staff/rude", 7, "B, staff/rude"), ()),
        (headline("staffing", 6, "A, staffing"), ()),
        (headline("staff/kind", 5, "A, staff/kind"), ()),
    )
    assert [h.row for h in top_headlines([found], 9)] == [
        "A, staff/rude",
        "A, staffing",
        "A, staff/kind",
    ]


def test_equal_ranks_keep_the_order_of_reports_and_rows() -> None:
    one = report((headline("a", 5, "A, a"), ()), (headline("b", 5, "A, b"), ()))
    two = report((headline("c", 5, "A, c"), ()), (headline("d", 6, "A, d"), ()))
    assert [h.row for h in top_headlines([one, two], 3)] == ["A, d", "A, a", "A, b"]


def test_no_verbatim_is_quoted_twice() -> None:
    other = replace(QUOTE, row=4)
    one = report((headline("a", 6, "A, a"), (QUOTE,)), (headline("b", 5, "A, b"), (QUOTE, other)))
    two = report((headline("c", 4, "A, c"), (QUOTE,)))
    assert [h.quote for h in top_headlines([one, two], 9)] == [QUOTE, other, None]
