"""Days as they are written: a time of day or a time zone never moves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vockit.errors import UsageError

Order = Literal["day first", "month first"]

_EPOCH = date(1970, 1, 1).toordinal()
_NAT = np.iinfo(np.int64).min
_MEMO = 1 << 16

_TIME = r"(?:[T,\s]\s*(?:at\s+)?\d{1,2}(?:[:.h]\d{2}.*|\s*[ap]\.?m\.?.*))?"
_WEEKDAY = r"(?:[a-z]{3,9}\.?,?\s+)?"
_NAME = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})"

_ISO = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}{_TIME}", re.IGNORECASE)
"""The usual form, first and apart for its speed."""
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})\s?(?P<between>[-/. ])\s?(?P<second>\d{{1,2}})"
    rf"\s?(?P=between)\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
"""Two numbers and a year: which is the day only an order tells."""
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2015/2/24 11:35
        rf"(?P<year>\d{{4}})(?P<between>[-/.])(?P<month>\d{{1,2}})(?P=between){_DAY}{_TIME}",
        # 31-Jul-18, 3rd of October 2023
        rf"{_WEEKDAY}{_DAY}[-/.\s]+(?:of\s+)?{_NAME}[-/.,\s]+{_YEAR}{_TIME}",
        # July 31, 2018
        rf"{_WEEKDAY}{_NAME}[-/.\s]+{_DAY}[-/.,\s]+{_YEAR}{_TIME}",
        # Tue Feb 24 11:35:52 +0000 2015, as Unix writes it
        rf"{_WEEKDAY}{_NAME}\s+{_DAY}\s+\d{{1,2}}:[\d:.]+\s+(?:[-+\w:]+\s+)?(?P<year>\d{{4}})",
        # 2018-Jul-31
        rf"(?P<year>\d{{4}})[-/.\s]{_NAME}[-/.\s]{_DAY}{_TIME}",
        # 20150224, 20150224T113552Z
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4,6}.*)?",
    )
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}


def parse_day(text: str, order: Order | None) -> date | None:
    """The day that the text names; None where it names none, or only an order would tell."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return _iso_day(text[:10])
    if found := _NUMERIC.fullmatch(text):
        return _day_of_order(found["first"], found["second"], found["year"], order)
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(text):
            return _day(found["year"], found["month"], found["day"])
    return None


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
    try:
        return date(number, _MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return None


def _day_of_order(first: str, second: str, year: str, order: Order | None) -> date | None:
    if order == "day first":
        return _day(year, second, first)
    if order == "month first" or first == second:
        return _day(year, first, second)
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
    """Reads a column of dates, each distinct text once."""

    def __init__(self, order: Order | None = None, date_format: str | None = None) -> None:
        self._order = order
        self._format = date_format
        self._memo: dict[str, int] = {}

    def read(self, texts: Sequence[str]) -> NDArray[np.datetime64]:
        """datetime64[D], NaT for what is no date."""
        memo = self._memo
        if len(memo) > _MEMO:
            memo.clear()
        for text in set(texts).difference(memo):
            memo[text] = self._number(text)
        days = np.fromiter(map(memo.__getitem__, texts), dtype=np.int64, count=len(texts))
        return days.view("datetime64[D]")

    def _number(self, text: str) -> int:
        day = self._by_format(text) if self._format else parse_day(text, self._order)
        return _NAT if day is None else day.toordinal() - _EPOCH

    def _by_format(self, text: str) -> date | None:
        try:
            return datetime.strptime(text.strip(), self._format or "").date()  # noqa: DTZ007
        except ValueError:
            return None
