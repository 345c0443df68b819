"""From a tally to the rows of the report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vockit import schema as s
from vockit.gaps.attention import Attention, Level, attention
from vockit.gaps.evidence.rules import Evidence, HasClause, OnTheme, both
from vockit.gaps.labels import labels
from vockit.gaps.model import Cell, Findings, Row
from vockit.gaps.needs import has_role
from vockit.gaps.reports.priorities.quadrants import Place, places_of
from vockit.gaps.reports.priorities.sentences import headline, notes_of
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import wilson
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Both shares of each theme, and its place on the map."""
    if not sum(settings.profile.priorities.values()):
        return Findings(missing="an entry above 0 in the section [priorities] of the profile")
    speaker = ours(settings)
    level = attention(tally, speaker, settings)
    if not level.pairs:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    performance = _performance(tally, speaker, level)
    rated = has_role(tally, s.RATING)
    places = places_of(tally, speaker, level, performance, settings) if rated else {}
    theme_labels = labels(tally)
    rows = []
    for theme in level.themes:
        place = places.get(theme.theme)
        row = _row(theme, level, settings)
        figures = _figures(theme, performance[theme.theme], place, rated, settings)
        rows.append(
            replace(
                row,
                values={**row.values, **figures},
                evidence=Evidence(
                    both(speaker.verbatims, HasClause(OnTheme())),
                    HasClause(on := OnTheme((theme.theme,))),
                    on,
                ),
                sentence=headline(theme, theme_labels.get(theme.theme, theme.theme), place),
            )
        )
    notes = notes_of(level, rated, places, settings)
    return Findings(tuple(rows), notes)


def _performance(tally: Tally, speaker: Speaker, level: Level) -> dict[str, tuple[int, int, int]]:
    """Positive verbatims, negative ones and all, by theme."""
    known = totals_by(rows_of(tally.tables["speaker_theme"], speaker), s.THEME)
    return {
        theme.theme: (sums[s.POSITIVE], sums[s.NEGATIVE], sums[s.N])
        if (sums := known.get((theme.theme,))) is not None
        else (0, 0, 0)
        for theme in level.themes
    }


def _p_value(theme: Attention, pairs: int) -> float:
    """Of customers and organisation caring as much: the score test of a share against a figure."""
    expected = theme.organisation
    gap = theme.customers - expected
    spread = np.sqrt(expected * (1 - expected) / pairs)
    if spread == 0:
        return 1.0 if gap == 0 else 0.0
    return float(2 * special.ndtr(-abs(gap) / spread))


def _row(theme: Attention, level: Level, settings: ReportSettings) -> Row:
    share = wilson(theme.mentions, level.pairs, settings.confidence)
    return Row(
        key=(theme.theme,),
        n=level.verbatims,
        gap=theme.customers - theme.organisation,
        low=float(share.low) - theme.organisation,
        high=float(share.high) - theme.organisation,
        values={
            "customer_share": theme.customers,
            "organisation_share": theme.organisation,
        },
        p_value=_p_value(theme, level.pairs),
        subject=theme.theme,
    )


def _figures(
    theme: Attention,
    signs: tuple[int, int, int],
    place: Place | None,
    rated: bool,
    settings: ReportSettings,
) -> dict[str, Cell]:
    """How important the theme is and how it performs, where enough verbatims say so."""
    figures: dict[str, Cell] = {"importance": None if rated else theme.customers}
    if theme.mentions >= max(settings.suppress_n, 1):
        figures["performance"] = 100 * (signs[0] - signs[1]) / signs[2]
    if place is not None:
        figures["importance"] = place.importance
        figures["quadrant"] = place.quadrant
        figures["stability"] = place.stability
    return figures
