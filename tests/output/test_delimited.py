from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from vockit.gaps.model import Column
from vockit.output.delimited import write_delimited
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


def test_figures_have_the_decimal_asked_for() -> None:
    sheet = Sheet(
        (Column("n", "", "count"), Column("x", "", "score")), [[[1, None, 1], [0.5, -1.25, None]]]
    )
    file = io.BytesIO()
    write_delimited(sheet, Style(decimal=","), file, ";")
    assert file.getvalue() == b"n;x\n1;0,5\n;-1,25\n1;\n"


def test_a_cell_that_is_no_text_may_come_late() -> None:
    column = ["a,b"] * 20
    sheet = Sheet((Column("a", ""), Column("b", "")), [[column, [*column[1:], ["x", 1]]]])
    file = io.BytesIO()
    write_delimited(sheet, Style(sanitize=False), file, ",")
    assert file.getvalue().splitlines()[-1] == b'"a,b","[""x"", 1]"'


def test_a_whole_score_is_no_count_and_a_negative_zero_is_zero() -> None:
    columns = (Column("n", "", "count"), Column("x", "", "score"))
    sheet = Sheet(columns, [[[1, 0], [-0.0, 0.0]], [[1, 0], [1.0, None]]])
    file = io.BytesIO()
    write_delimited(sheet, Style(header=False), file, ",")
    assert file.getvalue() == b"1,0.0\n0,0.0\n1,1.0\n0,\n"


def test_half_a_character_is_written_out() -> None:
    assert written([["\ud83d", "é"], ["a", "b"]], ",") == "\\ud83d,é\na,b\n"
