from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from vockit.verbatims import is_missing


@pytest.mark.parametrize("cell", [None, float("nan"), np.nan, pd.NaT, np.datetime64("NaT"), pd.NA])
def test_what_is_missing(cell: object) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["", "nan", 0, 0.0, False, [], {"a": None}, date(2025, 1, 1)])
def test_what_is_there(cell: object) -> None:
    assert not is_missing(cell)
