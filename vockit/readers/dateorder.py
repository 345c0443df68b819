"""One order of day and month for a whole column of dates.

The order is what the values that can be read one way only say (13/02 has the day first, 02/13 the
month), whatever stands between the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vockit.readers.dates import DayReader, Order, parse_day
from vockit.settings import InputSettings


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
        """Take in more values of the column; equal ones among them count once."""
        for value in dict.fromkeys(values):
            if not value.strip():
                continue
            if parse_day(value, None) is not None:
                self.dates += 1
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
            else:
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
    if evidence.undecided:
        return DatePlan(
            None,
            f"{none}: no value tells whether day or month comes first, "
            f"as in {evidence.open!r}; {mend}",
        )
    if evidence.order is None:
        return DatePlan(DayReader())
    proof = evidence.day_first or evidence.month_first
    return DatePlan(
        DayReader(evidence.order), f"date: read with the {evidence.order}, as {proof!r} shows"
    )
