"""The sentences of the report: headlines and notes."""

from __future__ import annotations

from collections.abc import Mapping

from vockit.gaps.attention import Attention, Level
from vockit.gaps.reports.priorities.quadrants import Place
from vockit.settings import ReportSettings


def headline(theme: Attention, label: str, place: Place | None) -> str:
    """Only what customers care about more than the organisation makes a headline."""
    if theme.customers <= theme.organisation:
        return ""
    advice = f" ({place.quadrant})" if place is not None else ""
    return (
        f"Customers talk more of {label}{advice} than the priorities say: "
        f"{theme.customers:.0%} of what they mention, against {theme.organisation:.0%}"
    )


def notes_of(
    level: Level, rated: bool, places: Mapping[str, Place], settings: ReportSettings
) -> tuple[str, ...]:
    """What the shares are of, and what is missing for the quadrants."""
    notes = [f"Shares are of {level.pairs:,} mentions: a verbatim counts once a theme."]
    if not rated:
        notes.append(
            "Without a rating importance is the share of talk, and there are no quadrants; "
            "a rating column (--rating) gives both."
        )
    elif not places:
        notes.append(
            f"No two themes have {settings.min_n} positive and {settings.min_n} negative rated "
            "verbatims: importance is not known, and there are no quadrants."
        )
    if level.folded:
        notes.append(f"Counted within their parent theme: {', '.join(level.folded)}.")
    silent = [theme.theme for theme in level.themes if theme.prioritised and not theme.mentions]
    if silent:
        notes.append(f"Priorities that no verbatim mentions: {', '.join(silent)}.")
    return tuple(notes)
