"""The notes of the report."""

from __future__ import annotations

from typing import Final

import numpy as np

from vockit import schema as s
from vockit.arrays import first_of_runs
from vockit.gaps.reports.coverage.sampled import Sample
from vockit.settings import ReportSettings
from vockit.tallies.model import UNDATED, Tally

FOREIGN: Final = 8
"""A text of so many words without an English function word is taken for another language."""


def notes_of(tally: Tally, sample: Sample, n: int, settings: ReportSettings) -> tuple[str, ...]:
    """What else the reports may miss in the input."""
    silent = n - int(tally.tables["speaker_channel"][s.VALENCED].sum())
    days = tally.tables["days"]
    undated = int(days[days[s.DAY] == UNDATED][s.N].sum()) if settings.by is None else 0
    foreign = int(sample.copies[(sample.terms.words >= FOREIGN) & ~sample.terms.english].sum())
    same = int((sample.copies - 1).sum())
    facts = (
        (silent, "have no opinion word"),
        (foreign, f"have {FOREIGN} words or more and none of them a common English one"),
        (same, "are exact copies of another, in text, id, date and all columns"),
        (undated if undated < n else 0, "have no date"),
    )
    listed = ", ".join(f"{count:,} {what}" for count, what in facts if count)
    return (_clauses_note(tally, sample), *((f"Of {n:,} verbatims {listed}.",) if listed else ()))


def _clauses_note(tally: Tally, sample: Sample) -> str:
    """The share of clauses without a theme: of long verbatims some clause always has one."""
    clauses, mentions = tally.tables["sample_clauses"], tally.tables["sample_mentions"]
    # Mentions are in the order of their clauses.
    first = first_of_runs(*(mentions[name].to_numpy(np.int64) for name in (s.HASH, s.CLAUSE)))
    total, tagged = (
        int(sample.copies[places[places >= 0]].sum())
        for places in (sample.places(clauses), sample.places(mentions)[first])
    )
    share = (total - tagged) / total if total else 0.0
    return f"Of {total:,} clauses {share:.1%} have no theme, even where the verbatim has one."
