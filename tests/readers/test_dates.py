from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError
from vockit.readers.dateforms import day_in_form, form_of
from vockit.readers.dateorder import OrderEvidence, plan_dates
from vockit.readers.dates import Order, parse_day
from vockit.readers.faroff import days_among
from vockit.readers.ledger import Undated
from vockit.settings import InputSettings


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
    assert days(tmp_path, values[:1], dayfirst=False, date="date")[0] != []


def test_the_order_may_be_given(tmp_path: Path) -> None:
    values = ["3/10/2023", "4/5/2023"]
    assert days(tmp_path, values, dayfirst=True)[0] == ["2023-10-03", "2023-05-04"]
    assert days(tmp_path, values, dayfirst=False)[0] == ["2023-03-10", "2023-04-05"]
    assert days(tmp_path, ["23|10|03"], date_format="%y|%d|%m", date="date")[0] == ["2023-03-10"]


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("09 4, 2015", "2015-09-04"),
        ("2024-01-03Z", "2024-01-03"),
        ("2024-01-03+02:00", "2024-01-03"),
        ("2024-01-03-14.30.00.000000", "2024-01-03"),
        ("20240103 143000", "2024-01-03"),
        ("04/12/2025 11:02:03 AM", "2025-12-04"),
        ("Jan 3, 2024, 10:15:22 PM", "2024-01-03"),
        ("Wednesday, January 3, 2024 at 5:30 PM", "2024-01-03"),
        ("Sat Jan 06 2024 10:00:00 GMT+0100 (CET)", "2024-01-06"),
        ("03JAN2024:14:30:00", "2024-01-03"),
        ("3/Jan/2024:10:00:00 +0000", "2024-01-03"),
        ("Reviewed in the United States on September 3, 2024", "2024-09-03"),
        ("Reviewed in the United Kingdom 🇬🇧 on 3 September 2024", "2024-09-03"),
        ("Date of experience: January 03, 2024", "2024-01-03"),
        ("Posted on 03/01/2024, 10:15", "2024-01-03"),
        ("Bewertet in Deutschland am 3. September 2024", "2024-09-03"),
        ("24.12.2024 um 14:30 Uhr", "2024-12-24"),
        ("5. März 2024", "2024-03-05"),
        ("Commenté en France le 3 septembre 2024", "2024-09-03"),
        ("mar. 3 sept. 2024", "2024-09-03"),
        ("1er janvier 2024 à 14h30", "2024-01-01"),
        ("3 fevr. 2024", "2024-02-03"),
        ("Revisado en España el 3 de septiembre de 2024", "2024-09-03"),
        ("3 ago 2024", "2024-08-03"),
        ("3 de março de 2024", "2024-03-03"),
        ("1 out. 2024", "2024-10-01"),
        ("Recensito in Italia il 3 settembre 2024", "2024-09-03"),
        ("3 mrt 2024", "2024-03-03"),
        ("3 Mei 2024", "2024-05-03"),
        ("3 Agt 2024", "2024-08-03"),
        ("2024년 9월 3일", "2024-09-03"),
        ("2024. 9. 3. 오후 3:04", "2024-09-03"),
        ("2024年9月3日に日本でレビュー済み", "2024-09-03"),
        ("2024/9/3 下午3:04", "2024-09-03"),
        ("3 września 2024", "2024-09-03"),
        ("3. kesäkuuta 2024 klo 10.05", "2024-06-03"),
        ("3 Ιανουαρίου 2024", "2024-01-03"),
        ("3. května 2024", "2024-05-03"),
        ("mercredi 3 janvier 2024, 10 h 05", "2024-01-03"),
        ("Wed Jan 03 10:05:00 UTC 2024", "2024-01-03"),
        ("Wed Jan 03 10:05:00 CEST 2024", "2024-01-03"),
        ("'2024-01-03", "2024-01-03"),
        ("Dined on January 3, 2024", "2024-01-03"),
        ("3 Ağustos 2024", "2024-08-03"),
        ("3 сентября 2024 г.", "2024-09-03"),
        ("ngày 3 tháng 9 năm 2024", "2024-09-03"),
    ],
)
def test_days_as_sites_and_systems_write_them(text: str, day: str) -> None:
    assert parse_day(text, "day first") == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "Stayed from 2024-01-03 to 2024-01-05",
        "I waited 3 hours on 4 May 2024",
        "Ordered 2 kettles in 2024",
        "2 weeks ago",
        "0000-00-00",
        "3 Mayhem 2024",
        "The parcel that I ordered on 3 May 2024 came late, " + "and nobody called me back. " * 4,
    ],
)
def test_a_day_among_other_numbers_or_in_a_long_text_is_none(text: str) -> None:
    assert parse_day(text, "day first") is None


def test_the_year_may_come_first(tmp_path: Path) -> None:
    found, notes = days(tmp_path, ["24/01/03", "24/01/14", "24/01/31", "23/12/30"])
    assert found == ["2024-01-03", "2024-01-14", "2024-01-31", "2023-12-30"]
    assert any("read with the year first, since '24/01/03'" in note for note in notes)
    assert days(tmp_path, ["99/12/30", "98/05/31"])[0] == ["1999-12-30", "1998-05-31"]


def test_a_year_of_two_digits_that_comes_last_stays_there(tmp_path: Path) -> None:
    found, _ = days(tmp_path, ["03/01/24", "14/02/24", "31/12/23"])
    assert found == ["2024-01-03", "2024-02-14", "2023-12-31"]


def test_a_year_that_may_be_first_or_last_gives_no_dates(tmp_path: Path) -> None:
    found, notes = days(tmp_path, ["05/01/03", "17/11/14", "29/05/31"])
    assert found == []
    assert any("'05/01/03' may have the year first or last" in note for note in notes)


@given(st.dates(date(2001, 1, 1), date(2065, 1, 1)), st.integers(31, 700))
def test_every_month_with_the_year_first_comes_back(first: date, many: int) -> None:
    dated = [first + timedelta(days=n) for n in range(many)]
    values = [f"{day:%y/%m/%d}" for day in dated]
    evidence = OrderEvidence()
    evidence.add(values)
    plan = plan_dates("date", evidence, [], InputSettings())
    assert plan.reader is not None
    assert plan.reader.read(values).tolist() == dated


@pytest.mark.parametrize(
    ("values", "found", "note"),
    [
        (["1704326400", "1704412800"], ["2024-01-04", "2024-01-05"], "seconds since 1970"),
        (["1704326400.5"], ["2024-01-04"], "seconds since 1970"),
        (["1704326400000"], ["2024-01-04"], "milliseconds since 1970"),
        (["/Date(1704326400000+0100)/"], ["2024-01-04"], "milliseconds since 1970"),
        (["1704326400123456"], ["2024-01-04"], "microseconds since 1970"),
        (["45292", "45293.75"], ["2024-01-01", "2024-01-02"], "Excel's day numbers"),
        (["2019-4", "2019-12"], ["2019-04-01", "2019-12-01"], "months, each as its first day"),
        (["04/2019"], ["2019-04-01"], "months"),
        (["Date of stay: August 2019"], ["2019-08-01"], "months"),
        (["août 2019"], ["2019-08-01"], "months"),
        (["2019年4月"], ["2019-04-01"], "months"),
        (["201904", "201912"], ["2019-04-01", "2019-12-01"], "months"),
        (["2024-Q3", "Q1 2024"], ["2024-07-01", "2024-01-01"], "quarters"),
        (["2024-W05", "KW 6 2024"], ["2024-01-29", "2024-02-05"], "weeks"),
    ],
)
def test_whole_columns_of_something_else_than_days(
    tmp_path: Path, values: list[str], found: list[str], note: str
) -> None:
    dated, notes = days(tmp_path, values)
    assert dated == found
    assert any(f"date: read as {note}" in one for one in notes)


def test_what_systems_write_for_no_date_says_nothing_about_the_others(tmp_path: Path) -> None:
    values = ["1704326400", "0", "1704412800", "-1"]
    assert days(tmp_path, values)[0] == ["2024-01-04", "NaT", "2024-01-05", "NaT"]


def test_one_month_among_days_is_no_day(tmp_path: Path) -> None:
    assert days(tmp_path, ["2019-04-01", "2019-05-02", "2019-06"])[0][2] == "NaT"


@given(st.datetimes(datetime(1995, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_every_moment_comes_back_from_its_number(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    for form, factor in (("seconds", 1), ("milliseconds", 1000), ("nanoseconds", 10**9)):
        text = str(seconds * factor)
        assert form_of(text) == form
        assert day_in_form(text, form_of(text) or "days") == moment.date()


def test_numbers_are_dates_only_in_a_column_that_is_called_like_one(tmp_path: Path) -> None:
    content = "text,customer\na,1704326400\nb,1704412800\n"
    assert read(written(tmp_path, "in.csv", content)).days == []


def test_dates_that_count_from_the_export_are_said(tmp_path: Path) -> None:
    for value in ("2 weeks ago", "vor 3 Tagen", "il y a 2 mois", "3일 전"):
        found, notes = days(tmp_path, [value] * 3)
        assert found == []
        assert any(f"such as {value!r} count from the day of the export" in one for one in notes)


def usual(count: int = 60) -> list[str]:
    return [str(date(2024, 1, 1) + timedelta(days=3 * n)) for n in range(count)]


@pytest.mark.parametrize(
    "far",
    ["9999-12-31", "2204-03-01", "2044-03-01", "2099-12-31", "1900-01-01", "0001-01-01",
     "1970-01-01", "1753-01-01", "2002-05-04", "2026-01-01"],
)  # fmt: skip
def test_one_day_far_from_all_others_is_set_aside(tmp_path: Path, far: str) -> None:
    values = usual()
    content = "text,date\n" + "".join(f"row {n},{one}\n" for n, one in enumerate([far, *values]))
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.days == ["NaT", *values]
    assert reading.ledger.undated == 1
    assert reading.ledger.first_undated == (Undated(1, far, far=True),)


def test_early_and_late_customers_stay(tmp_path: Path) -> None:
    values = ["2017-05-04", "2019-07-08", *usual(), "2024-12-31", "2025-06-01"]
    assert days(tmp_path, values)[0] == values
    few = ["2001-01-01", "2012-01-01", "2024-01-01"]
    assert days(tmp_path, few)[0] == few


def test_a_long_input_in_the_order_of_its_dates_is_taken_whole(tmp_path: Path) -> None:
    values = [str(date(2004, 1, 1) + timedelta(days=n // 2)) for n in range(14_000)]
    found, _ = days(tmp_path, [*values, "2204-01-01"])
    assert found == [*values, "NaT"]


@pytest.mark.parametrize("step", [1, -1])
def test_a_long_input_may_go_on_in_the_order_of_its_dates(step: int) -> None:
    middle = date(2015, 1, 1)
    first = np.array([middle + timedelta(days=step * n // 9) for n in range(9000)], "datetime64[D]")
    among = days_among(first, whole=False)
    assert middle + timedelta(days=step * 5_000) in among
    assert middle - timedelta(days=step * 6_000) not in among
    assert date(2204, 1, 1) not in among


def test_a_long_input_in_no_order_has_its_far_days_where_a_short_one_has(tmp_path: Path) -> None:
    values = [str(date(2023, 1, 1) + timedelta(days=7919 * n % 500)) for n in range(11_000)]
    found, _ = days(tmp_path, [*values, "2034-05-06", "2024-12-31"])
    assert found == [*values, "NaT", "2024-12-31"]


@given(
    st.lists(st.integers(0, 30), min_size=10, max_size=80),
    st.dates(date(2031, 1, 1), date(9999, 12, 31)),
    st.randoms(use_true_random=False),
)
def test_a_far_day_changes_nothing_for_the_others(
    steps: list[int], far: date, shuffle: Random
) -> None:
    bulk = [date(2020, 1, 1) + timedelta(days=days) for days in accumulate(steps)]
    among = days_among(np.array(bulk, dtype="datetime64[D]"), whole=True)
    assert all(day in among for day in bulk)
    mixed = [*bulk, far]
    shuffle.shuffle(mixed)
    found = days_among(np.array(mixed, dtype="datetime64[D]"), whole=True)
    assert far not in found
    assert [day for day in bulk if day in found] == bulk
