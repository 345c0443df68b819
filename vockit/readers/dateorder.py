"""One way of reading for a whole column of dates: its form, and the order of day and month.

The order is what the values that can be read one way only say (13/02 has the day first, 02/13 the
month), whatever stands between the numbers. Three numbers of two digits may also have the year
first; then the days that they name are close together, while with the day first they would be
scattered over thirty years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vockit.cells import is_blank
from vockit.readers.dateforms import Form, form_of, is_relative
from vockit.readers.dates import DayReader, Order, numeric_order, parse_day
from vockit.settings import InputSettings

_WHOLE = 0.95
"""Share of the values of a column that must be of one form, where they are no days."""
_NO_DATE = frozenset({"0", "-1", "0.0", "0000-00-00", "00/00/0000", "0000-00-00 00:00:00"})
"""What systems write for no date, which says nothing about the others."""
_NEAR = 2 * 366
"""Days of so many days are close together."""
_CLOSER = 4
"""How many times closer together days must be with the year first."""


@dataclass(slots=True)
class _Span:
    """The first and the last day that values name in one order of their numbers."""

    fails: str | None = None
    """The first value that names no day in it."""
    first: date | None = None
    last: date | None = None

    def add(self, value: str, day: date | None) -> None:
        """Take in what a value names."""
        if day is None:
            self.fails = self.fails or value
            return
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)

    @property
    def days(self) -> int:
        """From the first to the last."""
        return 0 if self.first is None or self.last is None else (self.last - self.first).days


@dataclass(slots=True)
class OrderEvidence:
    """What the values of a column say about how they are to be read."""

    day_first: str | None = None
    """The first value that only a day before its month explains."""
    month_first: str | None = None
    open: str | None = None
    """The first value that both orders would read, as different days."""
    dates: int = 0
    """Values that are a day, in some order."""
    others: int = 0
    """Values that are neither blank nor a day in any order."""
    forms: Counter[Form] = field(default_factory=Counter)
    """What of the others may be something else than days."""
    relative: str | None = None
    """The first value that counts from the day of the export, as in "2 weeks ago"."""
    short: str | None = None
    """The first value of three numbers with a year of two digits."""
    _spans: dict[Order, _Span] = field(default_factory=dict)

    def add(self, values: Iterable[str]) -> None:
        """Take in more values of the column; equal ones among them count once."""
        for value in dict.fromkeys(values):
            if not is_blank(value) and value.strip() not in _NO_DATE:
                self._add(value)

    def _add(self, value: str) -> None:
        always = parse_day(value, None)
        if always is not None and not numeric_order(value):
            self.dates += 1
            return
        by_day, by_month = parse_day(value, "day first"), parse_day(value, "month first")
        by_year = parse_day(value, "year first")
        if by_day is None and by_month is None and by_year is None:
            self.others += 1
            if (form := form_of(value)) is not None:
                self.forms[form] += 1
            elif self.relative is None and is_relative(value):
                self.relative = value
            return
        self.dates += 1
        if numeric_order(value):
            self.short = self.short or value
        for order, day in _readings(by_day, by_month, by_year):
            self._spans.setdefault(order, _Span()).add(value, day)
        if always is not None:
            return
        if by_month is None:
            self.day_first = self.day_first or value
        elif by_day is None:
            self.month_first = self.month_first or value
        else:
            self.open = self.open or value

    @property
    def year_first(self) -> bool | None:
        """Whether the year comes first; None where that may be, and nothing tells."""
        by_year = self._spans.get("year first")
        if self.short is None or by_year is None or by_year.fails is not None:
            return False
        usual = [
            span.days
            for order, span in self._spans.items()
            if order != "year first" and span.fails is None
        ]
        if not usual:
            return True
        if min(usual) <= _NEAR or by_year.days >= min(usual):
            return False
        return True if _CLOSER * by_year.days <= min(usual) else None

    @property
    def contradicting(self) -> bool:
        """Whether some values need the day first and others the month first."""
        return self.day_first is not None and self.month_first is not None and not self.year_first

    @property
    def undecided(self) -> bool:
        """Whether the order matters and no value tells it."""
        if self.year_first is None:
            return True
        unknown = self.open is not None and self.day_first is None and self.month_first is None
        return unknown and not self.year_first

    @property
    def order(self) -> Order | None:
        """The order that the values tell, if they tell one."""
        if self.contradicting or self.undecided:
            return None
        if self.year_first:
            return "year first"
        if self.day_first is not None:
            return "day first"
        return "month first" if self.month_first is not None else None

    @property
    def form(self) -> Form:
        """Days, unless nearly all values are something else."""
        if self.forms:
            form, count = self.forms.most_common(1)[0]
            if count >= _WHOLE * (self.dates + self.others):
                return form
        return "days"

    @property
    def share(self) -> float:
        """Dates among the values that are not blank."""
        total = self.dates + self.others
        found = self.dates if self.form == "days" else self.forms[self.form]
        return found / total if total else 0.0

    @property
    def written_share(self) -> float:
        """As ``share``, of days only: the rest are dates only if the column's name says so."""
        return self.share if self.form == "days" else 0.0

    @property
    def fault(self) -> str | None:
        """Why the values give no dates, where most of them are none."""
        if self.share >= 0.5:
            return None
        if self.relative is not None:
            return (
                f"values such as {self.relative!r} count from the day of the export, "
                "which is not in it"
            )
        return "most of its values are no dates"


def _readings(
    by_day: date | None, by_month: date | None, by_year: date | None
) -> tuple[tuple[Order, date | None], ...]:
    return (("day first", by_day), ("month first", by_month), ("year first", by_year))


@dataclass(frozen=True, slots=True)
class DatePlan:
    """How a column of dates is read: not at all where ``reader`` is None; ``note`` says why."""

    reader: DayReader | None
    note: str | None = None


def weigh_dates(values: Sequence[str], more: Iterable[Sequence[str]]) -> OrderEvidence:
    """What a column says. ``more`` is all of it, read only where ``values`` leave it open."""
    evidence = OrderEvidence()
    evidence.add(values)
    if evidence.undecided:
        for texts in more:
            evidence.add(texts)
            if not evidence.undecided:
                break
    return evidence


def plan_dates(
    column: str,
    evidence: OrderEvidence,
    kin: Sequence[tuple[str, OrderEvidence]],
    settings: InputSettings,
) -> DatePlan:
    """Decide how a column is read: as the user said, else as its values tell.

    ``kin`` are files with the same columns, by name: they tell where the values do not, if they
    are of one mind.
    """
    if settings.date_format is not None:
        return DatePlan(DayReader(date_format=settings.date_format))
    if settings.dayfirst is not None:
        return DatePlan(DayReader("day first" if settings.dayfirst else "month first"))
    if evidence.form != "days":
        return _in_form(evidence.form)
    if evidence.undecided:
        told = [(one.order, name) for name, one in kin if one.order is not None]
        if len({order for order, _ in told}) == 1:
            order, name = told[0]
            return DatePlan(
                DayReader(order), f"date: read with the {order}, as {name} of the same columns"
            )
    return _plan(column, evidence)


def _plan(column: str, evidence: OrderEvidence) -> DatePlan:
    none = f"date: column {column!r} gives no dates"
    mend = "say --dayfirst or --no-dayfirst, or give its --date-format"
    if evidence.contradicting:
        return DatePlan(
            None,
            f"{none}: {evidence.day_first!r} can only have the day first, "
            f"{evidence.month_first!r} only the month; {mend}",
        )
    if evidence.year_first is None:
        return DatePlan(
            None,
            f"{none}: {evidence.short!r} may have the year first or last; give its --date-format, "
            "as in %y/%m/%d",
        )
    if evidence.undecided:
        return DatePlan(
            None,
            f"{none}: no value tells whether day or month comes first, "
            f"as in {evidence.open!r}; {mend}",
        )
    if evidence.order is None:
        return DatePlan(DayReader())
    if evidence.year_first:
        note = f"date: read with the year first, since {evidence.short!r} and the others are close"
        return DatePlan(DayReader("year first"), f"{note} together that way; --date-format if not")
    proof = evidence.day_first or evidence.month_first
    return DatePlan(
        DayReader(evidence.order), f"date: read with the {evidence.order}, as {proof!r} shows"
    )


_MEANING: Mapping[Form, str] = {
    "seconds": "seconds since 1970, as of Greenwich",
    "milliseconds": "milliseconds since 1970, as of Greenwich",
    "microseconds": "microseconds since 1970, as of Greenwich",
    "nanoseconds": "nanoseconds since 1970, as of Greenwich",
    "day numbers": "Excel's day numbers (45292 is 2024-01-01)",
    "months": "months, each as its first day",
    "month numbers": "months, each as its first day",
    "quarters": "quarters, each as its first day",
    "weeks": "weeks, each as its Monday",
}


def _in_form(form: Form) -> DatePlan:
    return DatePlan(DayReader(form=form), f"date: read as {_MEANING[form]}")
