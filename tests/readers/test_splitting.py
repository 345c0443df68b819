"""What NumPy splits is what the csv module reads."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vockit.readers.dialects import Dialect
from vockit.readers.splitting import find_fields

pieces = st.sampled_from(
    [",", ";", '"', '""', '","', "\n", "\r\n", "\r", " ", "a", "bc", "\xe9", "😀", "\0", "\udce9"]
)
cells = st.text(st.sampled_from([*',;"\n\r a', "\xe9", "😀"]), max_size=4)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


def split(text: str, delimiter: str, *, quoted: bool) -> list[list[str]] | None:
    """The rows of all whole records at the start of the text, where they can be split."""
    fields = find_fields(text.encode("utf-8", "surrogateescape"), delimiter, quoted=quoted)
    found = None
    if fields is not None and len(fields.lasts):
        found = fields.split(len(fields.lasts))
    return None if found is None else [list(row) for row in zip(*found.columns, strict=True)]


def parsed(text: str, delimiter: str, *, quoted: bool) -> list[list[str]]:
    """The rows as the csv module reads them, up to where it refuses."""
    dialect = Dialect(delimiter, "doubled" if quoted else "none")
    rows: list[list[str]] = []
    try:
        rows.extend(dialect.reader(io.StringIO(text, newline="")))
    except csv.Error:
        rows.append(["refused"])
    return rows


@given(st.lists(pieces, max_size=16).map("".join), st.sampled_from(",;"), st.booleans())
@example('a,"b"\r', ",", True)
@example('a,"b\n', ",", True)
@example('"a""",b\n', ",", True)
@example('""a,b\n', ",", True)
def test_what_is_split_is_what_the_csv_module_reads(
    text: str, delimiter: str, quoted: bool
) -> None:
    rows = split(text, delimiter, quoted=quoted)
    assert rows is None or rows == parsed(text, delimiter, quoted=quoted)[: len(rows)]


@given(tables, st.sampled_from(["\n", "\r\n"]))
def test_rows_as_the_csv_module_writes_them_are_split(rows: list[list[str]], end: str) -> None:
    rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    # A column alone is left to the csv module where a cell of it is empty.
    regular = len(rows[0]) > 1 or all(row[0] for row in rows)
    assert split(file.getvalue(), ",", quoted=True) == (rows if regular else None)


@pytest.mark.parametrize(
    "text",
    ["a\nb,c\n", 'a"b\n', '"a"b\n', 'a, "b"\n', "a\rb\n", "a\0b\n", "caf\udce9\n", "\n"],
)
def test_what_is_left_to_the_csv_module(text: str) -> None:
    assert split(text, ",", quoted=True) is None


def test_the_size_is_that_of_the_records_asked_for() -> None:
    fields = find_fields('1,"é\n"\n2,b\n3,'.encode(), ",", quoted=True)
    assert fields is not None
    assert len(fields.lasts) == 2
    first = fields.split(1)
    assert first is not None
    assert (first.columns, first.size) == ([["1"], ["é\n"]], len('1,"é\n"\n'.encode()))
