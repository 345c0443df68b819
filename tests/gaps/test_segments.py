"""What ``--by`` makes of every report, against the report on each segment's verbatims alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from tests.gaps.corpus import SETTINGS, Record, annotator, batch, records
from vockit import pipeline
from vockit import schema as s
from vockit.errors import UsageError
from vockit.gaps.compute import compute
from vockit.gaps.evidence.showing import verbatims_behind
from vockit.gaps.model import Report
from vockit.gaps.needs import statistics_of
from vockit.gaps.notes import LIMITS_NOTE
from vockit.gaps.registry import load, names
from vockit.gaps.rows import row_keys
from vockit.gaps.segments import labelled
from vockit.profile import Brands, Economics, Event, Target
from vockit.request import Request
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally
from vockit.tallies.plan import CountingPlan
from vockit.verbatims import Batch

BY = replace(SETTINGS, by="region")
COMPARING = ("benchmark", "servqual", "voice")
SPLIT = tuple(name for name in names() if name not in COMPARING)
ECONOMICS = SETTINGS.profile.economics or Economics(1, 1, 1)
JUDGED = ("q", "state", "verdict", "recovery")
"""Columns that rest on the tests of the whole table."""
REGIONS = ("North", "South")

every_report = pytest.mark.parametrize("name", names())
split_report = pytest.mark.parametrize("name", SPLIT)


def regional(
    found: Sequence[Record], regions: Sequence[str], without: Sequence[str] = ("brand",)
) -> Batch:
    """The records with a column ``region``."""
    return replace(batch(found, without), cells={"region": list(regions)})


def alternating(count: int = 240) -> list[str]:
    """Every region on every day."""
    return [REGIONS[i % 2] for i in range(count)]


def counted(made: Batch, by: str | None) -> Tally:
    statistics = statistics_of(load(name) for name in names())
    request = Request(annotation=annotator().settings, reporting=ReportSettings(by=by))
    return pipeline.tally([made], request, statistics)


@cache
def whole() -> Tally:
    return counted(regional(records(), alternating()), "region")


@cache
def part(region: str) -> tuple[Batch, Tally]:
    """The records of one region as a corpus of their own."""
    chosen = [record for record, one in zip(records(), alternating(), strict=True) if one == region]
    made = batch(chosen, ["brand"])
    return made, counted(made, None)


@cache
def part_of_all() -> Tally:
    """All records, without a column that tells them apart."""
    return counted(batch(records(), ["brand"]), None)


@cache
def by_region(name: str) -> Report:
    return compute(load(name), whole(), BY)


@every_report
def test_every_report_tells_segments_apart(name: str) -> None:
    report = by_region(name)
    assert report.missing is None
    assert set(report.table["region"]) == set(REGIONS)
    assert not [column for column in report.table.columns if "brand" in column]
    assert len(set(row_keys(report))) == len(report.table)
    assert len(report.quotes) == len(report.table)
    assert report.notes[-1] == LIMITS_NOTE
    assert sum(note == LIMITS_NOTE for note in report.notes) == 1


@every_report
def test_quotes_are_of_the_segment(name: str) -> None:
    report = by_region(name)
    regions = alternating()
    shown = 0
    for region, quotes in zip(report.table["region"], report.quotes, strict=True):
        shown += len(quotes)
        assert all(regions[quote.row - 1] == region for quote in quotes)
    assert shown or not set(report.table["flag"]) & {"ok", "low base"}


@pytest.mark.parametrize("name", [name for name in SPLIT if name != "stake"])
@pytest.mark.parametrize("region", REGIONS)
def test_the_rows_of_a_segment_are_those_of_its_verbatims_alone(name: str, region: str) -> None:
    report = by_region(name)
    alone = compute(load(name), part(region)[1], SETTINGS)
    columns = [column for column in alone.table.columns if column not in JUDGED]
    key = [column.name for column in load(name).key]
    mine = report.table[report.table["region"] == region]
    pd.testing.assert_frame_equal(
        mine[columns].sort_values(key, ignore_index=True),
        alone.table[columns].sort_values(key, ignore_index=True),
    )


def test_what_is_at_stake_is_split_between_segments() -> None:
    economics = replace(ECONOMICS, fixes={"staff": 100.0})
    settings = replace(BY, profile=replace(SETTINGS.profile, economics=economics))
    by = compute(load("stake"), whole(), settings)
    together = compute(load("stake"), part_of_all(), SETTINGS).table
    assert by.table["base"].sum() == pytest.approx(together["base"].sum(), rel=1e-4)
    per_theme = by.table.groupby("theme")["complaints"].sum().sort_index()
    assert per_theme.tolist() == together.set_index("theme")["complaints"].sort_index().tolist()
    assert by.table["fix_cost"].isna().all()
    assert any("[economics.fixes] are for all values" in note for note in by.notes)


def behind(report: Report, made: Batch, by: str | None) -> dict[tuple[str, ...], list[int]]:
    """The places of the verbatims behind each row."""
    plan = CountingPlan(annotator().settings, by)
    annotations = [annotator()(made)]
    return {
        key: [
            place
            for one in verbatims_behind(annotations, evidence, plan)
            for place in one.places.tolist()
        ]
        for key, evidence in zip(row_keys(report), report.evidence, strict=True)
    }


@pytest.mark.parametrize("name", [name for name in SPLIT if name != "stake"])
def test_the_same_verbatims_stand_behind_a_row(name: str) -> None:
    places = alternating()
    found = behind(by_region(name), regional(records(), places), "region")
    for region in REGIONS:
        chosen = [place for place, one in enumerate(places) if one == region]
        alone = behind(compute(load(name), part(region)[1], SETTINGS), part(region)[0], None)
        mine = {key[1:]: rows for key, rows in found.items() if key[0] == region}
        assert mine == {key: [chosen[at] for at in rows] for key, rows in alone.items()}


@pytest.mark.parametrize("name", COMPARING)
def test_segments_are_compared_as_brands_are(name: str) -> None:
    regions = [record.brand for record in records()]
    by = compute(load(name), counted(regional(records(), regions), "region"), BY)
    anyone = replace(SETTINGS, profile=replace(SETTINGS.profile, brands=Brands()))
    brands = compute(load(name), counted(batch(records()), None), anyone)
    assert list(by.table.columns) == [
        column.replace("brand", "region") for column in brands.table.columns
    ]
    expected = brands.table.replace("best brand", "best region")
    pd.testing.assert_frame_equal(by.table, expected.set_axis(by.table.columns, axis=1))
    assert behind(by, regional(records(), regions), "region") == behind(
        brands, batch(records()), None
    )


def test_perceptions_against_targets_are_those_of_the_segments_alone() -> None:
    targets = dict.fromkeys(
        ("reliability", "responsiveness", "assurance", "empathy", "tangibles"), Target(5.0, 1.0)
    )
    settings = replace(SETTINGS, profile=replace(SETTINGS.profile, targets=targets))
    by = compute(load("servqual"), whole(), replace(settings, by="region")).table
    columns = ["n", "gap", "ci_low", "ci_high", "flag", "perception", "weight"]
    for region in REGIONS:
        alone = compute(load("servqual"), part(region)[1], settings).table.set_index("dimension")
        mine = by[by["region"] == region].set_index("dimension")
        pd.testing.assert_frame_equal(mine[columns].sort_index(), alone[columns].sort_index())


@cache
def with_blanks() -> tuple[list[str], Tally]:
    """The region of each record, of which some are blank, and what is counted of them."""
    regions = ["" if i % 10 == 0 else REGIONS[i % 2] for i in range(240)]
    return regions, counted(regional(records(), regions, ()), "region")


@every_report
def test_verbatims_of_no_segment_and_of_other_brands_are_left_out_and_counted(name: str) -> None:
    regions, tally = with_blanks()
    report = compute(load(name), tally, BY)
    ours = [record.brand == "Acorn" for record in records()]
    blank = sum(mine and not one for mine, one in zip(ours, regions, strict=True))
    others = 240 - sum(ours)
    assert f"Left out: {blank} verbatims without a value of 'region', {others} of other brands" in (
        " ".join(report.notes)
    )
    for region, quotes in zip(report.table["region"], report.quotes, strict=True):
        assert all(ours[q.row - 1] and regions[q.row - 1] == region for q in quotes)
        assert all(quote.brand == "Acorn" for quote in quotes)


def test_a_column_without_values_is_said() -> None:
    tally = counted(regional(records(), [" "] * 240), "region")
    for name in names():
        missing = compute(load(name), tally, BY).missing
        assert missing is not None
        assert "'region'" in missing


def test_segments_too_small_to_speak_of_come_last_and_are_not_quoted() -> None:
    regions = ["East" if i < 6 else REGIONS[i % 2] for i in range(240)]
    report = compute(load("questions"), counted(regional(records(), regions), "region"), BY)
    hidden = (report.table["flag"] == "suppressed").tolist()
    assert hidden == sorted(hidden)
    assert "East" in set(report.table["region"][hidden])
    assert not any(quotes for quotes, one in zip(report.quotes, hidden, strict=True) if one)


def test_fixed_orders_keep_the_same_row_of_all_segments_together() -> None:
    table = by_region("five-gaps").table
    measured = table[table["gap"].notna()]
    found = list(zip(measured["gap_number"], measured["region"], strict=True))
    assert len(found) > len(REGIONS)
    assert found == sorted(found)


@split_report
def test_notes_that_hold_for_all_segments_are_said_once(name: str) -> None:
    notes = by_region(name).notes
    assert len(set(notes)) == len(notes)


def test_notes_of_many_segments_are_left_to_a_run_of_its_own() -> None:
    regions = [f"R{i % 6}" for i in range(240)]
    report = compute(load("journey"), counted(regional(records(), regions), "region"), BY)
    assert not any(note.startswith("R0: ") for note in report.notes)
    assert any("--where region=VALUE" in note for note in report.notes)


def test_a_segment_without_rows_is_named() -> None:
    regions = ["East" if i == 1 else REGIONS[i % 2] for i in range(240)]
    report = compute(load("trend"), counted(regional(records(), regions), "region"), BY)
    assert any(note.startswith("No rows of East: East needs ") for note in report.notes)


def test_headlines_name_the_segment() -> None:
    reports = [by_region(name) for name in SPLIT]
    headlines = [headline for report in reports for headline in report.headlines]
    assert headlines
    assert all(headline.sentence.startswith(("In North, ", "In South, ")) for headline in headlines)


def test_tests_are_corrected_over_all_segments() -> None:
    for name, tests in (("journey", 1), ("ripple", 2)):
        report = by_region(name)
        alone = [compute(load(name), part(region)[1], SETTINGS) for region in REGIONS]
        (said,) = [note for note in report.notes if "q by Benjamini-Hochberg" in note]
        parts = [
            int(note.split()[0])
            for one in alone
            for note in one.notes
            if "q by Benjamini-Hochberg" in note
        ]
        assert int(said.split()[0]) == sum(parts)
        assert report.table["q"].notna().sum() * tests >= sum(parts)


def test_a_control_is_a_segment() -> None:
    settings = replace(BY, control=("South",))
    report = compute(load("ripple"), whole(), settings)
    assert set(report.table["region"]) == {"North"}
    assert any("No rows of South" in note for note in report.notes)
    assert any("Less the change of South" in note for note in report.notes)
    with pytest.raises(UsageError, match=r"--control.*'Suoth'.*did you mean 'South'"):
        compute(load("ripple"), whole(), replace(BY, control=("Suoth",)))
    # Other reports have no controls.
    assert compute(load("journey"), whole(), replace(BY, control=("Suoth",))).missing is None


def test_control_brands_of_the_profile_are_no_segments() -> None:
    event = Event("move", SETTINGS.profile.events[0].day if SETTINGS.profile.events else _DAY)
    profile = replace(SETTINGS.profile, events=(replace(event, control=("Birch",)),))
    report = compute(load("ripple"), whole(), replace(BY, profile=profile, event="move"))
    assert set(report.table["region"]) == set(REGIONS)
    assert not any("Birch" in note and "Less" in note for note in report.notes)


_DAY = records()[118].day


def test_a_name_that_the_table_has_already_is_not_taken_twice() -> None:
    assert labelled(load("journey"), "stage").key[0].name == s.SEGMENT
    assert labelled(load("benchmark"), "theme").key[0].name == s.SEGMENT
    assert labelled(load("benchmark"), "theme").columns[1].name == "best_segment"
    assert labelled(load("benchmark"), "brand").key[0].name == s.BRAND
    assert labelled(load("causes"), "plan").key[0].name == "plan"


def test_without_by_nothing_is_told_apart() -> None:
    report = compute(load("journey"), part("North")[1], ReportSettings())
    assert [column.name for column in report.gap.key] == ["stage"]


def test_segments_that_are_numbers_are_in_their_order() -> None:
    regions = [str((2, 10)[i % 2]) for i in range(240)]
    table = compute(load("five-gaps"), counted(regional(records(), regions), "region"), BY).table
    assert table["region"].tolist()[:2] == ["2", "10"]


def test_a_tally_is_read_as_it_was_counted() -> None:
    by = compute(load("journey"), part("North")[1], BY)
    without = compute(load("journey"), whole(), SETTINGS)
    assert by.missing == "a tally that was counted with --by region"
    assert without.missing == "a tally that was counted without --by"


def test_brands_that_stand_together_are_said() -> None:
    anyone = replace(BY, profile=replace(SETTINGS.profile, brands=Brands()))
    request = Request(reports=["journey"], reporting=anyone)
    for regions, together in (
        (alternating(), True),
        ([record.brand for record in records()], False),
    ):
        made = regional(records(), regions, ())
        tally = pipeline.tally([made], request)
        notes = compute(load("journey"), tally, anyone).notes
        assert any(note.startswith("All brands together; ") for note in notes) == together
