from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.output.formulas import RISKY, count, runs, safe


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "\tx", "\rx", "-", "+1 good", "\n=1", "＝1+1", "＠a"],
)
def test_what_a_spreadsheet_would_run(cell: str) -> None:
    assert runs(cell)
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "a", "1", "-1", "+1.5", "-1,234.5", "-5%", "-1e-3", "'=1", " =1"]
)
def test_what_it_would_not(cell: str) -> None:
    assert safe(cell) == cell


@given(st.lists(st.text(st.sampled_from([*RISKY, "1", "a", "\x00", "."]), max_size=4)))
def test_the_count_is_the_number_of_cells_that_run(cells: list[str]) -> None:
    assert count(cells) == sum(map(runs, cells))


@given(st.text())
def test_safe_text_does_not_run(cell: str) -> None:
    assert not runs(safe(cell))
