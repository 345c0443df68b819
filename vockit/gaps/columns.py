"""The columns of a gap report's table."""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport

COMMON = (
    Column(s.N, "verbatims that the gap is measured on", "count"),
    Column(s.GAP, "how wide the gap is", "score", bar=True),
    Column(s.CI_LOW, "lower bound of the gap's confidence interval", "score"),
    Column(s.CI_HIGH, "upper bound of the gap's confidence interval", "score"),
    Column(s.FLAG, "ok, low base, suppressed, no clear best, or not measured"),
)
"""The columns that end every report."""


def columns_of(gap: GapReport) -> tuple[Column, ...]:
    """All columns of the report's table, in order."""
    return (*gap.key, *gap.columns, *COMMON)
