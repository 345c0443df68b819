"""The figures of an interval as plain floats, for the row of a report."""

from __future__ import annotations

from vockit.stats.intervals import Interval


def as_floats(interval: Interval, scale: float = 1.0) -> tuple[float, float, float]:
    """The value and both limits, times ``scale``, of an interval of one figure."""
    value, low, high = (
        scale * float(part) for part in (interval.value, interval.low, interval.high)
    )
    return value, low, high


def one_of(interval: Interval, place: int) -> Interval:
    """One figure of an interval that has several."""
    return Interval(interval.value[place], interval.low[place], interval.high[place])
