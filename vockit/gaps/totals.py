"""Sums over the rows of a tally's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vockit.arrays import first_of_runs

if TYPE_CHECKING:
    import pandas as pd

Totals = dict[str, int]
"""The sums of a table's values, by column."""


def totals(table: pd.DataFrame) -> Totals:
    """The sum of every value column."""
    return {name: int(table[name].to_numpy().sum()) for name in _value_columns(table)}


def totals_by(table: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Totals]:
    """The sums of every value column by keys, in the order of the keys."""
    import pandas as pd

    if not len(table):
        return {}
    code = np.zeros(len(table), dtype=np.int64)
    names: list[list[str]] = []
    for key in keys:
        codes, values = pd.factorize(table[key])
        distinct = values.tolist()
        names.append(sorted(distinct))
        rank = {name: place for place, name in enumerate(names[-1])}
        ranks = np.array([rank[name] for name in distinct], dtype=np.int64)
        code = code * len(distinct) + ranks[codes]
    order = np.argsort(code, kind="stable")
    starts = np.flatnonzero(first_of_runs(code[order]))
    columns = _value_columns(table)
    sums = [np.add.reduceat(table[name].to_numpy()[order], starts).tolist() for name in columns]
    places = np.unravel_index(code[order][starts], [len(each) for each in names])
    parts = [[each[place] for place in at.tolist()] for each, at in zip(names, places, strict=True)]
    return {
        key: dict(zip(columns, values, strict=True))
        for key, values in zip(zip(*parts, strict=True), zip(*sums, strict=True), strict=True)
    }


def _value_columns(table: pd.DataFrame) -> list[str]:
    """The value columns: those of whole numbers."""
    return [str(name) for name, dtype in table.dtypes.items() if dtype == np.int64]
