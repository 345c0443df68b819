"""Rows as JSON Lines, whatever their columns are called and their cells hold."""

from __future__ import annotations

import io
import json
from datetime import date
from math import nan

import pytest

from vockit.gaps.model import Column
from vockit.output.model import Sheet, Style
from vockit.output.registry import output_named


@pytest.mark.parametrize("name", ["a", "a b", "field_1", 'a "b"', "a\\b", "a\nb", "é", "\ud83d"])
@pytest.mark.parametrize(
    ("cell", "value"),
    [("x", "x"), ("\ud83d", "\ud83d"), (nan, None), (date(2024, 3, 1), "2024-03-01"), ([1], [1])],
)
def test_a_row_is_an_object_with_its_columns_in_order(
    name: str, cell: object, value: object
) -> None:
    sheet = Sheet((Column(name, ""), Column("n", "", "count")), [[[cell, "y"], [1, None]]] * 2)
    file = io.BytesIO()
    output_named("jsonl").sheet(sheet, Style(), file)
    rows = [json.loads(line) for line in file.getvalue().splitlines()]
    assert rows == [{name: value, "n": 1}, {name: "y", "n": None}] * 2
    assert list(rows[0]) == [name, "n"]
