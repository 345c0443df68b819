"""The themes of the taxonomy: what reports say of a theme whether or not anyone mentions it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vockit.schema import ASSUMED_CAUSE, LABEL, LEAF, THEME
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import TEXT_DTYPE, text_array


class Themes:
    """Every theme with its label, whether it has no children, and the cause that is assumed."""

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
                ASSUMED_CAUSE: text_array([causes[code] for code in words.assumed_cause]),
            }
        )

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Each theme once: tallies that add up have the same taxonomy."""
        filled = [part for part in parts if len(part)]
        if not filled:
            text = pd.Series(dtype=TEXT_DTYPE)
            leaf = pd.Series(dtype=np.int64)
            return pd.DataFrame({THEME: text, LABEL: text, LEAF: leaf, ASSUMED_CAUSE: text})
        rows = pd.concat(filled).drop_duplicates(ignore_index=True)
        return rows.sort_values(list(rows.columns), ignore_index=True)


STATISTIC = Themes()
