"""Who says what became of an expectation: the evidence of rows on expectations that are stated."""

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
    """Verbatims with an expectation in such a clause; of these those who were let down, or pleased.

    ``sign`` is that of the gap: -1 takes who was let down, 1 who was pleasantly surprised and not
    let down, 0 all of them.
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
