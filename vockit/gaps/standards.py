"""Verbatims that say that a standard was not kept: the rules of ``tallies.standards``."""

from __future__ import annotations

from collections.abc import Sequence

from vockit.gaps.evidence.rules import (
    HasClause,
    LongestDuration,
    Not,
    OnTheme,
    Verbatims,
    both,
    either,
)
from vockit.profile import Standard
from vockit.tallies.standards import LONGEST_WAIT


def on_standards(standards: Sequence[Standard]) -> OnTheme:
    """The clauses on a theme with a standard."""
    return OnTheme(tuple(standard.theme for standard in standards))


def breaking_standards(standards: Sequence[Standard]) -> Verbatims:
    """Verbatims that state a longer time than a standard; without a time, negative ones on it."""
    return either(*map(_breaching, standards))


def _breaching(standard: Standard) -> Verbatims:
    on, limit = OnTheme((standard.theme,)), standard.limit_s
    if limit is None:
        return HasClause(on, -1)
    most = None if limit >= LONGEST_WAIT else LONGEST_WAIT - 1
    comparable = LongestDuration(on, 0, most)
    return either(LongestDuration(on, limit + 1, most), both(Not(comparable), HasClause(on, -1)))
