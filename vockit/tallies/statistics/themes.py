"""The themes of the taxonomy: what reports say of a theme whether or not anyone mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from vockit.annotation.model import Vocabulary
from vockit.arrays import first_of_runs
from vockit.schema import ASSUMED_CAUSE, GENERAL, LABEL, LEAF, OWN_RULES, THEME
from vockit.tallies.columns import Columns, empty, joined
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Labels, named_labels

NUMBERS = (LEAF, OWN_RULES, GENERAL)
TEXTS = (THEME, LABEL, ASSUMED_CAUSE)


class Themes:
    """Every theme with its label, its place among the others, and the cause that is assumed.

    Of the place there is whether it has no children, whether it has rules of its own, and whether
    it is a general judgement.
    """

    name = "themes"
    keys = (THEME,)

    def count(self, facts: Facts) -> Columns:
        """The themes of the vocabulary: the same object for each batch."""
        return _themes(facts.vocabulary)

    def merge(self, parts: Sequence[Columns]) -> Columns:
        """Each theme once: tallies that add up have the same taxonomy."""
        filled = [part for part in {id(part): part for part in parts}.values() if len(part)]
        if not filled:
            return empty((THEME, LABEL, *NUMBERS, ASSUMED_CAUSE), TEXTS)
        rows = joined(filled)
        columns = [
            column.codes if isinstance(column, Labels) else column for column in rows.named.values()
        ]
        order = np.lexsort(columns[::-1])
        return rows.at(order[first_of_runs(*(column[order] for column in columns))])


@lru_cache(maxsize=1)
def _themes(vocabulary: Vocabulary) -> Columns:
    codes = np.arange(len(vocabulary.themes))
    leaf = np.ones(len(codes), dtype=np.int64)
    leaf[vocabulary.parent[vocabulary.parent >= 0]] = 0
    labels = tuple(vocabulary.labels.get(theme, theme) for theme in vocabulary.themes)
    return Columns(
        {
            THEME: named_labels(codes, vocabulary.themes),
            LABEL: named_labels(codes, labels),
            LEAF: leaf,
            OWN_RULES: vocabulary.tagged.astype(np.int64),
            GENERAL: vocabulary.general.astype(np.int64),
            ASSUMED_CAUSE: named_labels(vocabulary.assumed_cause, vocabulary.causes),
        }
    )


STATISTIC = Themes()
