from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vockit.gaps.regression import Fit, least_squares


def fit(x: np.ndarray, y: np.ndarray) -> Fit | None:
    return least_squares(
        n=len(y),
        sums=x.sum(axis=0).astype(np.float64),
        products=(x.T @ x).astype(np.float64),
        y_sum=float(y.sum()),
        y_products=(x.T @ y).astype(np.float64),
        y_squares=float(y @ y),
        confidence=0.95,
    )


@given(st.integers(0, 1_000_000), st.integers(1, 12))
def test_agrees_with_a_fit_on_the_rows_to_a_billionth(seed: int, features: int) -> None:
    generator = np.random.default_rng(seed)
    x = generator.integers(0, 2, (300, features))
    y = generator.integers(0, 5, 300) * 2500
    found = fit(x, y)
    expected, *_ = np.linalg.lstsq(np.column_stack([np.ones(300), x]), y, rcond=None)
    assert found is not None
    assert found.intercept == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    assert found.coefficients.value == pytest.approx(expected[1:], rel=1e-9, abs=1e-6)


def test_one_feature_has_the_interval_of_a_simple_regression() -> None:
    generator = np.random.default_rng(5)
    x = generator.integers(0, 2, (80, 1))
    y = generator.integers(0, 5, 80)
    found, oracle = fit(x, y), stats.linregress(x[:, 0], y)
    assert found is not None
    half = stats.t.ppf(0.975, 78) * oracle.stderr
    assert found.coefficients.low[0] == pytest.approx(oracle.slope - half)
    assert found.coefficients.high[0] == pytest.approx(oracle.slope + half)


def test_a_feature_that_repeats_others_is_left_out() -> None:
    generator = np.random.default_rng(5)
    x = generator.integers(0, 2, (80, 2))
    y = generator.integers(0, 5, 80)
    alone, doubled = fit(x, y), fit(np.column_stack([x, x[:, 0], x.sum(axis=1)]), y)
    assert alone is not None
    assert doubled is not None
    assert doubled.coefficients.value[:2] == pytest.approx(alone.coefficients.value)
    assert np.isnan(doubled.coefficients.value[2:]).all()


def test_no_fit_without_degrees_of_freedom() -> None:
    assert fit(np.array([[0], [1]]), np.array([1, 2])) is None
