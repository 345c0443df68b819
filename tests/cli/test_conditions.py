from __future__ import annotations

from dataclasses import replace

import pytest

from tests.output.examples import benchmark, empty, servqual
from vockit.cli.conditions import Condition, judge, parse_condition
from vockit.errors import InputError, UsageError


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("servqual[reliability].gap < -1", ("servqual", ("reliability",), "gap", "<", -1.0)),
        ("servqual.reliability.gap<-1", ("servqual", ("reliability",), "gap", "<", -1.0)),
        ("a-b.x/y-z.n >= 5", ("a-b", ("x/y-z",), "n", ">=", 5.0)),
        ("v.Delta.staff/rude.ci_low != .5", ("v", ("Delta", "staff/rude"), "ci_low", "!=", 0.5)),
        ('v["a, b", c d].gap == 1', ("v", ("a, b", "c d"), "gap", "==", 1.0)),
        ('v[\'it]s\', "q\\""].gap > +1.5', ("v", ("it]s", 'q"'), "gap", ">", 1.5)),
        ("v[(untagged)].gap <= 0", ("v", ("(untagged)",), "gap", "<=", 0.0)),
    ],
)
def test_the_grammar(source: str, said: tuple[str, tuple[str, ...], str, str, float]) -> None:
    assert parse_condition(source) == Condition(source, *said)


@pytest.mark.parametrize(
    "source",
    ["", "servqual", "servqual.gap < 1", "servqual[a].gap", "servqual[a].gap = 1", "x[a.gap < 1",
     "servqual[a].gap < one", "servqual[].gap < 1"],
)  # fmt: skip
def test_what_is_no_condition(source: str) -> None:
    with pytest.raises(UsageError, match="not a condition; write one such as"):
        parse_condition(source)


def holds(source: str) -> bool:
    return judge(parse_condition(source), [servqual, benchmark]).holds


def test_a_figure_is_held_against_the_number() -> None:
    assert holds("servqual[reliability].gap < -1")
    assert not holds("servqual[reliability].gap < -3")
    assert holds("servqual[reliability].n >= 12345")
    assert holds("benchmark['Zürich Air', 'a | pipe, and a comma'].gap <= -67.75")


def test_a_suppressed_figure_holds_nothing() -> None:
    verdict = judge(parse_condition("servqual[empathy].gap < 100"), [servqual])
    assert verdict.figure is None
    assert not verdict.holds


def test_a_count_that_is_blank_holds_nothing() -> None:
    counts = servqual.table["exceeded"].astype("Int64").where(servqual.table["n"] > 10)
    report = replace(servqual, table=servqual.table.assign(exceeded=counts))
    row = report.table["dimension"][report.table["n"] < 10].iloc[0]
    assert judge(parse_condition(f"servqual[{row}].exceeded < 100"), [report]).figure is None


def test_what_is_absent_is_an_error() -> None:
    with pytest.raises(InputError, match=r"no row 'reliabilty'.*did you mean 'reliability'"):
        holds("servqual[reliabilty].gap < 1")
    with pytest.raises(InputError, match="needs a brand column"):
        judge(parse_condition("benchmark[a].gap < 1"), [empty])
    with pytest.raises(UsageError, match="no figure 'flag'"):
        holds("servqual[reliability].flag < 1")
