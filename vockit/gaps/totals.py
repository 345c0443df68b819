"""Sums over the rows of a tally's table."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Totals = dict[str, int]
"""The sums of a table's values, by column."""
SMALL: Final = 500
"""Rows up to which adding them one by one is faster than to group them."""


def totals(table: pd.DataFrame) -> Totals:
    """The sum of every value column."""
    numbers = [name for name, dtype in table.dtypes.items() if dtype == np.int64]
    return {str(name): int(table[name].to_numpy().sum()) for name in numbers}


def totals_by(table: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Totals]:
    """The sums of every value column by keys, in the order of the keys."""
    columns = [name for name, dtype in table.dtypes.items() if dtype == np.int64]
    if len(table) <= SMALL:
        return _totals_of_few(table, keys, [str(column) for column in columns])
    sums = table.groupby(list(keys), as_index=False, sort=True)[columns].sum()
    names = [str(column) for column in columns]
    return {
        tuple(str(part) for part in key): dict(zip(names, values, strict=True))
        for key, values in zip(
            sums[list(keys)].itertuples(index=False, name=None),
            sums[columns].to_numpy().tolist(),
            strict=True,
        )
    }


def _totals_of_few(
    table: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]
) -> dict[tuple[str, ...], Totals]:
    found: dict[tuple[Any, ...], list[int]] = {}
    rows = zip(*(table[name].tolist() for name in (*keys, *columns)), strict=True)
    for row in rows:
        key, values = row[: len(keys)], row[len(keys) :]
        sums = found.get(key)
        found[key] = list(values) if sums is None else list(map(add, sums, values))
    return {
        tuple(map(str, key)): dict(zip(columns, found[key], strict=True)) for key in sorted(found)
    }
