"""Dates that are no days: seconds since 1970, Excel's day numbers, months, quarters, weeks.

One value alone may be anything (45292 is a number, 2019-4 half a date); a whole column of them,
each within the years that customers write in, is dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal

from vockit.readers.months import month_number

Form = Literal[
    "days",
    "seconds",
    "milliseconds",
    "microseconds",
    "nanoseconds",
    "day numbers",
    "months",
    "month numbers",
    "quarters",
    "weeks",
]

_FIRST, _LAST = date(1995, 1, 1), date(2100, 1, 1)
"""Numbers outside are no dates."""
_UNIX = date(1970, 1, 1)
_EXCEL = date(1899, 12, 30)
"""Day 0 of Excel, which takes 1900 for a leap year."""
_DAY_S = 86_400

_NUMBER = re.compile(r"(?:/Date\()?(\d{5,19})(?:[.,]\d+)?(?:[-+]\d{4})?(?:\)/)?")
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NO_DIGIT = r"\D*?"
_MONTHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2019-4, 2019/04
        rf"{_YEAR}\s?[-/._]\s?(?P<month>\d{{1,2}})",
        # 4/2019
        rf"(?P<month>\d{{1,2}})\s?[-/._]\s?{_YEAR}",
        # 2019年4月, 2019년 4월
        rf"{_NO_DIGIT}{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\D*",
        # April 2019, Date of stay: August 2019, 2 words or more before the year
        rf"{_NO_DIGIT}(?P<month>[^\W\d_]{{3,}})\.?[-/.,\s]*(?:(?:of|de|del|di)\s+)?{_YEAR}\D*",
        # 2019 April
        rf"{_YEAR}[-/.,\s]*(?P<month>[^\W\d_]{{3,}})\.?",
    )
)
_MONTH_NUMBER = re.compile(rf"{_YEAR}(?P<month>0[1-9]|1[0-2])")
_QUARTERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[-/_\s]*[QTK]\s?(?P<quarter>[1-4])",
        rf"[QTK]\s?(?P<quarter>[1-4])[-/_,\s]*{_YEAR}",
        rf"(?P<quarter>[1-4])(?:st|nd|rd|th|\.)?\s?(?:quarter|quartal|[QTK])[-/_,\s]*{_YEAR}",
    )
)
_WEEKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[-/_\s]*(?:W|KW|week)[-_\s]?(?P<week>\d{{1,2}})",
        rf"(?:W|KW|week)[-_\s]?(?P<week>\d{{1,2}})[-/_,\s]+{_YEAR}",
    )
)
_RELATIVE = re.compile(
    r"\b(?:ago|yesterday|today|just now|last (?:week|month|year))\b"
    r"|\b(?:il y a|vor|hace|há|atrás|fa|geleden|yang lalu|temu|önce)\b|(?:전|前)\s*$",
    re.IGNORECASE,
)


def form_of(text: str) -> Form | None:
    """What a value may be that is no day; None where it is nothing of the kind."""
    text = text.strip()
    return next((form for form, read in _READ.items() if read(text) is not None), None)


def day_in_form(text: str, form: Form) -> date | None:
    """The first day of what the text says, in one form; None where it is not of that form.

    Seconds are taken as of Greenwich: what the customer's clock said is not known.
    """
    return _READ[form](text.strip())


def is_relative(text: str) -> bool:
    """Whether the text counts from the day of the export, as in "2 weeks ago"."""
    return len(text) <= 40 and _RELATIVE.search(text) is not None


def _since(text: str, start: date, per_day: int) -> date | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    days = int(found[1]) // per_day
    if days > (_LAST - start).days:
        return None
    day = start + timedelta(days=days)
    return day if _FIRST <= day < _LAST else None


def _month(text: str) -> date | None:
    if len(text) > 60:
        return None
    for pattern in _MONTHS:
        if found := pattern.fullmatch(text):
            month = found["month"]
            number = int(month) if month.isdecimal() else month_number(month)
            return _first(int(found["year"]), number)
    return None


def _month_of_number(text: str) -> date | None:
    found = _MONTH_NUMBER.fullmatch(text)
    return None if found is None else _first(int(found["year"]), int(found["month"]))


def _first(year: int, month: int | None) -> date | None:
    return date(year, month, 1) if month is not None and 1 <= month <= 12 else None


def _quarter(text: str) -> date | None:
    for pattern in _QUARTERS:
        if found := pattern.fullmatch(text):
            return date(int(found["year"]), 3 * int(found["quarter"]) - 2, 1)
    return None


def _week(text: str) -> date | None:
    for pattern in _WEEKS:
        if found := pattern.fullmatch(text):
            try:
                return date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
            except ValueError:
                return None
    return None


# Numbers of different forms differ in their length, so at most one of them fits.
_READ: Final[Mapping[Form, Callable[[str], date | None]]] = {
    "months": _month,
    "quarters": _quarter,
    "weeks": _week,
    "seconds": partial(_since, start=_UNIX, per_day=_DAY_S),
    "milliseconds": partial(_since, start=_UNIX, per_day=_DAY_S * 10**3),
    "microseconds": partial(_since, start=_UNIX, per_day=_DAY_S * 10**6),
    "nanoseconds": partial(_since, start=_UNIX, per_day=_DAY_S * 10**9),
    "day numbers": partial(_since, start=_EXCEL, per_day=1),
    "month numbers": _month_of_number,
}
