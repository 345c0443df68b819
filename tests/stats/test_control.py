from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vockit.stats.control import ewma, p_prime_chart, two_rates, widened


def test_the_chart_of_shares_that_vary_as_much_as_chance_is_the_usual_one() -> None:
    generator = np.random.Generator(np.random.PCG64(2002))
    n = np.full(4_000, 500)
    chart = p_prime_chart(generator.binomial(500, 0.1, (4_000, 1)), n, 500)
    assert chart.sigma_z[0] == pytest.approx(1, abs=0.05)
    reach = 3 * (0.1 * 0.9 / 500) ** 0.5
    assert chart.upper[0] == pytest.approx(0.1 + reach, abs=0.003)
    assert chart.lower[0] == pytest.approx(0.1 - reach, abs=0.003)


def test_the_chart_by_hand() -> None:
    # Shares 0.10, 0.30, 0.20 of 100: z = -2.5, 2.5, 0 at p = 0.2; moving ranges 5 and 2.5.
    chart = p_prime_chart([[10], [30], [20]], [100, 100, 100], 400)
    assert chart.center[0] == pytest.approx(0.2)
    assert chart.sigma_z[0] == pytest.approx(3.75 / 1.128)
    assert chart.upper[0] == pytest.approx(0.2 + 3 * 0.02 * 3.75 / 1.128)
    assert chart.lower[0] == pytest.approx(0.2 - 3 * 0.02 * 3.75 / 1.128, abs=1e-12)


def test_a_series_without_any_count_has_limits_at_0() -> None:
    chart = p_prime_chart([[0], [0]], [10, 20], 30)
    assert (chart.center[0], chart.lower[0], chart.upper[0], chart.sigma_z[0]) == (0, 0, 0, 0)


def test_ewma_by_hand() -> None:
    np.testing.assert_allclose(
        ewma([[0.1, 1.0], [0.6, 1.0], [0.2, 0.0]]), [0.2 * 0.2 + 0.8 * 0.2, 0.8]
    )


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_two_rates_is_the_binomial_test_with_mid_p(x: int, x0: int, share: float) -> None:
    n = x + x0
    if not n:
        assert np.isnan(two_rates(x, x0, share))
        return
    law = stats.binom(n, share)
    seen = law.pmf(x)
    tail = min(law.cdf(x) - seen / 2, law.sf(x) + seen / 2)
    assert float(two_rates(x, x0, share)) == pytest.approx(min(1.0, 2 * tail), abs=1e-9)


def test_two_rates_of_a_published_case() -> None:
    # The dodder seeds of Przyborowski and Wilenski (1940): 3 in one sample, none in the other, by
    # the conditional test p = 0.125 one-sided (Krishnamoorthy and Thomson 2004). Mid-p halves it.
    assert float(two_rates(3, 0, 0.5)) == pytest.approx(2 * 0.0625)


def test_a_p_value_is_widened_and_never_made_smaller() -> None:
    p = 2 * stats.norm.sf(3.0)
    np.testing.assert_allclose(
        widened([p, p, 0.0], [0.5, 1.5, 2.0]), [p, 2 * stats.norm.sf(2.0), 0]
    )


def test_under_no_change_two_rates_finds_as_seldom_as_it_says() -> None:
    generator = np.random.Generator(np.random.PCG64(1940))
    for rate in (2, 10, 100):
        x, x0 = generator.poisson(rate, 20_000), generator.poisson(4 * rate, 20_000)
        p = two_rates(x, x0, 0.2)
        for level in (0.01, 0.05, 0.1):
            assert np.mean(p[~np.isnan(p)] <= level) <= level * 1.15
