"""What rules are read from: verbatims with their clauses, mentions and cues, as arrays.

There are two views: of a batch that was just annotated, and of the verbatims that a tally has
sampled. A rule picks the same verbatims in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.joining import SampledClauses
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Labels, named_labels
from vockit.tallies.model import UNDATED

if TYPE_CHECKING:
    import pandas as pd

EPOCH: Final = date(1970, 1, 1).toordinal()
"""What NumPy counts days from."""
NO_DAY: Final = -1
FACETS: Final = (s.THEME, s.DIMENSION, s.STAGE, s.POLE, s.CUE)


@dataclass(frozen=True, slots=True, eq=False)
class Finds:
    """What was found in clauses, such as themes: an entry a find."""

    clause: Ints
    """Index of the clause; -1 where the view does not have it."""
    code: Ints
    """Index into ``names``; -1 for none."""
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Verbatims and their clauses. The first arrays have an entry a verbatim."""

    hash: Ints
    speaker: Labels
    """The brand; with ``--by``, the segment."""
    channel: Labels
    day: Ints
    """Ordinal of the day (``date.toordinal``), -1 without one."""
    rating: Ints
    """In ten-thousandths of its scale, -1 without one."""
    polarity: Ints
    clause_verbatim: Ints
    """From here on an entry a clause: the index of its verbatim, ascending."""
    clause_number: Ints
    """1-based within the verbatim."""
    clause_compound: Ints
    clause_polarity: Ints
    clause_duration: Ints
    """Seconds, -1 without a duration."""
    finds: Mapping[str, Finds]
    """By facet: theme, dimension, stage, pole, cue."""

    def __len__(self) -> int:
        return len(self.hash)


def view_of_batch(facts: Facts) -> View:
    """A batch as it was annotated, seen as the statistics see it."""
    annotations, words = facts.annotations, facts.vocabulary
    clauses, mentions, cues = annotations.clauses, annotations.mentions, annotations.cues
    return View(
        hash=facts.identity,
        speaker=facts.speaker,
        channel=facts.channel,
        day=_ordinals(annotations.batch.day, len(facts)),
        rating=facts.rating,
        polarity=annotations.polarity,
        clause_verbatim=clauses.verbatim,
        clause_number=clauses.number,
        clause_compound=clauses.compound,
        clause_polarity=clauses.polarity,
        clause_duration=clauses.duration_s,
        finds={
            s.THEME: Finds(mentions.clause, mentions.theme, words.themes),
            s.DIMENSION: Finds(mentions.clause, mentions.dimension, words.dimensions),
            s.STAGE: Finds(mentions.clause, mentions.stage, words.stages),
            s.POLE: Finds(mentions.clause, mentions.pole, words.poles),
            s.CUE: Finds(cues.clause, cues.cue, words.cues),
        },
    )


def view_of_sample(tables: Mapping[str, pd.DataFrame]) -> View:
    """The verbatims that a tally has sampled.

    Verbatims that are the same are one here. Of a text over 10,000 characters it has the clauses
    of the first 10,000.
    """
    verbatims, clauses = tables["sample_verbatims"], SampledClauses(tables)
    finds = {}
    for name in ("sample_mentions", "sample_cues"):
        places = clauses.places_in(tables[name])
        for facet in FACETS:
            if facet in tables[name].columns:
                labels = _labels(tables[name][facet])
                finds[facet] = Finds(places, labels.codes, labels.names)
    return View(
        hash=verbatims[s.HASH].to_numpy(np.int64),
        speaker=_labels(verbatims[s.SPEAKER]),
        channel=_labels(verbatims[s.CHANNEL]),
        day=_days(verbatims[s.DAY]),
        rating=verbatims[s.RATING].to_numpy(np.int64),
        polarity=verbatims[s.POLARITY].to_numpy(np.int64),
        clause_verbatim=clauses.owner,
        clause_number=clauses.number,
        clause_compound=clauses.column(s.COMPOUND),
        clause_polarity=clauses.column(s.POLARITY),
        clause_duration=clauses.column(s.DURATION_S),
        finds=finds,
    )


def _ordinals(days: NDArray[np.datetime64] | None, size: int) -> Ints:
    if days is None:
        return np.full(size, NO_DAY)
    days = days.astype("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64) + EPOCH)


def _days(days: pd.Series) -> Ints:
    labels = _labels(days)
    known = [
        NO_DAY if day == UNDATED else date.fromisoformat(day).toordinal() for day in labels.names
    ]
    return np.array(known, dtype=np.int64)[labels.codes]


def _labels(column: pd.Series) -> Labels:
    import pandas as pd

    codes, names = pd.factorize(column)
    return named_labels(codes.astype(np.int64), tuple(map(str, names)))
