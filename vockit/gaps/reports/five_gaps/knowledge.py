"""Gap 1: not knowing what customers care about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vockit.gaps.attention import Attention, attention
from vockit.gaps.evidence.rules import Evidence, HasClause, OnTheme, both
from vockit.gaps.model import Row
from vockit.gaps.reports.five_gaps.rows import KNOWLEDGE, not_measured, row_of
from vockit.gaps.reports.five_gaps.sentences import (
    NEEDS_MENTIONS,
    knowledge_basis,
    needs_section,
    ranks_note,
)
from vockit.gaps.speakers import Speaker
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Interval, wilson
from vockit.stats.significance import spearman
from vockit.tallies.model import Tally


def knowledge_gap(
    tally: Tally, speaker: Speaker, settings: ReportSettings
) -> tuple[Row, tuple[str, ...]]:
    """How far the organisation's priorities are from what customers mention."""
    if not sum(settings.profile.priorities.values()):
        return not_measured(KNOWLEDGE, needs_section("[priorities]")), ()
    level = attention(tally, speaker, settings)
    if not level.pairs:
        return not_measured(KNOWLEDGE, NEEDS_MENTIONS), ()
    named = [theme for theme in level.themes if theme.prioritised]
    more = [theme for theme in level.themes if theme.customers > theme.organisation]
    talk = wilson(sum(theme.mentions for theme in more), level.pairs, settings.confidence)
    organisation_share = sum(theme.organisation for theme in more)
    share = Interval(
        *(np.maximum(x - organisation_share, 0) for x in (talk.value, talk.low, talk.high))
    )
    chance = 50 * sum(mean_deviation(theme.organisation, level.pairs) for theme in named)
    widest = max(level.themes, key=_more_than_thought)
    row = row_of(
        KNOWLEDGE,
        level.verbatims,
        share,
        knowledge_basis(level.pairs, len(named)),
        Evidence(
            both(speaker.verbatims, HasClause(OnTheme())),
            HasClause(OnTheme((widest.theme,))),
            OnTheme((widest.theme,)),
        ),
    )
    row = replace(row, values={**row.values, "by_chance": chance})
    rho = spearman(
        [theme.customers for theme in named], [theme.organisation for theme in named]
    ).rho
    if np.isnan(rho):
        return row, ()
    return row, (ranks_note(rho, widest.theme),)


def _more_than_thought(theme: Attention) -> float:
    return theme.customers - theme.organisation


def mean_deviation(share: float, n: int) -> float:
    """E|X/n − share| where X is binomial, by De Moivre's closed form."""
    if not 0 < share < 1:
        return 0.0
    mode = np.floor(n * share) + 1
    log_ways = special.gammaln(n + 1) - special.gammaln(mode + 1) - special.gammaln(n - mode + 1)
    log_chance = log_ways + special.xlogy(mode, share) + special.xlog1py(n - mode + 1, -share)
    return float(2 * mode * np.exp(log_chance) / n)
