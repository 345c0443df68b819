"""The sentences of the report: headlines, notes, and what is missing."""

from __future__ import annotations

import numpy as np

from vockit.gaps.reports.ripple.changes import Changes
from vockit.gaps.reports.ripple.events import has_control_brands
from vockit.gaps.reports.ripple.windows import Sides, Study
from vockit.gaps.timeline import Reach, as_date
from vockit.profile import Event
from vockit.settings import ReportSettings


def headline(label: str, event: Event, shares: tuple[float, float]) -> str:
    """How the share of complaints about a theme changed."""
    before, after = shares
    move = "rose" if after > before else "fell"
    return (
        f"Since {event.name} ({event.day}) complaints about {label} {move} "
        f"from {before:.1%} to {after:.1%} of verbatims"
    )


def too_short(event: Event, covered: Reach) -> str:
    """That the data does not reach far enough on both sides of the event."""
    return (
        f"a whole week of verbatims on each side of {event.day}; "
        f"the data reaches from {as_date(covered.first)} to {as_date(covered.last)}"
    )


def too_few(event: Event, who: str, sides: Sides, settings: ReportSettings) -> str:
    """That there are too few verbatims on a side of the event, ours or of the controls."""
    return (
        f"{settings.suppress_n} verbatims ({who}) on each side of {event.day}; "
        f"there are {sides.n_before} and {sides.n_after}"
    )


def notes_of(study: Study, changes: Changes, settings: ReportSettings) -> tuple[str, ...]:
    """What is compared, what is taken off, and what is not measured."""
    window, sides, controls = study.window, study.ours, study.controls
    (first, day), (_, end) = window.before, window.after
    weeks = "1 week" if window.weeks == 1 else f"{window.weeks} weeks"
    opening = (
        f"{window.event.name}, {window.event.day}: {weeks} each side, "
        f"{as_date(first)} to {as_date(day - 1)} ({sides.n_before:,} verbatims) and "
        f"{as_date(day)} to {as_date(end - 1)} ({sides.n_after:,})."
    )
    notes = [opening]
    if controls is not None:
        counts = f"{controls.n_before:,} and {controls.n_after:,} verbatims"
        notes.append(f"Less the change of {', '.join(study.control)} ({counts}).")
    tested = ~np.isnan(changes.p_share)
    sloped = [study.timeline.themes[i] for i in np.flatnonzero(changes.sloped & tested)]
    if sloped:
        notes.append(f"Less the slope before: {', '.join(sloped)}.")
    if settings.by is not None and not study.control and has_control_brands(settings):
        notes.append(
            "The event's control brands are not used here: with --by, --control names values."
        )
    if not window.event.expected:
        notes.append("No theme was expected to change (--expected): every change is unintended.")
    rare = int(((sides.mentions > 0) & ~tested).sum())
    if rare:
        few = f"fewer than {settings.suppress_n} verbatims"
        notes.append(f"Not measured: {rare} themes that {few} mention.")
    return tuple(notes)
