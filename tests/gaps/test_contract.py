"""What every gap report keeps to, whatever it measures."""

from __future__ import annotations

import math
import random
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from tests.gaps.corpus import SETTINGS, records, tally_of
from vockit import schema as s
from vockit.gaps import reports
from vockit.gaps.columns import columns_of
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.notes import LIMITS_NOTE
from vockit.gaps.registry import ORDER, load, names
from vockit.gaps.rows import row_keys, row_name, row_place
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

FLAGS = {"ok", "low base", "suppressed", "no clear best", "not measured"}
REPORTS = Path(reports.__path__[0])
LONGEST_FILE = 250
"""Lines."""

every_report = pytest.mark.parametrize("name", names())


@cache
def whole() -> Tally:
    return tally_of(records())


@cache
def computed(name: str) -> Report:
    return compute(load(name), whole(), SETTINGS)


def test_files_registry_and_order_are_one() -> None:
    single = {path.stem for path in REPORTS.glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in REPORTS.glob("*/__init__.py")}
    assert not single & folders
    assert {name.replace("-", "_") for name in names()} == single | folders
    assert list(names()) == list(ORDER)


def test_a_report_with_a_folder_has_its_arithmetic_and_its_sentences_apart() -> None:
    folders = [path.parent for path in REPORTS.glob("*/__init__.py")]
    assert folders
    for folder in folders:
        files = {path.stem for path in folder.glob("*.py")}
        assert {"measuring", "sentences"} <= files, folder.name


def test_no_file_of_a_report_is_long() -> None:
    lengths = {
        str(path.relative_to(REPORTS)): len(path.read_text(encoding="utf-8").splitlines())
        for path in REPORTS.rglob("*.py")
    }
    assert len(lengths) > len(ORDER)
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


@every_report
def test_each_report_has_cases(name: str) -> None:
    assert (Path(__file__).parent / "reports" / f"test_{name.replace('-', '_')}.py").is_file()


@every_report
def test_declares_itself(name: str) -> None:
    gap = load(name)
    assert gap.name == name
    doc = import_module(f"{reports.__name__}.{name.replace('-', '_')}").__doc__ or ""
    assert doc.startswith(gap.question.split("?")[0].split(",")[0])
    for part in ("*How to read it.*", "*How it misleads.*"):
        assert part in doc
    columns = [column.name for column in columns_of(gap)]
    assert len(set(columns)) == len(columns)
    assert columns[-5:] == [s.N, s.GAP, s.CI_LOW, s.CI_HIGH, s.FLAG]
    assert all(column.meaning for column in columns_of(gap))
    assert gap.unit_range > 0


@every_report
def test_a_computed_table_is_what_is_declared(name: str) -> None:
    report = computed(name)
    gap, found = report.gap, report.table
    assert report.missing is None
    assert len(found)
    assert list(found.columns) == [column.name for column in columns_of(gap)]
    assert set(found[s.FLAG]) <= FLAGS
    keys = found[[column.name for column in gap.key]]
    assert not keys.duplicated().any()
    assert report.notes[-1] == LIMITS_NOTE
    assert (found[s.N].astype(int) >= 0).all()


@every_report
def test_figures_are_short_ordered_and_without_minus_zero(name: str) -> None:
    found = computed(name).table
    for column in found.columns[found.dtypes == "float64"]:
        for value in found[column].dropna():
            assert round(value, 4) == value
            assert math.copysign(1, value) == 1 or value < 0
    measured = found[found[s.GAP].notna()]
    assert (measured[s.CI_LOW].isna() | (measured[s.CI_LOW] <= measured[s.CI_HIGH])).all()


@every_report
def test_flags_follow_n(name: str) -> None:
    found = computed(name).table
    suppressed = found[found[s.FLAG] == "suppressed"]
    assert (suppressed[s.N] < SETTINGS.suppress_n).all()
    assert suppressed[[s.GAP, s.CI_LOW, s.CI_HIGH]].isna().all(axis=None)
    low = found[found[s.FLAG] == "low base"]
    assert (low[s.N] >= SETTINGS.suppress_n).all()
    between = found[found[s.N].between(SETTINGS.suppress_n, SETTINGS.min_n - 1)]
    assert set(between[s.FLAG]) <= {"low base", "not measured"}
    fine = found[found[s.FLAG] == "ok"]
    assert (fine[s.N] >= SETTINGS.min_n).all()
    assert fine[s.GAP].notna().all()


@every_report
def test_quotes_stand_beside_rows_and_none_twice(name: str) -> None:
    report = computed(name)
    assert len(report.quotes) == len(report.table)
    rows = [quote.row for quotes in report.quotes for quote in quotes]
    assert len(set(rows)) == len(rows)
    assert rows or not report.table[s.N].any()
    texts = [record.text for record in records()]
    for quotes in report.quotes:
        assert len(quotes) <= SETTINGS.quotes
        assert all(quote.text in texts[quote.row - 1] for quote in quotes)


@every_report
def test_headlines_are_rows_that_can_be_relied_on(name: str) -> None:
    report = computed(name)
    columns = [column.name for column in report.gap.key]
    by_name = {
        row_name(key): place
        for place, key in enumerate(report.table[columns].itertuples(index=False, name=None))
    }
    assert [h.affected for h in report.headlines] == sorted(
        (h.affected for h in report.headlines), reverse=True
    )
    for headline in report.headlines:
        row = report.table.iloc[by_name[headline.row]]
        assert row[s.FLAG] == "ok"
        assert not row[s.CI_LOW] <= report.gap.neutral <= row[s.CI_HIGH]
        assert headline.report == name


@every_report
def test_an_empty_tally_says_what_is_missing(name: str) -> None:
    report = compute(load(name), tally_of(()), SETTINGS)
    assert report.missing
    assert report.table.empty
    assert list(report.table.columns) == [column.name for column in columns_of(load(name))]


@every_report
def test_one_verbatim_is_no_finding(name: str) -> None:
    report = compute(load(name), tally_of(records(1)), SETTINGS)
    assert "ok" not in set(report.table[s.FLAG])
    assert not report.headlines


@every_report
def test_a_missing_role_is_named(name: str) -> None:
    for role in load(name).needs.roles:
        report = compute(load(name), tally_of(records(), without=[role]), SETTINGS)
        assert report.missing is not None
        assert f"--{role}" in report.missing


@every_report
def test_a_missing_section_of_the_profile_is_named(name: str) -> None:
    for section in load(name).needs.profile:
        report = compute(load(name), whole(), ReportSettings())
        assert report.missing is not None
        assert section in report.missing


@every_report
def test_a_missing_table_is_named(name: str) -> None:
    for statistic in load(name).needs.statistics:
        tables = {key: table for key, table in whole().tables.items() if key != statistic}
        report = compute(load(name), Tally({}, tables), SETTINGS)
        assert report.missing is not None
        assert statistic in report.missing


@every_report
def test_nothing_breaks_without_any_role_or_profile(name: str) -> None:
    bare = tally_of(records(), without=["brand", "channel", "rating", "date", "author"])
    report = compute(load(name), bare, ReportSettings())
    assert report.missing is not None or len(report.table)


@every_report
def test_the_tally_is_left_as_it_was(name: str) -> None:
    before = {key: table.copy(deep=True) for key, table in whole().tables.items()}
    compute(load(name), whole(), SETTINGS)
    for key, table in whole().tables.items():
        pd.testing.assert_frame_equal(table, before[key])


@every_report
@pytest.mark.parametrize("order", range(2))
def test_the_order_of_the_rows_makes_no_difference(name: str, order: int) -> None:
    shuffled = list(records())
    random.Random(order).shuffle(shuffled)
    report, again = computed(name), compute(load(name), tally_of(shuffled), SETTINGS)
    pd.testing.assert_frame_equal(report.table, again.table)
    assert report.notes == again.notes
    assert [[quote.text for quote in quotes] for quotes in report.quotes] == [
        [quote.text for quote in quotes] for quotes in again.quotes
    ]
    assert [h.sentence for h in report.headlines] == [h.sentence for h in again.headlines]


@every_report
def test_rows_are_found_by_name(name: str) -> None:
    report = computed(name)
    for place, key in enumerate(row_keys(report)):
        assert row_place(report, row_name(key)) == place
