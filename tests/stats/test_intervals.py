from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vockit.stats.intervals import (
    Interval,
    difference,
    jeffreys,
    mean_difference,
    net_sentiment,
    net_sentiment_difference,
    newcombe,
    ratio_of_sums,
    risk_ratio,
    wilson,
)

COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def rounded(interval: Interval, digits: int = 4) -> tuple[float, float]:
    return round(float(interval.low), digits), round(float(interval.high), digits)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_limits(successes: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3."""
    assert rounded(wilson(successes, n)) == (low, high)


@given(COUNTS, st.sampled_from((0.8, 0.95, 0.99)))
def test_wilson_agrees_with_scipy(counts: tuple[int, int], confidence: float) -> None:
    expected = stats.binomtest(*counts).proportion_ci(confidence, method="wilson")
    assert wilson(*counts, confidence).low == pytest.approx(expected.low, abs=1e-12)
    assert wilson(*counts, confidence).high == pytest.approx(expected.high, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_limits(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10."""
    assert rounded(newcombe(*first, *second)) == (low, high)


def test_net_sentiment_is_wald_on_adjusted_counts() -> None:
    """By hand from Rocks 2016: 50.75 and 20.75 of 103."""
    score = net_sentiment(50, 20, 100)
    p, m = 50.75 / 103, 20.75 / 103
    half = 1.959964 * math.sqrt((p + m - (p - m) ** 2) / 103)
    assert score.value == pytest.approx(30)
    assert score.low == pytest.approx(100 * (p - m - half), abs=1e-4)
    assert score.high == pytest.approx(100 * (p - m + half), abs=1e-4)


def test_net_sentiment_stays_in_its_range() -> None:
    score = net_sentiment([10, 0], [0, 10], [10, 10])
    assert score.high[0] == 100
    assert score.low[1] == -100


def test_a_difference_of_net_sentiments_has_both_variances() -> None:
    a, b = net_sentiment(50, 20, 100), net_sentiment(30, 40, 90)
    gap = net_sentiment_difference((50, 20, 100), (30, 40, 90))
    assert gap.value == pytest.approx(a.value - b.value)
    assert gap.variance == pytest.approx(a.variance + b.variance)


def test_ratio_of_sums_by_hand() -> None:
    """Three verbatims with (s, k) = (1, 1), (2, 1), (9, 3), so residuals of the mean 12 / 5."""
    mean = ratio_of_sums(n=3, s=12, k=5, ss=86, sk=30, kk=11)
    residuals = [1 - 2.4, 2 - 2.4, 9 - 7.2]
    variance = 3 / 2 * sum(residual**2 for residual in residuals) / 25
    assert mean.value == pytest.approx(2.4)
    assert mean.variance == pytest.approx(variance)
    assert mean.high - mean.value == pytest.approx(4.302653 * math.sqrt(variance), rel=1e-6)


@given(st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=50))
def test_a_ratio_of_one_clause_each_is_the_mean_with_its_t_interval(values: list[int]) -> None:
    n, s, ss = len(values), sum(values), sum(value * value for value in values)
    mean = ratio_of_sums(n=n, s=s, k=n, ss=ss, sk=s, kk=n)
    assert mean.value == pytest.approx(np.mean(values))
    assert mean.variance == pytest.approx(np.var(values, ddof=1) / n, abs=1e-3)


def test_one_verbatim_has_a_mean_and_no_interval() -> None:
    mean = ratio_of_sums(n=1, s=500, k=2, ss=250_000, sk=1_000, kk=4)
    assert mean.value == 250
    assert np.isnan([mean.variance, mean.low, mean.high]).all()


@given(st.integers(0, 2**32 - 1))
def test_a_difference_of_means_is_welchs(seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    left, right = random.normal(0, 1, 12), random.normal(0, 3, 30)
    a, b = (
        ratio_of_sums(n=len(x), s=x.sum(), k=len(x), ss=x @ x, sk=x.sum(), kk=len(x))
        for x in (left, right)
    )
    expected = stats.ttest_ind(left, right, equal_var=False).confidence_interval()
    gap = mean_difference(a, b)
    assert (float(gap.low), float(gap.high)) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(2, 10, 0.044, 0.503), (5, 10, 0.224, 0.776), (0, 10, 0.0, 0.308), (1, 10, 0.0, 0.381)],
)
def test_jeffreys_gives_the_published_limits(
    successes: int, n: int, low: float, high: float
) -> None:
    """Brown, Cai and DasGupta 2001, Statistical Science 16: 101-133, table 5; the ends by 4.1.2."""
    assert rounded(jeffreys(successes, n), 3) == (low, high)


@given(COUNTS)
def test_jeffreys_agrees_with_scipy(counts: tuple[int, int]) -> None:
    x, n = counts
    posterior = stats.beta(x + 0.5, n - x + 0.5)
    assert jeffreys(x, n).value == pytest.approx(posterior.mean())
    if 1 < x < n:
        assert jeffreys(x, n).low == pytest.approx(posterior.ppf(0.025), rel=1e-6)
    if 0 < x < n - 1:
        assert jeffreys(x, n).high == pytest.approx(posterior.ppf(0.975), rel=1e-6)


@given(COUNTS, COUNTS)
def test_risk_ratio_agrees_with_scipy(one: tuple[int, int], other: tuple[int, int]) -> None:
    """SciPy takes whole counts: doubled ones have the same ratio and half the variance."""
    (x, n), (y, m) = one, other
    ratio = risk_ratio(x, n, y, m)
    doubled = stats.contingency.relative_risk(2 * x + 1, 2 * n + 2, 2 * y + 1, 2 * m + 2)
    high = doubled.confidence_interval().high
    reach = (high / doubled.relative_risk) ** math.sqrt(2)
    assert ratio.low == pytest.approx(doubled.relative_risk / reach)
    assert ratio.high == pytest.approx(doubled.relative_risk * reach)
    assert 0 < ratio.low < ratio.value < ratio.high < math.inf
    if x and y:
        assert ratio.value == pytest.approx((x / n) / (y / m))


def test_nothing_to_estimate_from_is_nan_without_a_warning() -> None:
    for interval in (
        wilson(0, 0),
        newcombe(0, 0, 1, 2),
        net_sentiment(0, 0, 0),
        net_sentiment_difference((0, 0, 0), (1, 1, 5)),
        jeffreys(0, 0),
        risk_ratio(0, 0, 1, 2),
        ratio_of_sums(n=0, s=0, k=0, ss=0, sk=0, kk=0),
    ):
        assert np.isnan([interval.value, interval.low, interval.high]).all()


def test_arrays_give_what_numbers_give() -> None:
    many = newcombe([56, 9], [70, 10], [48, 3], [80, 10])
    for place, counts in enumerate([(56, 70, 48, 80), (9, 10, 3, 10)]):
        assert many.low[place] == newcombe(*counts).low


# -- coverage: how often 95 % intervals hold the truth, exactly where it can be summed ------------

SIZES = (30, 50, 100, 300)
SHARES = tuple(np.round(np.arange(0.05, 0.951, 0.05), 2))


SIZES_OF_VERBATIMS = np.arange(1, 6)
SHARES_OF_VERBATIMS = np.array([0.4, 0.3, 0.15, 0.1, 0.05])
MEAN_SIZE = float(SHARES_OF_VERBATIMS @ SIZES_OF_VERBATIMS)


def covers(interval: Interval, truth: float) -> NDArray[np.bool_]:
    return (interval.low <= truth) & (truth <= interval.high)


def assert_honest(coverage: list[float]) -> None:
    assert 0.93 <= np.mean(coverage) <= 0.97
    assert min(coverage) >= 0.90


@pytest.mark.parametrize("interval", [wilson, jeffreys])
def test_shares_are_covered(interval: Callable[[ArrayLike, ArrayLike], Interval]) -> None:
    coverage = []
    for n in SIZES:
        x = np.arange(n + 1)
        limits = interval(x, n)
        coverage += [float(stats.binom.pmf(x, n, p) @ covers(limits, p)) for p in SHARES]
    assert_honest(coverage)


@pytest.mark.slow
def test_differences_and_ratios_of_shares_are_covered() -> None:
    of_difference, of_ratio = [], []
    for n, m in ((30, 30), (30, 100), (100, 100), (60, 200)):
        x, y = np.arange(n + 1)[:, None], np.arange(m + 1)[None, :]
        gaps, ratios = newcombe(x, n, y, m), risk_ratio(x, n, y, m)
        for p in SHARES[::2]:
            for q in SHARES[::2]:
                weight = stats.binom.pmf(x, n, p) * stats.binom.pmf(y, m, q)
                of_difference.append(float((weight * covers(gaps, p - q)).sum()))
                of_ratio.append(float((weight * covers(ratios, p / q)).sum()))
    assert_honest(of_difference)
    assert_honest(of_ratio)


@pytest.mark.slow
def test_net_sentiments_and_their_differences_are_covered() -> None:
    random = np.random.Generator(np.random.PCG64(2016))
    alone, between = [], []
    for n in SIZES:
        for p in (0.05, 0.2, 0.5, 0.8):
            for m in (0.05, 0.15, 0.45):
                if p + m > 0.95:
                    continue
                draws = random.multinomial(n, (p, m, 1 - p - m), size=4_000)
                others = random.multinomial(2 * n, (0.3, 0.3, 0.4), size=4_000)
                truth = 100 * (p - m)
                alone.append(covers(net_sentiment(draws[:, 0], draws[:, 1], n), truth).mean())
                gaps = net_sentiment_difference(
                    (draws[:, 0], draws[:, 1], n), (others[:, 0], others[:, 1], 2 * n)
                )
                between.append(covers(gaps, truth).mean())
    assert_honest(alone)
    assert_honest(between)


@pytest.mark.slow
def test_means_over_clauses_are_covered_where_verbatims_cluster() -> None:
    """Clauses of one verbatim agree, and long verbatims are angrier: no plain mean will do."""
    random = np.random.Generator(np.random.PCG64(1977))
    coverage, between = [], []
    for n in SIZES:
        for mood in (0.3, 1.0, 3.0):
            means = []
            for _ in range(2):
                k = random.choice(SIZES_OF_VERBATIMS, p=SHARES_OF_VERBATIMS, size=(4_000, n))
                centre = mood * random.normal(size=(4_000, n)) - 0.3 * k
                s = k * centre + np.sqrt(k) * random.normal(size=(4_000, n))
                means.append(
                    ratio_of_sums(
                        n=n,
                        s=s.sum(1),
                        k=k.sum(1),
                        ss=(s * s).sum(1),
                        sk=(s * k).sum(1),
                        kk=(k * k).sum(1),
                    )
                )
            truth = -0.3 * float(SHARES_OF_VERBATIMS @ SIZES_OF_VERBATIMS**2) / MEAN_SIZE
            coverage.append(covers(means[0], truth).mean())
            between.append(covers(mean_difference(means[0], means[1]), 0).mean())
    assert_honest(coverage)
    assert_honest(between)


def test_intervals_of_a_difference_hold_the_difference() -> None:
    gap = difference(wilson(5, 10), wilson(5, 10))
    assert gap.low < gap.value < gap.high
