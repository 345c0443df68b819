"""The notes of the report."""

from __future__ import annotations

from vockit.gaps.reports.stake.economics import at_stake
from vockit.profile import Economics
from vockit.settings import ReportSettings


def notes_of(
    economics: Economics, total: int, parents: tuple[str, ...], unspoken: list[str]
) -> tuple[str, ...]:
    """Whose figure the stake rests on, and what the rows add up to."""
    everything = at_stake(economics, 1.0, economics.loyalty_drop[1])
    share = economics.affected_share
    notes = [
        (
            f"affected_share = {share:g} is YOUR figure, from the profile: those who write are no "
            "sample of customers, and no verbatim says how many customers are affected."
        ),
        (
            f"{total:,} negative verbatims share {everything:,.0f} at stake at the base loyalty "
            "drop; the rows add up to that."
        ),
        "low, base and high are by loyalty_drop; the interval covers chance in the share, at base.",
    ]
    if parents:
        notes.append(f"The last rows are sums over the themes under them: {', '.join(parents)}.")
    if unspoken:
        notes.append(f"Fixes for themes that no negative verbatim mentions: {', '.join(unspoken)}.")
    return tuple(notes)


def fixes_note(settings: ReportSettings) -> tuple[str, ...]:
    """That the costs of fixes are not split by segment."""
    economics = settings.profile.economics
    if settings.by is None or economics is None or not economics.fixes:
        return ()
    return (f"[economics.fixes] are for all values of {settings.by!r} together, and are left out.",)
