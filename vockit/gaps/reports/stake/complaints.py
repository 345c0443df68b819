"""The negative verbatims of each theme, split between their negative themes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.stats.intervals import Interval, wilson

if TYPE_CHECKING:
    import pandas as pd


NO_THEME: Final = "(no theme)"


@dataclass(frozen=True, slots=True)
class Complaints:
    """Verbatims negative on a theme: how many, and the sums of 1/j and 1/j² over them."""

    verbatims: int = 0
    weight: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)

    def __add__(self, other: Complaints) -> Complaints:
        return Complaints(
            self.verbatims + other.verbatims,
            self.weight + other.weight,
            self.squares + other.squares,
        )


def complaints_by_theme(table: pd.DataFrame) -> dict[str, Complaints]:
    """The negative verbatims by theme, each split between its negative themes."""
    leaves: dict[str, Complaints] = {}
    columns = (table[name].tolist() for name in (s.THEME, s.NEGATIVE_THEMES, s.N))
    for name, j, n in sorted(zip(*columns, strict=True)):
        theme = str(name) or NO_THEME
        share = Fraction(1, max(j, 1))
        complaints = Complaints(n, n * share, n * share**2)
        leaves[theme] = leaves.get(theme, Complaints()) + complaints
    return leaves


def share_of(complaints: Complaints, total: int, confidence: float) -> Interval:
    """Σ 1/j over all negative verbatims, with limits.

    Shared verbatims vary less than whole ones: the interval is that of as many whole verbatims as
    would vary so much, which are never fewer than there are.
    """
    share = float(complaints.weight / total)
    variance = float(complaints.squares / total - (complaints.weight / total) ** 2)
    effective = total * share * (1 - share) / variance if variance > 0 else total
    return wilson(share * effective, effective, confidence)
