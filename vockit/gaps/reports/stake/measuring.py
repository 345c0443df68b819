"""From a tally to the rows of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vockit import schema as s
from vockit.gaps.attention import within
from vockit.gaps.evidence.rules import (
    Evidence,
    HasClause,
    HasPolarity,
    Not,
    OfSpeaker,
    OnTheme,
    Verbatims,
    both,
    either,
)
from vockit.gaps.flags import LOW_BASE
from vockit.gaps.model import Cell, Findings, Row
from vockit.gaps.reports.stake.complaints import NO_THEME, Complaints, complaints_by_theme, share_of
from vockit.gaps.reports.stake.economics import at_stake, worth
from vockit.gaps.reports.stake.sentences import fixes_note, notes_of
from vockit.gaps.speakers import ours, rows_of
from vockit.profile import Economics
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

PARENTS: Final = 1
"""Group of the rows of parent themes."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The revenue at stake because of each theme."""
    economics = settings.profile.economics
    if economics is None:  # ``needs`` reports what is missing.
        return Findings()
    speaker = ours(settings)
    table = tally.tables["theme_shared"]
    leaves = complaints_by_theme(rows_of(table, speaker))
    if not leaves:
        return Findings(missing="a negative verbatim: nothing is at stake")
    sharing, whose = leaves, speaker.verbatims
    if settings.by is not None:
        sharing = complaints_by_theme(table[table[s.SPEAKER] != ""])
        whose = OfSpeaker(tuple(sorted(set(table[s.SPEAKER]) - {""})))
        economics = replace(economics, fixes={})
    total = int(sum(complaints.weight for complaints in sharing.values()))
    parents = {
        theme: sum((leaves[leaf] for leaf in under), Complaints())
        for theme in sorted(economics.fixes)
        if theme not in leaves and (under := [leaf for leaf in leaves if within(leaf, {theme})])
    }
    known = tally.tables["themes"]
    every_leaf = tuple(known[s.THEME][known[s.LEAF] == 1])
    rows = tuple(
        replace(
            _row(theme, complaints, total, economics, settings),
            group=group,
            evidence=_evidence(theme, every_leaf, whose, speaker.verbatims),
        )
        for group, themes in ((0, leaves), (PARENTS, parents))
        for theme, complaints in themes.items()
    )
    unspoken = sorted(set(economics.fixes) - {theme for row in rows for theme in row.key})
    notes = notes_of(economics, total, tuple(parents), unspoken)
    return Findings(rows, (*notes, *fixes_note(settings)))


def _row(
    theme: str,
    complaints: Complaints,
    total: int,
    economics: Economics,
    settings: ReportSettings,
) -> Row:
    share = share_of(complaints, total, settings.confidence)
    low, base, high = (
        at_stake(economics, float(share.value), drop) for drop in economics.loyalty_drop
    )
    drop = economics.loyalty_drop[1]
    cost = economics.fixes.get(theme)
    fix = worth(economics, cost, base)
    values: Mapping[str, Cell] = {
        "complaints": complaints.verbatims,
        "share": float(share.value),
        "low": low,
        "base": base,
        "high": high,
        "fix_cost": cost,
        "break_even": fix.break_even,
        "roi": fix.roi,
        "payback_years": fix.payback_years,
    }
    return Row(
        key=(theme,),
        n=total,
        gap=base,
        low=at_stake(economics, float(share.low), drop),
        high=at_stake(economics, float(share.high), drop),
        values=values,
        flag=None if complaints.verbatims >= settings.min_n else LOW_BASE,
        always_shown=frozenset({"fix_cost"}),
        subject=theme,
    )


def _evidence(theme: str, leaves: tuple[str, ...], sharing: Verbatims, mine: Verbatims) -> Evidence:
    """All negative verbatims, which share the stake; the gap is about those on the theme."""
    of_any = either(*(HasClause(OnTheme((leaf,)), -1) for leaf in leaves))
    base = both(sharing, either(HasPolarity(-1), of_any))
    if theme == NO_THEME:
        return Evidence(base, both(mine, Not(of_any)), polarity=-1)
    under = [leaf for leaf in leaves if within(leaf, {theme})]
    part = either(*(HasClause(OnTheme((leaf,)), -1) for leaf in under))
    return Evidence(base, both(mine, part), OnTheme((theme,)), -1)
