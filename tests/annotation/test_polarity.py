from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.annotation.polarity import polarity_of


def test_a_compound_of_a_twentieth_is_an_opinion() -> None:
    compounds = np.array([-10_000, -500, -499, 0, 499, 500, 10_000])
    assert polarity_of(compounds).tolist() == [-1, -1, 0, 0, 0, 1, 1]


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**5))
def test_a_mean_is_compared_exactly(total: int, count: int) -> None:
    mean = Fraction(total, count * 10_000)
    expected = (mean >= Fraction(1, 20)) - (mean <= Fraction(-1, 20))
    assert polarity_of(np.array([total]), np.array([count])).tolist() == [expected]
