"""Sums over the rows of a tally's table."""

from __future__ import annotations

import numpy as np
import pandas as pd

Totals = dict[str, int]
"""The sums of a table's values, by column."""


def totals(table: pd.DataFrame) -> Totals:
    """The sum of every value column."""
    numbers = [name for name, dtype in table.dtypes.items() if dtype == np.int64]
    return {str(name): int(table[name].to_numpy().sum()) for name in numbers}


def totals_by(table: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Totals]:
    """The sums of every value column by keys, in the order of the keys."""
    columns = [name for name, dtype in table.dtypes.items() if dtype == np.int64]
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
