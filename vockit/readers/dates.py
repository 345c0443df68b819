"""Days as they are written: a time of day or a time zone never moves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vockit.errors import UsageError
from vockit.readers.dateforms import Form, day_in_form
from vockit.readers.faroff import ALL_DAYS, DayRange
from vockit.readers.months import month_number

Order = Literal["day first", "month first", "year first"]
"""Of the three numbers in 03/04/05; the year is first only where it has two digits."""

_EPOCH = date(1970, 1, 1).toordinal()
_NAT = np.iinfo(np.int64).min
_MEMO = 1 << 16
_LONGEST = 120
"""Characters of the longest text that may hold a date among other words."""

_ZONE = r"\s*(?:Z|UTC|GMT)?(?:[-+]\d{2}(?::?\d{2})?)?"
_TIME = r"(?:[T,\s:_-]\s*(?:at\s+)?\d{1,2}(?:[:.h]\d{2}.*|\s*[ap]\.?m\.?.*))?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºª°.])?"
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})"
_OF = r"(?:(?:of|de|del|di)\s+|d['’]\s?)?"

_ISO = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}(?:{_ZONE}|{_TIME})", re.IGNORECASE)
"""The usual form, first and apart for its speed."""
_THREE = (
    r"(?<!\d)(?P<first>\d{1,2})\s?(?P<between>[-/. ])\s?(?P<second>\d{1,2})"
    r"\s?(?P=between)\s?(?P<third>\d{4}|\d{2})(?!\d)"
)
_NUMERIC = re.compile(rf"{_WEEKDAY}{_THREE}\.?{_TIME}", re.IGNORECASE)
"""Three numbers: which is the day only an order tells."""
_NUMERIC_INSIDE = re.compile(_THREE)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:[T _-]?\d{4,6}(?:[.,]\d+)?(?:Z|[-+].*)?)?"
)
"""20150224, 20150224T113552Z"""
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2015/2/24, 2024. 9. 3.
        r"(?<!\d)(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)",
        # 2024年9月3日, 2024년 9월 3일
        r"(?<!\d)(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號]",
        # 31-Jul-18, 3rd of October 2023, 3 de septiembre de 2024, 03JAN2024
        rf"(?<!\d){_DAY}[-/.,\s]*{_OF}{_MONTH}[-/.,\s]*{_OF}{_YEAR}(?!\d)",
        # July 31, 2018
        rf"(?<!\w){_MONTH}[-/.\s]*{_DAY}[-/.,\s]+{_OF}{_YEAR}(?!\d)",
        # 2018-Jul-31
        rf"(?<!\d)(?P<year>\d{{4}})[-/.\s]*{_MONTH}[-/.\s]*{_DAY}(?!\d)",
        # 09 4, 2015
        r"(?<!\d)(?P<month>\d{1,2})\s(?P<day>\d{1,2}),\s?(?P<year>\d{4})(?!\d)",
        # ngày 3 tháng 9 năm 2024
        r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})(?!\d)",
    )
)
_CLOCK = re.compile(
    r"(?<![\d./-])(?:\d{1,2}\s?[:h]\s?\d{2}(?:\s?[:m]\s?\d{2}(?:[.,]\d+)?)?s?"
    r"(?:\s*[ap]\.?m\.?(?!\w))?|\d{1,2}\s*[ap]\.?m\.?(?!\w)"
    r"|(?<=\s)(?:klo|kl\.?|um|at|alle|ore|às|ora)\s\d{1,2}[.:]\d{2})"
    r"(?:\s*(?-i:Z|UTC|GMT|[A-Z]{1,2}[SD]T|CET|CEST|MSK|WIB)(?![a-z]))?(?:\s*[-+]\d{2}:?\d{2}(?!\d))?",
    re.IGNORECASE,
)
"""A time of day, and its zone."""
_DIGIT = re.compile(r"\d")


def parse_day(text: str, order: Order | None) -> date | None:
    """The day that the text names; None where it names none, or only an order would tell.

    The day may stand among other words ("Reviewed in Canada on September 3, 2024"), as long as
    there is no other number than the time.
    """
    text = text.strip().lstrip("'")
    if _ISO.fullmatch(text):
        return _iso_day(text[:10])
    if found := _NUMERIC.fullmatch(text):
        return _day_of_order(found, order)
    if found := _COMPACT.fullmatch(text):
        return _day(found["year"], found["month"], found["day"])
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    return _day_inside(text, order)


def numeric_order(text: str) -> bool:
    """Whether the text has a date of three numbers, the year with two digits, as in 03/04/05."""
    text = text.strip().lstrip("'")
    found = None if _ISO.fullmatch(text) else _numbers(text)
    return found is not None and len(found["third"]) == 2


def _numbers(text: str) -> re.Match[str] | None:
    if found := _NUMERIC.fullmatch(text):
        return found
    if len(text) > _LONGEST:
        return None
    return _alone(_NUMERIC_INSIDE, _CLOCK.sub(" ", text))


def _day_inside(text: str, order: Order | None) -> date | None:
    """The day among other words, without another number."""
    text = _CLOCK.sub(" ", text)
    for pattern in _WRITTEN:
        if found := _alone(pattern, text):
            day = _day(found["year"], found["month"], found["day"])
            if day is not None:
                return day
    found = _alone(_NUMERIC_INSIDE, text)
    return None if found is None else _day_of_order(found, order)


def _alone(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What the pattern finds in a text that has no digit besides."""
    found = pattern.search(text)
    if found is None or _DIGIT.search(text, 0, found.start()) or _DIGIT.search(text, found.end()):
        return None
    return found


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        # The pivot of POSIX: 69 to 99 are of the last century.
        number += 1900 if number >= 69 else 2000
    in_year = int(month) if month.isdecimal() else month_number(month)
    try:
        return None if in_year is None else date(number, in_year, int(day))
    except ValueError:
        return None


def _day_of_order(found: re.Match[str], order: Order | None) -> date | None:
    first, second, third = found["first"], found["second"], found["third"]
    if order == "year first" and len(third) == 2:
        return _day(first.zfill(2), second, third)
    if order == "day first":
        return _day(third, second, first)
    if order == "month first" or first == second:
        return _day(third, first, second)
    return None


def check_date_format(date_format: str) -> None:
    """Raise UsageError where dates cannot be read with the format, whatever they are."""
    try:
        datetime.strptime("", date_format)  # noqa: DTZ007
    except ValueError as error:
        if "does not match format" not in str(error):
            raise UsageError(
                f"--date-format {date_format}: {error}; write it as in %d.%m.%Y"
            ) from error


class DayReader:
    """Reads a column of dates, each distinct text once.

    ``form`` is what the values are, if not days; ``among`` are the days that are taken, since
    databases write 9999-12-31 for "open end", and a typing error makes 2204 of 2024.
    """

    def __init__(
        self,
        order: Order | None = None,
        date_format: str | None = None,
        form: Form = "days",
        among: DayRange = ALL_DAYS,
    ) -> None:
        self._order = order
        self._format = date_format
        self._form: Form = form
        self._among = among
        self._memo: dict[str, int] = {}

    @property
    def order(self) -> Order | None:
        """The order of day and month, None where it does not matter or a format has it."""
        return self._order

    def read(self, texts: Sequence[str]) -> NDArray[np.datetime64]:
        """datetime64[D], NaT for what is no date or too far from the others."""
        memo = self._memo
        if len(memo) > _MEMO:
            memo.clear()
        for text in set(texts).difference(memo):
            memo[text] = self._number(text)
        days = np.fromiter(map(memo.__getitem__, texts), dtype=np.int64, count=len(texts))
        return days.view("datetime64[D]")

    def within(self, among: DayRange) -> DayReader:
        """A reader of the same dates that takes these days only."""
        return DayReader(self._order, self._format, self._form, among)

    def is_far(self, text: str) -> bool:
        """Whether the text is a date, and not taken because it is too far from the others."""
        return self._day(text) is not None

    def _number(self, text: str) -> int:
        day = self._day(text)
        return _NAT if day is None or day not in self._among else day.toordinal() - _EPOCH

    def _day(self, text: str) -> date | None:
        if self._format is not None:
            return self._by_format(text)
        if self._form == "days":
            return parse_day(text, self._order)
        return day_in_form(text, self._form)

    def _by_format(self, text: str) -> date | None:
        try:
            return datetime.strptime(text.strip(), self._format or "").date()  # noqa: DTZ007
        except ValueError:
            return None
