"""Verbatims on themes with a standard, by brand, theme and how a stated duration compares with it.

``over`` where the longest duration in the clauses on the theme exceeds the standard's limit,
``within`` where it does not, ``none`` where no duration is stated or the standard is not one.
``breached``: those that are over, and those with ``none`` that are negative on the theme. The theme
``(any)`` has each verbatim once: the worst of its comparisons, breached where any of them is.
"""

from __future__ import annotations

import numpy as np

from vockit.language.arrays import Bools, Ints, first_of_runs
from vockit.schema import BRAND, BREACHED, DURATION, NEGATIVE, THEME, N
from vockit.tallies.facts import Facts, columns
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable

COMPARISONS = ("none", "within", "over")
"""From what says nothing to the worst."""
_NONE, _OVER = 0, 2


def _sums(facts: Facts) -> Sums:
    themes = (*facts.vocabulary.themes, ANY)
    standard, limit = _standards(facts)
    pairs = facts.annotations.pairs
    chosen = np.flatnonzero(standard[pairs.theme])
    verbatim, theme = pairs.verbatim[chosen], pairs.theme[chosen]
    longest = _longest(facts)[chosen]
    limited = (limit[theme] >= 0) & (longest >= 0)
    comparison = np.where(limited, 1 + (longest > limit[theme]), _NONE)
    negative = pairs.polarity[chosen] < 0
    breached = (comparison == _OVER) | ((comparison == _NONE) & negative)

    starts = np.flatnonzero(first_of_runs(verbatim)) if len(verbatim) else verbatim
    worst = [_greatest(values, starts) for values in (comparison, negative, breached)]
    return group_sums(
        (
            facts.brand.at(np.concatenate((verbatim, verbatim[starts]))),
            named_labels(np.concatenate((theme, np.full(len(starts), len(themes) - 1))), themes),
            named_labels(np.concatenate((comparison, worst[0])), COMPARISONS),
        ),
        columns(
            np.ones(len(verbatim) + len(starts), dtype=np.int64),
            np.concatenate((negative.astype(np.int64), worst[1])),
            np.concatenate((breached.astype(np.int64), worst[2])),
        ),
    )


def _standards(facts: Facts) -> tuple[Ints, Ints]:
    """Whether each theme has a standard, and its limit in seconds, -1 without one."""
    standards = {standard.theme: standard for standard in facts.plan.settings.profile.standards}
    limits = [
        -1
        if (standard := standards.get(name)) is None or standard.limit_s is None
        else standard.limit_s
        for name in facts.vocabulary.themes
    ]
    has = [int(name in standards) for name in facts.vocabulary.themes]
    return np.array(has, dtype=np.int64), np.array(limits, dtype=np.int64)


def _longest(facts: Facts) -> Ints:
    """The longest duration in the clauses of each (verbatim, theme), -1 without one."""
    talk, pairs = facts.clause_themes, facts.annotations.pairs
    themes = max(len(facts.vocabulary.themes), 1)
    longest = np.full(len(pairs), -1)
    pair = pairs.verbatim * themes + pairs.theme
    place = np.searchsorted(pair, talk.verbatim * themes + talk.code)
    np.maximum.at(longest, place, facts.annotations.clauses.duration_s[talk.clause])
    return longest


def _greatest(values: Ints | Bools, starts: Ints) -> Ints:
    numbers = values.astype(np.int64)
    return np.maximum.reduceat(numbers, starts) if len(starts) else numbers


STATISTIC = SumTable(
    "brand_theme_duration", (BRAND, THEME, DURATION), (N, NEGATIVE, BREACHED), _sums
)
