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
from vockit.tallies.model import CountingPlan
from vockit.tallies.registry import names, statistic
from vockit.tallies.sums import SumTable

ALL = names()
SUMS = [name for name in ALL if isinstance(statistic(name), SumTable)]


def merged(name: str, verbatims: list[Verbatim], plan: CountingPlan = PLAN) -> Columns:
    made = statistic(name)
    return made.merge([made.count(Facts(annotated(verbatims), plan))])


def counted(name: str, verbatims: list[Verbatim], plan: CountingPlan = PLAN) -> pd.DataFrame:
    return frame_of(merged(name, verbatims, plan))


def as_rows(name: str, table: pd.DataFrame) -> dict[tuple[object, ...], tuple[object, ...]]:
    width = len(statistic(name).keys)
    return {tuple(row[:width]): tuple(row[width:]) for row in table.itertuples(index=False)}


def test_every_sum_has_a_twin() -> None:
    assert sorted(TWINS) == SUMS


@pytest.mark.parametrize("name", SUMS)
@settings(max_examples=40, deadline=None)
@given(verbatims=CORPORA)
def test_sums_are_those_of_the_twin(name: str, verbatims: list[Verbatim]) -> None:
    assert as_rows(name, counted(name, verbatims)) == TWINS[name](verbatims)


@pytest.mark.parametrize("name", SUMS)
@settings(max_examples=20, deadline=None)
@given(verbatims=CORPORA)
def test_by_puts_segments_in_the_place_of_brands(name: str, verbatims: list[Verbatim]) -> None:
    table = counted(name, verbatims, BY_REGION)
    assert as_rows(name, table) == TWINS[name](in_segments(verbatims))


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=10, deadline=None)
@given(verbatims=CORPORA)
def test_tables_have_sorted_keys_each_once_and_whole_numbers(
    name: str, verbatims: list[Verbatim]
) -> None:
    table, keys = counted(name, verbatims), statistic(name).keys
    rows = list(table[list(keys)].itertuples(index=False, name=None))
    assert rows == sorted(set(rows))
    assert list(table.index) == list(range(len(table)))
    empty = frame_of(statistic(name).merge([]))
    assert dict(table.dtypes) == dict(empty.dtypes)
    assert set(map(str, table.dtypes)) <= {"int64", "str"}


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=8, deadline=None)
@given(verbatims=CORPORA, data=st.data())
def test_merging_is_associative_commutative_and_leaves_one_part_as_it_is(
    name: str, verbatims: list[Verbatim], data: st.DataObject
) -> None:
    cut, other = sorted(data.draw(st.tuples(*[st.integers(0, len(verbatims))] * 2)))
    a, b, c = (
        merged(name, part) for part in (verbatims[:cut], verbatims[cut:other], verbatims[other:])
    )
    merge = statistic(name).merge
    whole = merged(name, verbatims)
    for again in (
        merge([a, b, c]),
        merge([merge([a, b]), c]),
        merge([a, merge([b, c])]),
        merge([c, a, b]),
        merge([whole]),
        merge([whole, merge([])]),
    ):
        pd.testing.assert_frame_equal(frame_of(again), frame_of(whole))


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=5, deadline=None)
@given(verbatims=CORPORA)
def test_counting_leaves_its_input_unchanged(name: str, verbatims: list[Verbatim]) -> None:
    annotations, untouched = annotated(verbatims), annotated(verbatims)
    statistic(name).count(Facts(annotations, PLAN))
    for part in ("clauses", "mentions", "cues", "pairs", "batch"):
        mine, theirs = getattr(annotations, part), getattr(untouched, part)
        for field in mine.__dataclass_fields__:
            left, right = getattr(mine, field), getattr(theirs, field)
            if isinstance(left, np.ndarray):
                np.testing.assert_array_equal(left, right)
            else:
                assert left == right


@pytest.mark.parametrize("name", ALL)
def test_empty_batches_give_the_empty_table(name: str) -> None:
    if name == "themes":
        pytest.skip("themes are those of the taxonomy, whatever was said")
    pd.testing.assert_frame_equal(counted(name, []), frame_of(statistic(name).merge([])))


@pytest.mark.parametrize("name", ALL)
def test_files_say_what_they_count(name: str) -> None:
    found = statistic(name)
    module = import_module(f"vockit.tallies.statistics.{name}")
    assert found.name == name
    assert (inspect.getdoc(module) or "").split("\n")[0].endswith((".", ":", ","))
