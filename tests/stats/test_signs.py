from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vockit.stats.signs import sign_test

COUNTS = st.integers(0, 400)


@given(COUNTS, COUNTS)
def test_is_the_exact_test_with_half_of_what_was_seen(positive: int, negative: int) -> None:
    n = positive + negative
    if n == 0:
        assert np.isnan(sign_test(0, 0))
        return
    oracle = stats.binom(n, 0.5)
    fewest = min(positive, negative)
    mid = 2 * (oracle.cdf(fewest) - oracle.pmf(fewest) / 2)
    assert float(sign_test(positive, negative)) == pytest.approx(min(1.0, mid), abs=1e-9)


def test_equal_counts_are_no_finding() -> None:
    assert float(sign_test(5, 5)) == 1
