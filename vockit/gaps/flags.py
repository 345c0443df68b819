"""How far a row can be trusted, by how many verbatims it counts."""

from __future__ import annotations

from typing import Final

from vockit.gaps.model import Flag, Row
from vockit.gaps.rounding import rounded
from vockit.settings import ReportSettings

OK: Final = "ok"
LOW_BASE: Final = "low base"
SUPPRESSED: Final = "suppressed"
NO_CLEAR_BEST: Final = "no clear best"
NOT_MEASURED: Final = "not measured"

PLACE: Final[dict[Flag, int]] = {
    "ok": 0,
    "no clear best": 1,
    "low base": 1,
    "suppressed": 2,
    "not measured": 2,
}
"""Rows that can be relied on come before rows that cannot, worst first within each."""


def flag_of(row: Row, settings: ReportSettings) -> Flag:
    """The flag of a row: what is missing first, then how small its base is."""
    if row.flag == NOT_MEASURED:
        return NOT_MEASURED
    if row.n < settings.suppress_n:
        return SUPPRESSED
    if row.n < settings.min_n:
        return LOW_BASE
    if row.flag is not None:
        return row.flag
    return OK if rounded(row.gap) is not None else NOT_MEASURED
