"""Days that no customer wrote on: 9999-12-31 for "open end", 1900-01-01, 2204 typed for 2024.

One such day among thousands would stretch every trend over centuries, so it is set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

_FEWEST = 10
"""Dates from which on most of them say where one of them may lie."""
_SHARE = 50
"""One date in so many, or one at all, may be far off; more of them are no mistake."""
_YEAR = 366
_ORDERED = 0.1
"""Share of the span by which one half of the days is later, where they are in order."""
_LATER, _EARLIER = 20 * _YEAR, 40 * _YEAR
"""How far the rest of a long input may go beyond its first records, which may be in order."""
_SENTINELS = frozenset({date(1980, 1, 1), date(2099, 1, 1), date(2099, 12, 31)})
"""What systems write for no date, besides days before 1970-01-02 and after 2100."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """The first and the last day that is taken; the days that systems write for none are not."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last and day not in _SENTINELS


ALL_DAYS: Final = DayRange(date(1970, 1, 2), date(2100, 12, 31))


def days_among(days: NDArray[np.datetime64], *, whole: bool) -> DayRange:
    """The days to be taken, by where most of the days of a column are.

    A day is far off where at most one in fifty, or one alone, lies beyond a gap behind the last of
    the others that is longer than a year and than half the time that they span; before the first of
    them the gap must be longer than ten years and than three times that span, since customers do
    write early once. Where all ``days`` are known (``whole``) their order does not matter.

    Where the column goes on behind them, what follows may be later if they ascend: then only days
    twenty years later are far off; and if they descend, only days forty years earlier.
    """
    first, last = (_number(day) for day in (ALL_DAYS.first, ALL_DAYS.last))
    known = days[~np.isnat(days)].astype(np.int64)
    known = known[(known >= first) & (known <= last)]
    if len(known) < _FEWEST:
        return ALL_DAYS
    ordered = np.sort(known)
    few = max(1, len(ordered) // _SHARE)
    low, high = int(ordered[few]), int(ordered[-1 - few])
    span = high - low
    later, earlier = max(_YEAR, span // 2), max(10 * _YEAR, 3 * span)
    after, before = _bulk_end(ordered, few, later), -_bulk_end(-ordered[::-1], few, earlier)
    if whole:
        last = last if after == ordered[-1] else after
        first = first if before == ordered[0] else before
    else:
        drift = _drift(known) / max(span, 1)
        last = min(last, high + _LATER if drift > _ORDERED else after + later)
        first = max(first, low - _EARLIER if drift < -_ORDERED else before - earlier)
    return DayRange(_day(first), _day(last))


def _drift(known: NDArray[np.int64]) -> float:
    """By how much the second half of the days is later than the first, in the middle."""
    half = len(known) // 2
    return float(np.median(known[half:]) - np.median(known[:half]))


def _bulk_end(ascending: NDArray[np.int64], few: int, gap: int) -> int:
    """The last value before the first gap so wide among the last few values, else the last."""
    ends = ascending[-1 - few :]
    wide = np.flatnonzero(np.diff(ends) > gap)
    return int(ends[wide[0]] if len(wide) else ends[-1])


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)
