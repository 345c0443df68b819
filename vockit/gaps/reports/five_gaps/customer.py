"""Gap 5: what customers miss, from the report ``servqual``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.model import Row
from vockit.gaps.reports.five_gaps.rows import CUSTOMER, not_measured, row_of
from vockit.gaps.reports.five_gaps.sentences import (
    NEEDS_OWN_BRAND,
    customer_basis,
    needs_expectations,
)
from vockit.gaps.reports.servqual.measuring import measure
from vockit.gaps.reports.servqual.perceptions import HALF_SCALE
from vockit.settings import ReportSettings
from vockit.stats.intervals import Interval
from vockit.tallies.model import OVERALL, Tally
from vockit.taxonomy.facets import DIMENSIONS


def customer_gap(tally: Tally, settings: ReportSettings) -> Row:
    """The weighted mean of the gaps of the dimensions."""
    findings = measure(tally, settings)
    rows = {row.key[0]: row for row in findings.rows if not row.key[1]}
    if not rows:
        return not_measured(CUSTOMER, NEEDS_OWN_BRAND)
    usable = [row for row in _usable(rows.values(), settings) if row.key[0] != OVERALL]
    weights = np.array([row.values["weight"] for row in usable], dtype=np.float64)
    if not weights.sum():
        return not_measured(CUSTOMER, needs_expectations(by=settings.by))
    weights /= weights.sum()
    gap, low, high = (
        np.array([row.gap for row in usable], dtype=np.float64),
        np.array([row.low for row in usable], dtype=np.float64),
        np.array([row.high for row in usable], dtype=np.float64),
    )
    value, least, most = (
        np.asarray(weights @ np.maximum(0.0, -bound) / (2 * HALF_SCALE))
        for bound in (gap, high, low)
    )
    widest = usable[int(np.argmax(weights * np.maximum(0.0, -gap)))]
    sources = dict.fromkeys(str(row.values["expectation_source"]) for row in usable)
    return row_of(
        CUSTOMER,
        rows[OVERALL].n,
        Interval(value, least, most),
        customer_basis(len(usable), len(DIMENSIONS), sources),
        replace(widest.evidence, base=rows[OVERALL].evidence.base),
    )


def _usable(rows: Iterable[Row], settings: ReportSettings) -> list[Row]:
    return [
        row
        for row in rows
        if row.gap is not None
        and np.isfinite(row.gap)
        and row.flag != NO_CLEAR_BEST
        and row.n >= settings.suppress_n
    ]
