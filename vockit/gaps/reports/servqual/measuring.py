"""From a tally to the rows of the report."""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.evidence.rules import Evidence, OnDimension, evidence_on
from vockit.gaps.expectations import expectation_evidence
from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.model import Findings, Row
from vockit.gaps.net import ALL
from vockit.gaps.reports.servqual.comparing import STATED, Gap, best_brands, measured_gap, weight_of
from vockit.gaps.reports.servqual.perceptions import ROWS, Cells, cell_of, sums_by_brand
from vockit.gaps.reports.servqual.sentences import headline, notes_of, source_name
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import BEST, Speaker, brands_in, each_brand, speakers
from vockit.settings import ReportSettings
from vockit.tallies.model import OVERALL, Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Perceptions per dimension and speaker, compared with what was expected."""
    who = speakers(tally, settings)
    brands = each_brand(brands_in(tally))
    sums = sums_by_brand(tally, "speaker_dimension", s.DIMENSION)
    outcomes = sums_by_brand(tally, "speaker_dimension_expectation", s.DIMENSION, s.OUTCOME)
    cells = {
        (speaker, dimension): cell_of(speaker, dimension, sums, outcomes, settings)
        for speaker in dict.fromkeys((*who, *brands))
        for dimension in ROWS
    }
    best = best_brands(cells, brands, settings)
    keys = [(speaker, dimension) for dimension in ROWS for speaker in who]
    gaps = [measured_gap(speaker, dimension, cells, best, settings) for speaker, dimension in keys]
    rows = tuple(
        _row(speaker, dimension, cells, gap, settings)
        for (speaker, dimension), gap in zip(keys, gaps, strict=True)
    )
    return Findings(rows, notes_of(gaps, settings))


def _row(speaker: Speaker, dimension: str, cells: Cells, gap: Gap, settings: ReportSettings) -> Row:
    cell = cells[speaker, dimension]
    enough = cell.n >= settings.suppress_n
    return Row(
        key=(dimension, speaker.label),
        n=gap.n,
        gap=gap.gap,
        low=gap.low,
        high=gap.high,
        values={
            "perception": float(cell.perception.value) if enough else None,
            "expectation": gap.expectation,
            "expectation_source": source_name(gap.source, settings),
            BEST: gap.best_brand,
            "weight": weight_of(speaker, dimension, cells, settings),
            "exceeded": cell.exceeded,
            "met": cell.met,
            "short": cell.short,
        },
        p_value=gap.p_value,
        group=ROWS.index(dimension),
        flag=None if gap.clear else NO_CLEAR_BEST,
        always_shown=frozenset({"perception", "expectation", "weight"}),
        evidence=_evidence(speaker, dimension, gap),
        subject=(speaker.label or ALL) if dimension == OVERALL else dimension,
        sentence=headline(speaker, dimension, cell, gap, settings),
    )


def _evidence(speaker: Speaker, dimension: str, gap: Gap) -> Evidence:
    """Verbatims on the dimension, or with a stated expectation of it; the gap is about its side."""
    on = OnDimension(None if dimension == OVERALL else dimension)
    sign = sign_of(gap.gap)
    if gap.source == STATED:
        return expectation_evidence(speaker, on, sign or 0)
    return evidence_on(speaker.verbatims, on, 1 if sign == 0 else sign)
