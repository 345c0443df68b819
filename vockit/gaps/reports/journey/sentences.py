"""The sentences of the report: headlines and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vockit import schema as s
from vockit.gaps.needs import has_role
from vockit.gaps.reports.journey.stages import Stage, can_be_rated, others
from vockit.gaps.speakers import Speaker, rows_of
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def headline(stage: Stage, stages: Sequence[Stage]) -> str:
    """Only a stage that fails more often than the others makes a headline."""
    negative, n = others(stage, stages)
    if not n or not stage.n or stage.failure_rate <= negative / n:
        return ""
    return (
        f"Customers complain more at “{stage.name}” than along the rest of the journey: "
        f"{stage.failure_rate:.0%} of those who mention it, against {negative / n:.0%}"
    )


def coverage_note(patterns: Mapping[int, int], total: int) -> str:
    """How many verbatims mention a stage."""
    mentioning, whole = sum(patterns.values()), patterns.get(0, 0)
    mentioned = f"{mentioning:,} of {total:,} verbatims mention a stage"
    return f"{mentioned}; of those {whole / mentioning:.1%} are negative on none."


def notes_of(
    tally: Tally, speaker: Speaker, stages: Sequence[Stage], settings: ReportSettings
) -> tuple[str, ...]:
    """Which stages are left out, or not rated."""
    notes = []
    named = {stage.name for stage in stages}
    outside = sorted(set(rows_of(tally.tables["stage"], speaker)[s.STAGE]) - named)
    if outside:
        notes.append(f"Stages outside the journey are left out: {', '.join(outside)}.")
    small = [stage.name for stage in stages if not can_be_rated(stage, settings)]
    if small:
        notes.append(f"Too few verbatims to rate: {', '.join(small)}.")
    return tuple(notes)


def truth_note(
    tally: Tally, truths: Mapping[str, str], settings: ReportSettings
) -> tuple[str, ...]:
    """What is missing to find the moments of truth."""
    if truths:
        return ()
    if not has_role(tally, s.RATING):
        return ("A rating column (--rating) would show the moments of truth.",)
    few = f"{settings.min_n} positive and {settings.min_n} negative rated verbatims"
    return (f"Moments of truth need two stages with {few}.",)
