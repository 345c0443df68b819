from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vockit.stats.multiple import Best, benjamini_hochberg, best_mean, best_net_sentiment

PAPER = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]


def is_clear(best: Best, level: float = 0.05) -> bool:
    return best.index is not None and best.p_value < level


def test_benjamini_hochberg_makes_the_papers_decisions() -> None:
    """Benjamini and Hochberg 1995, section 3.2: at q = 0.05, the four smallest are rejected."""
    assert (benjamini_hochberg(PAPER) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_hochberg_agrees_with_scipy(p_values: list[float]) -> None:
    expected = stats.false_discovery_control(p_values)
    np.testing.assert_allclose(benjamini_hochberg(p_values), expected)


def test_no_tests_have_no_q_values() -> None:
    assert benjamini_hochberg([]).size == 0


def test_a_test_that_was_not_made_is_not_counted() -> None:
    q = benjamini_hochberg([np.nan, 0.01, 0.04])
    assert np.isnan(q[0])
    assert q[1:].tolist() == [0.02, 0.04]


def test_the_best_has_the_highest_lower_limit_not_the_highest_net_sentiment() -> None:
    best = best_net_sentiment([29, 850, 300], [0, 0, 0], [32, 1_000, 1_000])
    assert is_clear(best)
    assert best.index == 1


def test_equal_means_shrink_to_the_pooled_mean() -> None:
    best = best_mean([0.5, 0.5, 0.51], [0.01, 0.01, 0.01], [100, 100, 100])
    assert not is_clear(best)
    np.testing.assert_allclose(best.value, 1.51 / 3)


def test_small_groups_are_not_compared() -> None:
    best = best_net_sentiment([29, 10, 40], [0, 0, 0], [29, 40, 50])
    assert best.index == 2
    assert np.isnan(best.value[0])
    assert best_net_sentiment([29, 10], [0, 0], [29, 40]).index is None
    assert best_mean([], [], []).index is None


def test_the_best_mean_shrinks_by_dersimonian_and_laird() -> None:
    best = best_mean([0.0, 1.0], [0.1, 0.1], [50, 50])
    # Q = 5, so the variance between is (5 - 1) / (20 - 10) = 0.4, and 0.8 of the spread is kept.
    np.testing.assert_allclose(best.value, [0.1, 0.9])
    assert best.p_value == pytest.approx(2 * stats.t.sf(np.sqrt(5), 98))
    assert best.index == 1


def test_rates_of_0_and_1_name_nobody() -> None:
    assert not is_clear(best_net_sentiment([0, 0], [0, 0], [50, 60]))
    assert not is_clear(best_net_sentiment([50, 60], [0, 0], [50, 60]))


@pytest.mark.slow
@pytest.mark.parametrize("rate", [0.1, 0.4])
def test_six_brands_of_the_same_rates_have_no_winner(rate: float) -> None:
    """At most one run in twenty names one, and three standard errors of that."""
    random = np.random.Generator(np.random.PCG64(6))
    n = np.array([40, 60, 100, 150, 300, 800])
    runs = 1_000
    limit = 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)
    clear = 0
    for _ in range(runs):
        draws = np.array([random.multinomial(size, (rate, 0.3, 0.7 - rate)) for size in n])
        clear += is_clear(best_net_sentiment(draws[:, 0], draws[:, 1], n))
    assert clear / runs <= limit


@pytest.mark.slow
def test_without_any_difference_findings_are_as_rare_as_q_says() -> None:
    random = np.random.Generator(np.random.PCG64(1995))
    runs, q = 2_000, 0.10
    found = np.mean([(benjamini_hochberg(random.random(30)) <= q).any() for _ in range(runs)])
    assert found <= q + 3 * np.sqrt(q * (1 - q) / runs)


@pytest.mark.parametrize("n", [[1, 1], [1, 1, 1], [1, 2], [1, 50]])
def test_a_group_of_one_has_no_variance_and_is_not_compared(n: list[int]) -> None:
    best = best_net_sentiment([0] * len(n), n, n, min_n=1)
    assert (best.index, best.p_value) == (None, 1.0)
    assert np.isnan(best.value).all()
