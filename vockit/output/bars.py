"""Bars of text: a gap from its axis with its interval, and a plain share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SURE, UNSURE, REACH, AXIS = "█", "▒", "─", "│"
EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True)
class Scale:
    """What the ends of every bar of one table stand for, and where the axis is."""

    low: float
    high: float
    axis: float

    @classmethod
    def over(cls, values: Iterable[float], axis: float) -> Scale:
        """The scale that holds all values and the axis."""
        held = [axis, *values]
        return cls(min(held), max(held), axis)

    def cell(self, value: float, width: int) -> int:
        """The cell that a value falls in, 0 to ``width`` - 1; the last one for values beyond it."""
        if self.high <= self.low:
            return 0
        place = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(place * (width - 1))


def gap_bar(gap: float, low: float, high: float, scale: Scale, width: int) -> str:
    """A bar from the axis to the gap: solid as far as the interval is sure of it, shaded up to the
    gap itself, and a line as far as the interval reaches."""
    axis, tip = scale.cell(scale.axis, width), scale.cell(gap, width)
    first, last = scale.cell(low, width), scale.cell(high, width)
    cells = [" "] * width
    for place in range(first, last + 1):
        cells[place] = REACH
    for place in range(min(axis, tip), max(axis, tip) + 1):
        cells[place] = UNSURE
    if low > scale.axis:
        cells[axis:first] = SURE * (first - axis)
    elif high < scale.axis:
        cells[last + 1 : axis + 1] = SURE * (axis - last)
    cells[axis] = AXIS
    return "".join(cells)


def share_bar(share: float, width: int) -> str:
    """A share of 0 to 1 as a bar of that width, to an eighth of a cell."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (EIGHTHS[rest] if rest else "")).ljust(width)
