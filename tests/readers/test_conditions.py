from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.readers.files import read, written
from vockit.readers.conditions import matching


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("North", "North"),
        ("North ", "North"),
        ("North", " North"),
        ("Zu\u0308rich", "Zürich"),
        ("Zürich", "Zu\u0308rich"),
        ("New\xa0York", "New York"),
        (True, "true"),
        (True, "True"),
        (True, "TRUE"),
        (False, "false"),
        (1.0, "1"),
        (1.0, "1.0"),
        (1, "1.0"),
        (0.5, "0.50"),
        (Decimal("1.00"), "1"),
        (2**62 + 1, str(2**62 + 1)),
        (None, ""),
        ("NA", ""),
        ("NA", "NA"),
        ("", ""),
        ("007", "007"),
    ],
)
def test_says_what_is_wanted(cell: Any, wanted: str) -> None:
    assert matching([cell], wanted).tolist() == [True]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("North", "north"),
        ("North", "Nor"),
        (True, "1"),
        (1, "true"),
        (None, "None"),
        (2**62 + 1, str(2**62)),
        ("007", "7"),
        ("1", "1.0"),
        ("No", ""),
    ],
)
def test_says_something_else(cell: Any, wanted: str) -> None:
    assert matching([cell], wanted).tolist() == [False]


def test_one_and_true_in_one_column_are_told_apart() -> None:
    assert matching([True, 1, 1.0, "1"], "1").tolist() == [False, True, True, True]


def test_all_conditions_hold(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,city,plan\na,Zu\u0308rich,x\nb,Bern,x\nc,Zürich ,y\n")
    assert read(path, where=(("city", "Zürich"),)).texts == ["a", "c"]
    assert read(path, where=(("city", "Zürich"), ("plan", "y"))).texts == ["c"]
