from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vockit.stats.intervals import net_sentiment_difference, ratio_of_sums
from vockit.stats.significance import (
    chi_squared,
    mean_test,
    spearman,
    two_net_sentiments,
    two_proportions,
)


@pytest.mark.parametrize(("x", "n", "y", "m"), [(56, 70, 48, 80), (1, 40, 9, 50), (20, 20, 1, 30)])
def test_two_proportions_is_the_chi_squared_of_their_table(x: int, n: int, y: int, m: int) -> None:
    expected = stats.chi2_contingency([[x, n - x], [y, m - y]], correction=False).pvalue
    assert two_proportions(x, n, y, m) == pytest.approx(expected)


def test_shares_that_do_not_vary_are_the_same() -> None:
    np.testing.assert_array_equal(two_proportions([0, 7], [10, 7], [0, 5], [20, 5]), [1, 1])
    assert np.isnan(two_proportions(0, 0, 1, 2))


@given(*[st.integers(0, 60)] * 4)
def test_net_sentiments_differ_exactly_where_the_interval_leaves_out_0(
    p: int, m: int, q: int, k: int
) -> None:
    groups = (p, m, p + m + 10), (q, k, q + k + 20)
    gap = net_sentiment_difference(*groups)
    significant = two_net_sentiments(*groups) < 0.05
    assert significant == (gap.low > 0 or gap.high < 0)


def test_mean_test_is_the_one_sample_t_test() -> None:
    values = np.array([0.3, -0.1, 0.5, 0.9, -0.4, 0.2])
    n, s, ss = len(values), values.sum(), values @ values
    mean = ratio_of_sums(n=n, s=s, k=n, ss=ss, sk=s, kk=n)
    assert mean_test(mean) == pytest.approx(stats.ttest_1samp(values, 0).pvalue)


def test_chi_squared_gives_the_published_figures() -> None:
    """Agresti 2007, Introduction to Categorical Data Analysis, table 2.5: X² = 30.07, df 2."""
    found = chi_squared([[762, 327, 468], [484, 239, 477]])
    assert (round(found.statistic, 2), found.df) == (30.07, 2)


@given(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=2, max_size=4))
def test_chi_squared_agrees_with_scipy(table: list[list[int]]) -> None:
    found = chi_squared(table)
    expected = stats.chi2_contingency(table, correction=False)
    assert found.statistic == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.cramers_v == pytest.approx(
        stats.contingency.association(np.array(table)), abs=1e-6
    )


def test_a_perfect_association_has_v_1_and_blank_lines_do_not_count() -> None:
    assert chi_squared([[9, 0, 0], [0, 0, 4], [0, 0, 0]]).cramers_v == pytest.approx(1)
    assert chi_squared([[9, 0], [4, 0]]).df == 0
    assert chi_squared([[9, 0], [4, 0]]).p_value == 1


def test_spearman_gives_the_published_figure() -> None:
    """IQ and hours of television: ρ = -29 / 165, the textbook case without ties."""
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(iq, hours).rho == pytest.approx(-29 / 165)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=4, max_size=20))
def test_spearman_agrees_with_scipy_where_there_are_ties(pairs: list[tuple[int, int]]) -> None:
    x, y = zip(*pairs, strict=True)
    found = spearman(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert math.isnan(found.rho)
    else:
        expected = stats.spearmanr(x, y)
        assert found.rho == pytest.approx(expected.statistic, abs=1e-12)
        assert found.p_value == pytest.approx(expected.pvalue, abs=1e-9)


def test_spearman_of_two_pairs_says_nothing() -> None:
    assert math.isnan(spearman([1, 2], [2, 1]).rho)
