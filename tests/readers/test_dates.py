from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError
from vockit.readers.dates import Order, parse_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-02-24 11:35:52 -0800", "2015-02-24"),
        ("2024-04-03T23:37:30.000Z", "2024-04-03"),
        ("2024-04-03T23:59:59+14:00", "2024-04-03"),
        ("2024/4/3", "2024-04-03"),
        ("24-02-2015 11.35", "2015-02-24"),
        ("28.09.2023", "2023-09-28"),
        ("31-Jul-18", "2018-07-31"),
        ("31 July 2018", "2018-07-31"),
        ("3rd October 2023", "2023-10-03"),
        ("July 31, 2018", "2018-07-31"),
        ("Jul 31, 2018 5:30 pm", "2018-07-31"),
        ("Tue, 24 Feb 2015 11:35:52 GMT", "2015-02-24"),
        ("Tue Feb 24 11:35:52 +0000 2015", "2015-02-24"),
        ("2018-Jul-31", "2018-07-31"),
        ("20150224", "2015-02-24"),
        ("20150224T113552Z", "2015-02-24"),
        ("01/02/69", "1969-02-01"),
        ("01/02/68", "2068-02-01"),
    ],
)
def test_days_as_written(text: str, day: str) -> None:
    assert parse_day(text, "day first") == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "n/a",
        "17-Jul",
        "Jul 2018",
        "2018",
        "31/02/2015",
        "2015-13-01",
        "5",
        "12:30",
        "1/2/20155",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text, "day first") is None


@given(st.dates(date(1970, 1, 1)), st.sampled_from(["-", "/", "."]))
def test_every_day_comes_back_in_either_order(day: date, mark: str) -> None:
    for order, first, second in (
        ("day first", day.day, day.month),
        ("month first", day.month, day.day),
    ):
        known: Order = "day first" if order == "day first" else "month first"
        assert parse_day(f"{first}{mark}{second}{mark}{day.year}", known) == day
    assert parse_day(day.isoformat(), None) == day


def days(folder: Path, values: list[str], **settings: Any) -> tuple[list[str], tuple[str, ...]]:
    content = "text,date\n" + "".join(f"row {n},{value}\n" for n, value in enumerate(values))
    reading = read(written(folder, "in.csv", content), **settings)
    assert len(reading.texts) == len(values)
    return reading.days, reading.corpus.notes


def test_one_order_whatever_the_separator(tmp_path: Path) -> None:
    found, _ = days(tmp_path, ["3/10/2023", "28-09-2023", "1.2.2023"])
    assert found == ["2023-10-03", "2023-09-28", "2023-02-01"]


def test_months_first(tmp_path: Path) -> None:
    assert days(tmp_path, ["3/10/2023", "09/28/2023"])[0] == ["2023-03-10", "2023-09-28"]


@pytest.mark.parametrize("values", [["3/10/2023", "4/5/2023"], ["13/1/2023", "1/13/2023"]])
def test_an_order_that_no_one_tells_gives_no_dates(tmp_path: Path, values: list[str]) -> None:
    found, notes = days(tmp_path, values)
    assert found == []
    (note,) = (note for note in notes if "gives no dates" in note)
    assert "--dayfirst" in note
    assert "--date-format" in note
    assert days(tmp_path, values[:1], dayfirst=False, roles={"date": "date"})[0] != []


def test_the_order_may_be_given(tmp_path: Path) -> None:
    values = ["3/10/2023", "4/5/2023"]
    assert days(tmp_path, values, dayfirst=True)[0] == ["2023-10-03", "2023-05-04"]
    assert days(tmp_path, values, dayfirst=False)[0] == ["2023-03-10", "2023-04-05"]
    assert days(tmp_path, ["23|10|03"], date_format="%y|%d|%m", roles={"date": "date"})[0] == [
        "2023-03-10"
    ]


def test_dates_that_both_orders_read_alike_need_none(tmp_path: Path) -> None:
    assert days(tmp_path, ["3/3/2023", "2023-04-05"])[0] == ["2023-03-03", "2023-04-05"]


def test_the_value_that_decides_may_come_after_the_peek(tmp_path: Path) -> None:
    found, _ = days(tmp_path, ["3/10/2023"] * 12_000 + ["28/9/2023"])
    assert (found[0], found[-1]) == ("2023-10-03", "2023-09-28")


def test_values_that_are_no_dates_are_counted_and_listed(tmp_path: Path) -> None:
    content = "text,date\na,2023-01-02\nb,soon\nc,\nd,2023-01-03\n"
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.days == ["2023-01-02", "NaT", "NaT", "2023-01-03"]
    assert reading.ledger.undated == 2
    assert [(one.row, one.value) for one in reading.ledger.first_undated] == [(2, "soon")]


def test_since_and_until(tmp_path: Path) -> None:
    content = "text,date\na,2023-01-01\nb,2023-01-02\nc,\nd,2023-01-03\n"
    path = written(tmp_path, "in.csv", content)
    reading = read(path, since=date(2023, 1, 2), until=date(2023, 1, 2))
    assert (reading.texts, reading.ledger.filtered) == (["b"], 3)
    with pytest.raises(InputError, match="--since and --until need dates"):
        read(written(tmp_path, "no.csv", "text,x\na,1\n"), since=date(2023, 1, 1))


def test_a_format_that_no_date_can_have_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,date\na,2023-01-01\n")
    with pytest.raises(UsageError, match=r"--date-format %Q: 'Q' is a bad directive"):
        read(path, date_format="%Q")
