from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.gaps.decomposition import parts_of

CELL = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda cell: (sum(cell), cell[0], cell[1])
)
SIDE = st.lists(CELL, min_size=3, max_size=3)


def test_by_hand() -> None:
    # Shares 0.5 and 0.5, net 50 and -50; then 0.25 and 0.75, net 50 and -100.
    parts = parts_of(
        np.array([[4, 3, 1], [4, 1, 3]]),
        np.array([[4, 3, 1], [12, 0, 12]]),
    )
    assert parts is not None
    assert parts.mix == pytest.approx(-0.25 * 50 + 0.25 * -75)
    assert parts.within == pytest.approx(0.625 * -50)
    assert parts.total == pytest.approx((0.25 * 50 - 0.75 * 100) - 0)


@given(SIDE, SIDE)
def test_the_parts_add_up_to_the_change_of_the_whole(
    before: list[tuple[int, int, int]], after: list[tuple[int, int, int]]
) -> None:
    one, other = np.array(before), np.array(after)
    parts = parts_of(one, other)
    if not one[:, 0].sum() or not other[:, 0].sum():
        assert parts is None
        return
    whole = [100 * (side[:, 1] - side[:, 2]).sum() / side[:, 0].sum() for side in (one, other)]
    assert parts is not None
    assert parts.total == pytest.approx(whole[1] - whole[0], abs=1e-9)
