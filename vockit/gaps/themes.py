"""What kinds of themes there are, for what is shown of each.

- **Leaves**, and other themes with rules of their own, are what reports have rows of.
- **Groups** only have other themes under them: a verbatim on a theme is on its group, too. Rows of
  both would show everything twice, and double the tests.
- **General judgements** ("great company", "never again") have no stage, dimension or cause, where
  the taxonomy's other themes have one: they are about the service as a whole. They say how
  customers feel, and not what to improve.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

TABLE: Final = "themes"


def general_judgements(tally: Tally) -> frozenset[str]:
    """The themes that are general judgements."""
    known = tally.tables[TABLE]
    return frozenset(known.loc[known[s.GENERAL] == 1, s.THEME])


def groups(tally: Tally) -> frozenset[str]:
    """The themes that only have others under them."""
    known = tally.tables[TABLE]
    return frozenset(known.loc[(known[s.LEAF] == 0) & (known[s.OWN_RULES] == 0), s.THEME])


def without_groups(tally: Tally) -> Tally:
    """The tally without the counts of groups: each mention counts on its own theme only."""
    left_out = groups(tally)
    if not left_out:
        return tally
    tables = {
        name: _without(table, left_out) if s.THEME in table.columns and name != TABLE else table
        for name, table in tally.tables.items()
    }
    return replace(tally, tables=tables)


def _without(table: pd.DataFrame, themes: frozenset[str]) -> pd.DataFrame:
    of_groups = table[s.THEME].isin(themes)
    # Samples, which are long, have none of them: rows are not copied for nothing.
    return table[~of_groups] if of_groups.any() else table
