"""The options that shape reports shape every one of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.gaps.corpus import SETTINGS as CORPUS
from tests.gaps.corpus import records, tally_of
from vockit import schema as s
from vockit.gaps.compute import compute
from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Report
from vockit.gaps.registry import load, names
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

every_report = pytest.mark.parametrize("name", names())
measured = pytest.mark.parametrize("name", [name for name in names() if name != "outcomes"])
"""Nobody in the corpus says whether an outcome was achieved."""


SETTINGS = replace(CORPUS, min_n=1, suppress_n=1)


@cache
def whole() -> Tally:
    return tally_of(records(480))


def computed(name: str, settings: ReportSettings = SETTINGS) -> Report:
    return compute(load(name), whole(), settings)


@measured
def test_more_verbatims_asked_for_leave_no_row_to_rely_on(name: str) -> None:
    report = computed(name, replace(SETTINGS, min_n=10_000))
    assert "ok" in set(computed(name).table[s.FLAG])
    assert "ok" not in set(report.table[s.FLAG])
    assert not report.headlines
    hidden = computed(name, replace(SETTINGS, min_n=10_000, suppress_n=10_000)).table
    assert hidden[s.GAP].isna().all()


@measured
def test_more_confidence_widens_the_intervals(name: str) -> None:
    key = [column.name for column in load(name).key]
    tables = [
        computed(name, replace(SETTINGS, confidence=confidence)).table.set_index(key)
        for confidence in (0.6, 0.99)
    ]
    narrow, wide = (table[s.CI_HIGH] - table[s.CI_LOW] for table in tables)
    both = narrow.index.intersection(wide.index)
    widened = (wide[both] - narrow[both]).dropna()
    assert len(widened)
    assert (widened >= 0).all()
    assert (widened > 0).any()


@every_report
def test_a_stricter_q_leaves_fewer_headlines(name: str) -> None:
    found, lax, strict = (
        {headline.row for headline in computed(name, replace(SETTINGS, q=q)).headlines}
        for q in (SETTINGS.q, 1.0, -1.0)
    )
    assert not strict
    assert found <= lax


def test_the_five_tell_five_different_things() -> None:
    lines = top_headlines([computed(name) for name in names()], 5)
    assert len(lines) == 5
    assert len({line.report for line in lines}) == 5
    assert len({line.theme for line in lines}) == 5
