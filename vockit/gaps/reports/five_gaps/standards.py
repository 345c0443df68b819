"""Gaps 2 and 3: not having set standards, and not keeping them."""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.attention import within
from vockit.gaps.evidence.rules import NO_CLAUSE, Evidence, HasClause, OnTheme, both, either
from vockit.gaps.model import Row
from vockit.gaps.reports.five_gaps.rows import DELIVERY, STANDARDS, not_measured, row_of
from vockit.gaps.reports.five_gaps.sentences import delivery_basis, needs_section, standards_basis
from vockit.gaps.speakers import Speaker, rows_of
from vockit.gaps.standards import breaking_standards, on_standards
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import wilson
from vockit.tallies.model import ANY, Tally


def standards_gap(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    """The share of talk on themes without a standard."""
    if not settings.profile.standards:
        return not_measured(STANDARDS, needs_section("[standards]"))
    known = tally.tables["themes"]
    leaves = known[s.THEME][(known[s.LEAF] == 1) & (known[s.GENERAL] == 0)]
    table = rows_of(tally.tables["speaker_theme"], speaker)
    talk = totals_by(table[table[s.THEME].isin(leaves)], s.THEME)
    total = sum(sums[s.N] for sums in talk.values())
    covered = {standard.theme for standard in settings.profile.standards}
    free = {name: sums for (name,), sums in talk.items() if not within(name, covered)}
    without = sum(sums[s.N] for sums in free.values())
    worst = max(free, key=lambda name: free[name][s.NEGATIVE], default=None)
    verbatims = rows_of(tally.tables["speaker_channel"], speaker)[s.TAGGED].sum()
    return row_of(
        STANDARDS,
        int(verbatims),
        wilson(without, total, settings.confidence),
        standards_basis(without, total),
        Evidence(
            both(speaker.verbatims, HasClause(OnTheme())),
            either(*(HasClause(OnTheme((name,))) for name in free)),
            OnTheme((worst,)) if worst else NO_CLAUSE,
            -1,
        ),
    )


def delivery_gap(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    """The share of verbatims that report a breach of a standard."""
    standards = settings.profile.standards
    if not standards:
        return not_measured(DELIVERY, needs_section("[standards]"))
    table = rows_of(tally.tables["speaker_theme_duration"], speaker)
    table = table[table[s.THEME] == ANY]
    n, breached = int(table[s.N].sum()), int(table[s.BREACHED].sum())
    stated = table[table[s.DURATION] != "none"]
    over = int(stated[s.BREACHED].sum())
    return row_of(
        DELIVERY,
        n,
        wilson(breached, n, settings.confidence),
        delivery_basis(breached, over, n),
        Evidence(
            both(speaker.verbatims, HasClause(on_standards(standards))),
            breaking_standards(standards),
            on_standards(standards),
            -1,
        ),
    )
