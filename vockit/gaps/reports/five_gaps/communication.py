"""Gap 4: promising too much."""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import Both, ClauseHasPolarity, Evidence, HasClause, WithCue, both
from vockit.gaps.model import Row
from vockit.gaps.promises import on_promises
from vockit.gaps.reports.five_gaps.rows import COMMUNICATION, not_measured, row_of
from vockit.gaps.reports.five_gaps.sentences import communication_basis, needs_section
from vockit.gaps.speakers import Speaker, rows_of
from vockit.settings import ReportSettings
from vockit.stats.intervals import wilson
from vockit.tallies.model import Tally
from vockit.tallies.promised import ANY_PROMISE


def communication_gap(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    """The verbatims that complain of a promise."""
    promises = settings.profile.promises
    if not promises:
        return not_measured(COMMUNICATION, needs_section("[[promises]]"))
    table = rows_of(tally.tables["promise"], speaker)
    sums = table[table[s.PROMISE] == ANY_PROMISE][[s.N, s.BROKEN]].sum()
    n, broken = int(sums[s.N]), int(sums[s.BROKEN])
    on_a_promise = WithCue((cue_names.PROMISE,))
    return row_of(
        COMMUNICATION,
        n,
        wilson(broken, n, settings.confidence),
        communication_basis(broken, n),
        Evidence(
            both(speaker.verbatims, HasClause(on_promises(promises, range(len(promises))))),
            HasClause(Both((on_a_promise, ClauseHasPolarity(-1)))),
            on_a_promise,
            -1,
        ),
    )
