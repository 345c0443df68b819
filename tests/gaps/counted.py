"""Made-up verbatims, counted for a report: what a report says can be held against the verbatims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.tallies.corpora import PLAN, PROFILE, Verbatim, annotated
from tests.tallies.twins import brand_of
from vockit.annotation.model import Annotations
from vockit.gaps.evidence.selecting import Selector
from vockit.gaps.evidence.views import view_of_batch
from vockit.gaps.model import Findings, Row
from vockit.gaps.needs import statistics_of, what_is_missing
from vockit.gaps.registry import load
from vockit.profile import Economics
from vockit.settings import ReportSettings
from vockit.tallies.counting import count
from vockit.tallies.facts import Facts

SETTINGS = ReportSettings(
    profile=replace(
        PROFILE,
        priorities={"delivery": 3.0, "price": 1.0},
        economics=Economics(customers=1_000, value_per_year=100, affected_share=0.5),
    ),
    min_n=1,
    suppress_n=0,
)
OURS = ("", "Alpha")


def measured(report: str, verbatims: Sequence[Verbatim]) -> tuple[Findings, Annotations]:
    """What a report finds in the verbatims, and what they are annotated with."""
    annotations = annotated(verbatims)
    tally = count([annotations], statistics_of([load(report)]), PLAN)
    gap = load(report)
    missing = what_is_missing(gap, tally, SETTINGS)
    found = gap.measure(tally, SETTINGS) if missing is None else Findings(missing=missing)
    return found, annotations


def by_key(findings: Findings) -> dict[str, Row]:
    return {row.key[0]: row for row in findings.rows}


def ours(verbatims: Sequence[Verbatim]) -> list[Verbatim]:
    return [verbatim for verbatim in verbatims if brand_of(verbatim) in OURS]


def parts(findings: Findings, annotations: Annotations) -> dict[str, int]:
    """How many verbatims the gap of each row is about."""
    selector = Selector(view_of_batch(Facts(annotations, PLAN)))
    return {row.key[0]: int(selector.part(row.evidence).sum()) for row in findings.rows}
