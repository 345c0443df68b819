from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.gaps.totals import totals_by

ROWS = st.lists(
    st.tuples(st.sampled_from("abÄ~"), st.sampled_from("xyz"), st.integers(-9, 9), st.integers()),
    max_size=30,
)


@settings(deadline=None)  # The first call imports pandas.
@given(ROWS, st.sampled_from([("one",), ("two", "one")]))
def test_rows_add_up_as_pandas_adds_them(
    rows: list[tuple[str, str, int, int]], keys: tuple[str, ...]
) -> None:
    bounded = [(*row[:3], row[3] % 2**40) for row in rows]
    table = pd.DataFrame(bounded, columns=["one", "two", "n", "m"])
    table = table.astype({"one": "str", "two": "str", "n": "int64", "m": "int64"})
    sums = table.groupby(list(keys), sort=True)[["n", "m"]].sum().reset_index()
    expected = {
        tuple(record[key] for key in keys): {"n": record["n"], "m": record["m"]}
        for record in sums.to_dict("records")
    }
    found = totals_by(table, *keys)
    assert found == expected
    assert list(found) == sorted(expected)
