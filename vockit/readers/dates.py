"""Days as they are written, with one order of day and month for a whole column.

The order is what the values that can be read one way only say (13/02 is a day first, 02/13 a month
first), whatever stands between the numbers. A time of day or a time zone never moves the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Order = Literal["day first", "month first"]

_EPOCH = date(1970, 1, 1).toordinal()
_NAT = np.iinfo(np.int64).min
_MEMO = 1 << 16

_TIME = r"(?:[T,\s]\s*(?:at\s+)?\d{1,2}(?:[:.h]\d{2}.*|\s*[ap]\.?m\.?.*))?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?")
_NUMERIC = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(\d{{1,2}})\s?([-/. ])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[-/.\s]+(?:of\s+)?{_MONTH}"
    rf"[-/.,\s]+['’]?(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?{_MONTH}[-/.\s]+(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"[-/.,\s]+['’]?(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})[-/.\s]{_MONTH}[-/.\s](\d{{1,2}}){_TIME}", re.IGNORECASE)
# As Unix and Twitter write it: Tue Feb 24 11:35:52 +0000 2015.
_CTIME = re.compile(
    rf"[a-z]{{3}}\s+{_MONTH}\s+(\d{{1,2}})\s+[\d:.]+\s+(?:[-+\w:]+\s+)?(\d{{4}})", re.IGNORECASE
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
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _NUMERIC.fullmatch(text):
        return _day_of_order(found[1], found[3], found[4], order)
    if found := _DAY_MONTH.fullmatch(text):
        return _day(found[3], _MONTHS[found[2].lower()], found[1])
    if found := _MONTH_DAY.fullmatch(text) or _CTIME.fullmatch(text):
        return _day(found[3], _MONTHS[found[1].lower()], found[2])
    if found := _YEAR_MONTH_DAY.fullmatch(text):
        return _day(found[1], _MONTHS[found[2].lower()], found[3])
    if found := _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    number = int(year)
    if isinstance(year, str) and len(year) == 2:
        # The pivot of POSIX: 69 to 99 are of the last century.
        number += 1900 if number >= 69 else 2000
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _day_of_order(first: str, second: str, year: str, order: Order | None) -> date | None:
    if order == "day first":
        return _day(year, second, first)
    if order == "month first" or first == second:
        return _day(year, first, second)
    return None


@dataclass(slots=True)
class OrderEvidence:
    """What the values of a column say about the order of day and month."""

    day_first: str | None = None
    """The first value that only a day before its month explains."""
    month_first: str | None = None
    open: str | None = None
    """The first value that both orders would read, as different days."""
    dates: int = 0
    others: int = 0
    """Values that are neither blank nor a date in any order."""

    def add(self, values: Iterable[str]) -> None:
        """Take in more values of the column."""
        for value in values:
            if not value.strip():
                continue
            by_day, by_month = parse_day(value, "day first"), parse_day(value, "month first")
            if by_day is None and by_month is None:
                self.others += 1
                continue
            self.dates += 1
            if by_month is None:
                self.day_first = self.day_first or value
            elif by_day is None:
                self.month_first = self.month_first or value
            elif by_day != by_month:
                self.open = self.open or value

    @property
    def contradicting(self) -> bool:
        """Whether some values need the day first and others the month first."""
        return self.day_first is not None and self.month_first is not None

    @property
    def undecided(self) -> bool:
        """Whether the order matters and no value tells it."""
        return self.open is not None and self.day_first is None and self.month_first is None

    @property
    def order(self) -> Order | None:
        """The order that the values tell, if they tell one."""
        if self.contradicting:
            return None
        if self.day_first is not None:
            return "day first"
        return "month first" if self.month_first is not None else None

    @property
    def share(self) -> float:
        """Dates among the values that are not blank."""
        total = self.dates + self.others
        return self.dates / total if total else 0.0


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
