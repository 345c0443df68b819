"""A row of the report: a gap that was measured, or what it needs."""

from __future__ import annotations

from typing import Final

from vockit.gaps.evidence.rules import Evidence
from vockit.gaps.flags import NOT_MEASURED
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Row
from vockit.stats.intervals import Interval

KNOWLEDGE, STANDARDS, DELIVERY, COMMUNICATION, CUSTOMER = "12345"
NAMES: Final = {
    KNOWLEDGE: ("knowledge", "[priorities]"),
    STANDARDS: ("standards", "[standards]"),
    DELIVERY: ("delivery", "[standards]"),
    COMMUNICATION: ("communication", "[[promises]]"),
    CUSTOMER: ("customer", "servqual"),
}
"""What each gap is called, and what it is measured from besides the verbatims."""
FULL: Final = 100


def row_of(number: str, n: int, share: Interval, basis: str, evidence: Evidence) -> Row:
    """The row of a gap that was measured, as a share of 0 to 1."""
    name, source = NAMES[number]
    gap, low, high = as_floats(share, FULL)
    return Row(
        key=(number,),
        n=n,
        gap=gap,
        low=low,
        high=high,
        values={"name": name, "input": source, "basis": basis},
        evidence=evidence,
        subject=name,
    )


def not_measured(number: str, why: str) -> Row:
    """The row of a gap that could not be measured."""
    name, source = NAMES[number]
    values = {"name": name, "input": source, "basis": why}
    return Row(key=(number,), n=0, values=values, flag=NOT_MEASURED, subject=name)
