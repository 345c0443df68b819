"""The themes of the taxonomy: what reports say of a theme whether or not anyone mentions it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vockit.schema import ASSUMED_CAUSE, GENERAL, LABEL, LEAF, OWN_RULES, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import TEXT_DTYPE, text_array

NUMBERS = (LEAF, OWN_RULES, GENERAL)


class Themes:
    """Every theme with its label, its place among the others, and the cause that is assumed.

    Of the place there is whether it has no children, whether it has rules of its own, and whether
    it is a general judgement.
    """

    name = "themes"
    keys = (THEME,)

    def count(self, facts: Facts) -> pd.DataFrame:
        """The themes of the vocabulary."""
        words = facts.vocabulary
        leaf = np.ones(len(words.themes), dtype=np.int64)
        leaf[words.parent[words.parent >= 0]] = 0
        causes = (*words.causes, "")
        return pd.DataFrame(
            {
                THEME: text_array(words.themes),
                LABEL: text_array([words.labels.get(theme, theme) for theme in words.themes]),
                LEAF: leaf,
                OWN_RULES: words.tagged.astype(np.int64),
                GENERAL: words.general.astype(np.int64),
                ASSUMED_CAUSE: text_array([causes[code] for code in words.assumed_cause]),
            }
        )

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Each theme once: tallies that add up have the same taxonomy."""
        filled = [part for part in parts if len(part)]
        if not filled:
            text, number = pd.Series(dtype=TEXT_DTYPE), pd.Series(dtype=np.int64)
            columns = (THEME, LABEL, *NUMBERS, ASSUMED_CAUSE)
            return pd.DataFrame({name: number if name in NUMBERS else text for name in columns})
        rows = pd.concat(filled).drop_duplicates(ignore_index=True)
        return rows.sort_values(list(rows.columns), ignore_index=True)


STATISTIC = Themes()
