"""Tables of pandas, made when all is counted, since pandas is slow to import."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from vockit.arrays import Ints
from vockit.tallies.columns import Column, Columns
from vockit.tallies.grouping import Labels

TEXT_DTYPE = pd.StringDtype(na_value=np.nan)


def frame_of(columns: Columns) -> pd.DataFrame:
    """The rows as a DataFrame: whole numbers of 64 bits, and text."""
    return pd.DataFrame({name: _series(column) for name, column in columns.named.items()})


def columns_of(frame: pd.DataFrame) -> Columns:
    """The rows of a DataFrame, with labels for all text."""
    return Columns({str(name): _column(frame[name]) for name in frame.columns})


def _series(column: Column) -> ExtensionArray | Ints:
    if isinstance(column, Labels):
        return _text(column.names).take(column.codes)
    if column.dtype == np.object_:
        return _text(column.tolist())
    return column


def _text(values: Sequence[str]) -> ExtensionArray:
    return pd.array(values, dtype=TEXT_DTYPE)


def _column(series: pd.Series) -> Column:
    if pd.api.types.is_integer_dtype(series.dtype):
        return series.to_numpy(np.int64)
    codes, names = pd.factorize(series, sort=True)
    return Labels(codes.astype(np.int64), tuple(map(str, names)))
