"""The sentences of the report: headlines, notes, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from vockit.gaps.full_periods import CHARTED
from vockit.gaps.periods import Period, period_of
from vockit.gaps.reports.trend.period_counts import PeriodCounts
from vockit.gaps.timeline import Reach, as_date


def headline(label: str, period: Period, share: float, expected: float) -> str:
    """The share of the theme in the period, and before."""
    return (
        f"In {period.label} {share:.1%} of verbatims mention {label}, against {expected:.1%} before"
    )


def notes_of(counts: PeriodCounts, covered: Reach) -> tuple[str, ...]:
    """Which periods are compared, and which are partial."""
    earlier, last = counts.periods[:-1], counts.last
    notes = [
        _compared_with(
            f"{last.label} ({counts.n[-1]:,} verbatims)", earlier, int(counts.n[:-1].sum())
        )
    ]
    if len(earlier) < CHARTED:
        notes.append(
            f"No limits: a chart needs {CHARTED} full periods before, and there are fewer."
        )
    for period in {period_of(last.kind, covered.first), period_of(last.kind, covered.last)}:
        days = min(period.end, covered.last + 1) - max(period.start, covered.first)
        written = counts.timeline.count(period.start, period.end)
        if written and days < period.end - period.start:
            notes.append(
                f"{period.label} is partial ({days} of {period.end - period.start} days) and not "
                "tested."
            )
    return (notes[0], *sorted(notes[1:]))


def too_few_periods(kind: str | None, covered: Reach) -> str:
    """That the data does not fill two periods of the kind, or of any kind."""
    return (
        f"two full periods with verbatims ({kind or 'of any length'}); the "
        f"data reaches from {as_date(covered.first)} to {as_date(covered.last)}"
    )


def _compared_with(what: str, earlier: Sequence[Period], n: int) -> str:
    if len(earlier) == 1:
        return f"{what} against {earlier[0].label} ({n:,})."
    return (
        f"{what} against {len(earlier)} periods, {earlier[0].label} to {earlier[-1].label} ({n:,})."
    )
