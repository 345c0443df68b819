from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.gaps import totals
from vockit.gaps.totals import totals_by

ROWS = st.lists(
    st.tuples(st.sampled_from("abÄ~"), st.sampled_from("xyz"), st.integers(-9, 9), st.integers()),
    max_size=30,
)


@given(ROWS)
def test_few_rows_add_up_as_many_do(rows: list[tuple[str, str, int, int]]) -> None:
    bounded = [(*row[:3], row[3] % 2**40) for row in rows]
    table = pd.DataFrame(bounded, columns=["one", "two", "n", "m"])
    table = table.astype({"one": "str", "two": "str", "n": "int64", "m": "int64"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(totals, "SMALL", -1)
        many = [totals_by(table, *keys) for keys in (("one",), ("two", "one"))]
    few = [totals_by(table, *keys) for keys in (("one",), ("two", "one"))]
    assert few == many
    assert list(map(list, few)) == list(map(list, many))
