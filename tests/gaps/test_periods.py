from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.errors import UsageError
from vockit.gaps.periods import PERIODS, Period, check_period, period_of, periods_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(DAYS, st.sampled_from(PERIODS))
def test_a_day_is_within_its_period_and_periods_meet(day: date, kind: str) -> None:
    period = period_of(kind, day.toordinal())
    assert period.start <= day.toordinal() < period.end
    assert period.end == Period(kind, period.number + 1).start
    assert period_of(kind, period.end) == Period(kind, period.number + 1)


@given(DAYS)
def test_weeks_are_those_of_iso_8601(day: date) -> None:
    week = period_of("week", day.toordinal())
    assert week.label == "{}-W{:02}".format(*day.isocalendar()[:2])
    assert date.fromordinal(week.start).isoweekday() == 1


@pytest.mark.parametrize(
    ("kind", "label", "start"),
    [
        ("day", "2024-12-30", date(2024, 12, 30)),
        ("week", "2025-W01", date(2024, 12, 30)),
        ("month", "2024-12", date(2024, 12, 1)),
        ("quarter", "2024-Q4", date(2024, 10, 1)),
    ],
)
def test_labels_and_first_days(kind: str, label: str, start: date) -> None:
    period = period_of(kind, date(2024, 12, 30).toordinal())
    assert period.label == label
    assert period.start == start.toordinal()


def test_periods_between_have_no_hole() -> None:
    first = date(2024, 11, 30)
    months = periods_between("month", first.toordinal(), (first + timedelta(40)).toordinal())
    assert [month.label for month in months] == ["2024-11", "2024-12", "2025-01"]


def test_an_unknown_period_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="'year' is none of day, week, month, quarter"):
        check_period("year")
