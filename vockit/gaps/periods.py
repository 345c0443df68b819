"""Days, weeks, months and quarters of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vockit.errors import UsageError

PERIODS: Final = ("day", "week", "month", "quarter")
"""What ``--period`` takes, shortest first."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the calendar; days are ordinals (``date.toordinal``)."""

    kind: str
    number: int
    """Periods of this kind that follow one another have numbers that do."""

    @property
    def start(self) -> int:
        """Its first day."""
        if self.kind == "day":
            return self.number
        if self.kind == "week":
            return self.number * 7 + 1
        months = self.number * (3 if self.kind == "quarter" else 1)
        return date(months // 12, months % 12 + 1, 1).toordinal()

    @property
    def end(self) -> int:
        """The first day after it."""
        return Period(self.kind, self.number + 1).start

    @property
    def label(self) -> str:
        """``2025-06-02``, ``2025-W23``, ``2025-06`` or ``2025-Q2``; weeks are those of ISO 8601."""
        first = date.fromordinal(self.start)
        if self.kind == "day":
            return first.isoformat()
        if self.kind == "week":
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02}"
        if self.kind == "month":
            return f"{first.year}-{first.month:02}"
        return f"{first.year}-Q{(first.month + 2) // 3}"


def period_of(kind: str, day: int) -> Period:
    """The period of that kind with the day in it."""
    if kind == "day":
        return Period(kind, day)
    if kind == "week":
        # Ordinal 1 was a Monday.
        return Period(kind, (day - 1) // 7)
    when = date.fromordinal(day)
    months = when.year * 12 + when.month - 1
    return Period(kind, months // (3 if kind == "quarter" else 1))


def periods_between(kind: str, first: int, last: int) -> list[Period]:
    """The periods from that of the day ``first`` to that of the day ``last``, in order."""
    start, end = period_of(kind, first).number, period_of(kind, last).number
    return [Period(kind, number) for number in range(start, end + 1)]


def check_period(kind: str) -> None:
    """Raise ``UsageError`` where there is no such period."""
    if kind not in PERIODS:
        raise UsageError(f"--period: {kind!r} is none of {', '.join(PERIODS)}")
