"""What every statistic keeps to, and each against its twin."""

from __future__ import annotations

import inspect
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tallies.corpora import BY_REGION, CORPORA, PLAN, Verbatim, annotated
from tests.tallies.twins import TWINS, in_segments
from vockit.tallies.columns import Columns
from vockit.tallies.facts import Facts
from vockit.tallies.frames import frame_of
from vockit.tallies.plan import CountingPlan
from vockit.tallies.registry import names, statistic
from vockit.tallies.sums import SumTable

ALL = names()
SUMS = [name for name in ALL if isinstance(statistic(name), SumTable)]


# A corpus that was made is counted by every statistic: to make it takes longer than to count it.


def facts_of(verbatims: list[Verbatim], plan: CountingPlan = PLAN) -> Facts:
    return Facts(annotated(verbatims), plan)


def merged(name: str, facts: Facts) -> Columns:
    made = statistic(name)
    return made.merge([made.count(facts)])


def counted(name: str, facts: Facts) -> pd.DataFrame:
    return frame_of(merged(name, facts))


def as_rows(name: str, table: pd.DataFrame) -> dict[tuple[object, ...], tuple[object, ...]]:
    width = len(statistic(name).keys)
    return {tuple(row[:width]): tuple(row[width:]) for row in table.itertuples(index=False)}


def test_every_sum_has_a_twin() -> None:
    assert sorted(TWINS) == SUMS


@settings(max_examples=60, deadline=None)
@given(verbatims=CORPORA)
def test_sums_are_those_of_the_twin(verbatims: list[Verbatim]) -> None:
    facts = facts_of(verbatims)
    for name in SUMS:
        assert as_rows(name, counted(name, facts)) == TWINS[name](verbatims), name


@settings(max_examples=40, deadline=None)
@given(verbatims=CORPORA)
def test_by_puts_segments_in_the_place_of_brands(verbatims: list[Verbatim]) -> None:
    facts = facts_of(verbatims, BY_REGION)
    for name in SUMS:
        expected = TWINS[name](in_segments(verbatims))
        assert as_rows(name, counted(name, facts)) == expected, name


@settings(max_examples=20, deadline=None)
@given(verbatims=CORPORA)
def test_tables_have_sorted_keys_each_once_and_whole_numbers(verbatims: list[Verbatim]) -> None:
    facts = facts_of(verbatims)
    for name in ALL:
        table, keys = counted(name, facts), statistic(name).keys
        rows = list(table[list(keys)].itertuples(index=False, name=None))
        assert rows == sorted(set(rows)), name
        assert list(table.index) == list(range(len(table))), name
        empty = frame_of(statistic(name).merge([]))
        assert dict(table.dtypes) == dict(empty.dtypes), name
        assert set(map(str, table.dtypes)) <= {"int64", "str"}, name


@settings(max_examples=12, deadline=None)
@given(verbatims=CORPORA, data=st.data())
def test_merging_is_associative_commutative_and_leaves_one_part_as_it_is(
    verbatims: list[Verbatim], data: st.DataObject
) -> None:
    cut, other = sorted(data.draw(st.tuples(*[st.integers(0, len(verbatims))] * 2)))
    of_parts = [
        facts_of(part) for part in (verbatims[:cut], verbatims[cut:other], verbatims[other:])
    ]
    of_all = facts_of(verbatims)
    for name in ALL:
        a, b, c = (merged(name, facts) for facts in of_parts)
        merge = statistic(name).merge
        whole = merged(name, of_all)
        for again in (
            merge([a, b, c]),
            merge([merge([a, b]), c]),
            merge([a, merge([b, c])]),
            merge([c, a, b]),
            merge([whole]),
            merge([whole, merge([])]),
        ):
            pd.testing.assert_frame_equal(frame_of(again), frame_of(whole), obj=name)


@settings(max_examples=10, deadline=None)
@given(verbatims=CORPORA)
def test_counting_leaves_its_input_unchanged(verbatims: list[Verbatim]) -> None:
    annotations, untouched = annotated(verbatims), annotated(verbatims)
    for name in ALL:
        statistic(name).count(Facts(annotations, PLAN))
        for part in ("clauses", "mentions", "cues", "pairs", "batch"):
            mine, theirs = getattr(annotations, part), getattr(untouched, part)
            for field in mine.__dataclass_fields__:
                left, right = getattr(mine, field), getattr(theirs, field)
                if isinstance(left, np.ndarray):
                    np.testing.assert_array_equal(left, right, name)
                else:
                    assert left == right, name


@pytest.mark.parametrize("name", ALL)
def test_empty_batches_give_the_empty_table(name: str) -> None:
    if name == "themes":
        pytest.skip("themes are those of the taxonomy, whatever was said")
    pd.testing.assert_frame_equal(counted(name, facts_of([])), frame_of(statistic(name).merge([])))


@pytest.mark.parametrize("name", ALL)
def test_files_say_what_they_count(name: str) -> None:
    found = statistic(name)
    module = import_module(f"vockit.tallies.statistics.{name}")
    assert found.name == name
    assert (inspect.getdoc(module) or "").split("\n")[0].endswith((".", ":", ","))
