"""What the options of time and events do to ripple and trend, on the samples."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Ended, vockit

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FILES = ("reviews.csv", "survey.csv", "tweets.csv")


def gap(name: str, *options: str) -> Ended:
    return vockit("gap", name, *FILES, *options, cwd=SAMPLES)


def rows(ended: Ended) -> dict[str, dict[str, str]]:
    assert ended.code == 0, ended.err
    return {row["theme"]: row for row in csv.DictReader(io.StringIO(ended.out))}


def test_ripple_takes_the_event_of_the_profile() -> None:
    found = rows(gap("ripple"))
    assert found["support/reach"]["verdict"] == "backfired"


def test_an_event_and_what_was_expected_can_be_given() -> None:
    given = gap("ripple", "--event", "2025-04-28", "--expected", "digital/site", "--window", "7")
    found = rows(given)
    assert found["support/reach"]["verdict"] in {"unintended harm", "no change"}
    assert found["digital/site"]["verdict"] in {"backfired", "no effect"}


def test_controls_are_counted_though_the_profile_does_not_name_them(tmp_path: Path) -> None:
    (tmp_path / "vockit.toml").write_text('[brands]\nown = "Norrow"\n', encoding="utf-8")
    files = [str(SAMPLES / name) for name in FILES]
    event = ("--event", "2025-04-28", "--format", "md")
    ended = vockit("gap", "ripple", *files, *event, "--control", "Kettleby", cwd=tmp_path)
    assert "Less the change of Kettleby (" in ended.out


def test_the_period_and_the_day_can_be_given() -> None:
    weeks = rows(gap("trend", "--period", "week", "--as-of", "2025-05-20"))
    assert {row["period"] for row in weeks.values()} == {"2025-W20"}
    months = rows(gap("trend", "--period", "month", "--as-of", "2025-05-31"))
    assert {row["period"] for row in months.values()} == {"2025-05"}


@pytest.mark.parametrize("name", ["ripple", "trend"])
def test_show_prints_the_verbatims_that_the_figures_count(name: str) -> None:
    ended = gap(name, "--show", "support/reach")
    assert ended.code == 0, ended.err
    printed = list(csv.DictReader(io.StringIO(ended.out)))
    shown = sum(row["part_of_gap"] == "yes" for row in printed)
    found = rows(gap(name))["support/reach"]
    assert len(printed) == int(found["n"])
    if name == "trend":
        assert shown == round(float(found["share"]) * int(found["n"]))
    else:
        # About half of all verbatims were written after the event.
        assert shown == pytest.approx(float(found["share_after"]) * int(found["n"]) / 2, abs=1)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("ripple", ("--event", "chatbt"), "did you mean 'chatbot'?"),
        ("ripple", ("--expected", "support/reech"), "did you mean 'support/reach'?"),
        ("ripple", ("--control", "Kettlebie"), "did you mean 'Kettleby'?"),
        ("ripple", ("--control", "Norrow"), "our own brand"),
        ("trend", ("--period", "fortnight"), "--period"),
    ],
)
def test_unknown_names_are_usage_errors(name: str, options: tuple[str, ...], message: str) -> None:
    ended = gap(name, *options)
    assert ended.code == 2
    assert message in ended.err
    assert not ended.out
