from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from vockit.verbatims import PART_BREAK, Parts, TextColumn, is_missing


@pytest.mark.parametrize("cell", [None, float("nan"), np.nan, pd.NaT, np.datetime64("NaT"), pd.NA])
def test_what_is_missing(cell: object) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["", "nan", 0, 0.0, False, [], {"a": None}, date(2025, 1, 1)])
def test_what_is_there(cell: object) -> None:
    assert not is_missing(cell)


def test_the_column_and_the_question_of_a_place() -> None:
    assert len(PART_BREAK) == 2
    columns = (TextColumn("pros", "praise"), TextColumn("cons", "improve"), TextColumn("advice"))
    # "Pay\n\nHours" of the first verbatim, "Hours" of the second, "Pay\n\nNo\n\nMore" of the third.
    parts = Parts(
        columns,
        verbatim=np.array([0, 0, 1, 2, 2, 2]),
        start=np.array([0, 5, 0, 0, 5, 9]),
        end=np.array([3, 10, 5, 3, 7, 13]),
        column=np.array([0, 1, 1, 0, 1, 2]),
    )
    assert len(parts) == 6
    verbatim = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2])
    place = np.array([0, 3, 5, 9, 0, 4, 2, 6, 12])
    assert parts.at(verbatim, place).tolist() == [0, 0, 1, 1, 2, 2, 3, 4, 5]
    assert parts.columns_at(verbatim, place).tolist() == [0, 0, 1, 1, 1, 1, 0, 1, 2]
    assert parts.asking("improve").tolist() == [False, True, True, False, True, False]
    assert parts.asking("praise").tolist() == [True, False, False, True, False, False]
