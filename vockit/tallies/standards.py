"""Which verbatims report that a standard of the profile was kept, and which that it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit.arrays import Bools, Ints
from vockit.tallies.facts import Facts

COMPARISONS: Final = ("none", "within", "over")
"""How a stated duration compares with a standard, from no duration to the worst."""
LONGEST_WAIT: Final = 360 * 86_400
"""A longer duration is how long someone has been a customer ("with you for ten years")."""
_NONE, _OVER = 0, 2


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """One entry a (verbatim, theme with a standard), sorted by both."""

    verbatim: Ints
    theme: Ints
    comparison: Ints
    """Index into ``COMPARISONS``."""
    negative: Bools
    breached: Bools
    """Over the standard, or negative where there is no duration to compare."""


def compared_with_standards(facts: Facts) -> Compared:
    """Every verbatim on a theme with a standard, compared with that standard."""
    standard, limit = _standards(facts)
    pairs = facts.annotations.pairs
    chosen = np.flatnonzero(standard[pairs.theme])
    theme = pairs.theme[chosen]
    longest = _longest(facts)[chosen]
    believable = (longest < LONGEST_WAIT) | (limit[theme] >= LONGEST_WAIT)
    limited = (limit[theme] >= 0) & (longest >= 0) & believable
    comparison = np.where(limited, 1 + (longest > limit[theme]), _NONE)
    negative = pairs.polarity[chosen] < 0
    breached = (comparison == _OVER) | ((comparison == _NONE) & negative)
    return Compared(pairs.verbatim[chosen], theme, comparison, negative, breached)


def _standards(facts: Facts) -> tuple[Bools, Ints]:
    """Whether each theme has a standard, and its limit in seconds, -1 without one."""
    standards = {standard.theme: standard for standard in facts.plan.settings.profile.standards}
    has = np.array([name in standards for name in facts.vocabulary.themes], dtype=bool)
    limits = [
        -1
        if (standard := standards.get(name)) is None or standard.limit_s is None
        else standard.limit_s
        for name in facts.vocabulary.themes
    ]
    return has, np.array(limits, dtype=np.int64)


def _longest(facts: Facts) -> Ints:
    """The longest duration in the clauses of each (verbatim, theme), -1 without one."""
    found, pairs = facts.clause_themes, facts.annotations.pairs
    themes = max(len(facts.vocabulary.themes), 1)
    longest = np.full(len(pairs), -1)
    pair = pairs.verbatim * themes + pairs.theme
    place = np.searchsorted(pair, found.verbatim * themes + found.code)
    np.maximum.at(longest, place, facts.annotations.clauses.duration_s[found.clause])
    return longest
