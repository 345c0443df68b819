"""The sentences of the report: headlines and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vockit import schema as s
from vockit.gaps.net import ALL, GapToBest, Net
from vockit.gaps.reports.channels.standardising import Standardised
from vockit.gaps.speakers import brands_in
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def headline(channel: str, theme: str, value: float, gap: GapToBest) -> str:
    """How far a channel is behind the best; "" where that is not known."""
    if gap.value is None or gap.best_value is None:
        return ""
    what = "with the same mix of themes" if theme == ALL else f"on {theme}"
    return (
        f"{channel} is behind {gap.best}, the best channel, {what}: "
        f"net sentiment {value:.0f}, against {gap.best_value:.0f}"
    )


def notes_of(
    tally: Tally,
    standardised: Standardised,
    overall: Mapping[str, Net],
    compared: Sequence[str],
    settings: ReportSettings,
) -> tuple[str, ...]:
    """What the figures are standardised over, and which verbatims are left out."""
    notes = []
    if standardised.themes:
        notes.append(f"Standardised over {', '.join(standardised.themes)}.")
    else:
        notes.append(
            f"No theme has {settings.suppress_n} verbatims on every channel of {settings.min_n} or "
            "more, so nothing can be standardised."
        )
    small = [channel for channel in overall if channel not in compared]
    if small:
        notes.append(f"Too few verbatims to be compared: {', '.join(small)}.")
    unnamed = tally.tables["speaker_channel"]
    without = int(unnamed[unnamed[s.CHANNEL] == ""][s.N].sum())
    if without:
        notes.append(f"{without:,} verbatims have no channel and are left out.")
    if len(brands_in(tally)) > 1:
        notes.append("All brands together.")
    return tuple(notes)
