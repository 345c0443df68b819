"""The mentions of the sampled verbatims, as matched: ancestors of a theme are not added."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools
from vockit.schema import CAUSE, CLAUSE, DIMENSION, END, HASH, PHRASE, POLE, STAGE, START, THEME
from vockit.tallies.columns import Columns
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import named_labels
from vockit.tallies.samples import MAX_CHARACTERS, SampleTable

NUMBERS = (HASH, CLAUSE, START, END)
TEXTS = (THEME, PHRASE, STAGE, DIMENSION, CAUSE, POLE)


def _rows(facts: Facts, chosen: Bools) -> Columns:
    mentions, clauses, words = (
        facts.annotations.mentions,
        facts.annotations.clauses,
        facts.vocabulary,
    )
    whole = clauses.end[mentions.clause] <= MAX_CHARACTERS
    places = np.flatnonzero(chosen[mentions.verbatim] & whole)
    named = {
        THEME: (mentions.theme, words.themes),
        PHRASE: (mentions.phrase, words.phrases),
        STAGE: (mentions.stage, words.stages),
        DIMENSION: (mentions.dimension, words.dimensions),
        CAUSE: (mentions.cause, words.causes),
        POLE: (mentions.pole, words.poles),
    }
    return Columns(
        {
            HASH: facts.identity[mentions.verbatim[places]],
            CLAUSE: clauses.number[mentions.clause[places]],
            START: mentions.start[places],
            END: mentions.end[places],
            **{name: named_labels(codes[places], names) for name, (codes, names) in named.items()},
        }
    )


STATISTIC = SampleTable("sample_mentions", (HASH, CLAUSE, THEME), _rows, TEXTS, NUMBERS)
