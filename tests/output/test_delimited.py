from __future__ import annotations

import csv
import io
from datetime import date, datetime
from math import nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.gaps.model import Column
from vockit.output.delimited import cell_text, write_delimited
from vockit.output.model import Sheet, Style

characters = st.sampled_from([*",;\t\"\r\n\x00 '", "a", "é", "全", "😀", "\u2028"])
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.text(characters, max_size=4), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


def written(rows: list[list[str]], delimiter: str) -> str:
    columns = tuple(Column(str(place), "") for place in range(len(rows[0])))
    part = [list(cells) for cells in zip(*rows, strict=True)]
    file = io.BytesIO()
    write_delimited(Sheet(columns, [part]), Style(sanitize=False, header=False), file, delimiter)
    return file.getvalue().decode()


@given(tables, st.sampled_from(",;\t"))
def test_the_csv_module_reads_back_what_was_written(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO(written(rows, delimiter), newline="")
    assert list(csv.reader(text, delimiter=delimiter, strict=True)) == rows


@given(tables)
def test_quotes_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    plain = [[cell.replace("\r", "") for cell in row] for row in rows]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(plain)
    assert written(plain, ",") == buffer.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (None, ""),
        (nan, ""),
        (pd.NaT, ""),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001
        (datetime(2024, 3, 1, 12, 30), "2024-03-01T12:30:00"),  # noqa: DTZ001
        ({"a": ["é"]}, '{"a": ["é"]}'),
    ],
)
def test_typed_values_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_figures_have_the_decimal_asked_for() -> None:
    sheet = Sheet(
        (Column("n", "", "count"), Column("x", "", "score")), [[[1, None, 1], [0.5, -1.25, None]]]
    )
    file = io.BytesIO()
    write_delimited(sheet, Style(decimal=","), file, ";")
    assert file.getvalue() == b"n;x\n1;0,5\n;-1,25\n1;\n"
