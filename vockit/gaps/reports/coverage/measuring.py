"""From a tally to the rows of the report."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.evidence.rules import Evidence, HasClause, Not, OnTheme, TheseVerbatims
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Findings, Row
from vockit.gaps.notes import sample_note
from vockit.gaps.reports.coverage.sampled import Sample, hashes_of
from vockit.gaps.reports.coverage.sentences import notes_of
from vockit.gaps.reports.coverage.suggesting import Themes
from vockit.gaps.rounding import rounded
from vockit.gaps.speakers import all_verbatims
from vockit.gaps.terms import terms_of
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Floats, wilson
from vockit.stats.logodds import log_odds
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally

UNTAGGED: Final = "(untagged)"
UNTAGGED_ONES: Final = Not(HasClause(OnTheme()))
PRIOR: Final = 1_000
"""Occurrences that the prior is worth."""
FEWEST: Final = 5
"""Untagged verbatims that a term must have to be listed."""
LISTED: Final = 50
"""Terms at most."""
ALIKE: Final = 0.5
"""Two terms are alike where both are in this share of the untagged verbatims with either."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The untagged share, and the terms that untagged verbatims have more often."""
    totals = tally.tables["speaker_channel"].sum(numeric_only=True)
    n, untagged = int(totals[s.N]), int(totals[s.N] - totals[s.TAGGED])
    share = wilson(untagged, n, settings.confidence)
    gap, low, high = as_floats(share)
    verbatims = tally.tables["sample_verbatims"]
    sample = Sample(
        verbatims,
        terms_of(verbatims[s.TEXT].tolist(), max(settings.suppress_n, 1)),
        verbatims[s.TAGGED].to_numpy(np.int64) == 0,
        verbatims[s.COPIES].to_numpy(np.int64),
    )
    first = Row(
        key=(UNTAGGED,),
        n=n,
        gap=gap,
        low=low,
        high=high,
        values={"verbatims": untagged},
        evidence=Evidence(all_verbatims(settings), UNTAGGED_ONES),
        subject=UNTAGGED,
    )
    rows, tested = _term_rows(tally, sample, n / max(int(sample.copies.sum()), 1), settings)
    notes = (
        *notes_of(tally, sample, n, settings),
        *sample_note(int(sample.copies.sum()), n),
    )
    return Findings((first, *rows), notes, tests=tested)


def _term_rows(
    tally: Tally, sample: Sample, scale: float, settings: ReportSettings
) -> tuple[list[Row], int]:
    """The rows of the terms that are listed, and how many terms were tested."""
    ours, theirs = sample.count(sample.untagged), sample.count(~sample.untagged)
    if not ours.sum() or not theirs.sum():
        return [], 0
    odds = log_odds(ours, theirs, PRIOR)
    q_values = benjamini_hochberg(2 * special.ndtr(-np.abs(odds.z)))
    share = wilson(ours, ours + theirs, settings.confidence)
    usual = sample.copies[sample.untagged].sum() / sample.copies.sum()
    over = (odds.z > 0) & (q_values <= settings.q) & (share.low > usual) & (ours >= FEWEST)
    themes = Themes(tally, sample)
    rows = []
    for term, with_term in _listed(sample, odds.z, np.flatnonzero(over)).items():
        name = sample.terms.written(term)
        rows.append(
            Row(
                key=(name,),
                n=int(ours[term] + theirs[term]),
                gap=float(share.value[term]),
                low=float(share.low[term]),
                high=float(share.high[term]),
                values={
                    "verbatims": round(scale * int(ours[term])),
                    "log_odds": float(odds.value[term]),
                    "z": float(odds.z[term]),
                    "suggested_theme": themes.suggested(with_term),
                },
                evidence=Evidence(
                    TheseVerbatims(hashes_of(sample.verbatims, with_term)), UNTAGGED_ONES
                ),
                subject=name,
            )
        )
    return rows, int((~np.isnan(q_values)).sum())


def _listed(sample: Sample, z: Floats, over: Ints) -> dict[int, NDArray[np.bool_]]:
    """Of these terms the highest z first, of like ones only the first, and which texts have it."""
    ranked = sorted(
        over.tolist(),
        key=lambda term: (-(rounded(float(z[term])) or 0.0), sample.terms.names[term]),
    )
    listed: dict[int, NDArray[np.bool_]] = {}
    untagged: list[frozenset[int]] = []
    for term in ranked:
        having = sample.having(term)
        texts = frozenset(np.flatnonzero(having & sample.untagged).tolist())
        if all(len(texts & other) < ALIKE * len(texts | other) for other in untagged):
            listed[term] = having
            untagged.append(texts)
        if len(listed) == LISTED:
            break
    return listed
