"""The evidence of rows on stated expectations: whether they were exceeded, met or not met."""

from __future__ import annotations

from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import (
    Both,
    Clauses,
    Evidence,
    HasClause,
    Not,
    Verbatims,
    WithCue,
    both,
)
from vockit.gaps.speakers import Speaker


def expectation_evidence(speaker: Speaker, on: Clauses, sign: int) -> Evidence:
    """Verbatims that state an expectation in such a clause; the gap is about a side of them.

    ``sign`` is that of the gap: -1 takes those that were let down, 1 those that were pleasantly
    surprised and not let down, 0 all of them.
    """
    short, exceeded, any_of_them = (
        Both((on, WithCue((cue,))))
        for cue in (cue_names.SHORT, cue_names.EXCEEDED, cue_names.EXPECTATION)
    )
    base: Verbatims = both(speaker.verbatims, HasClause(any_of_them))
    if sign < 0:
        return Evidence(base, HasClause(short), short, -1)
    if sign > 0:
        return Evidence(base, both(HasClause(exceeded), Not(HasClause(short))), exceeded, 1)
    return Evidence(base, clauses=any_of_them)
