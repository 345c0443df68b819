from __future__ import annotations

import numpy as np
import pytest

from vockit.stats.logodds import log_odds


def test_worked_by_hand() -> None:
    # 30 of 100 against 10 of 100; the prior, worth 20 terms, is 40 and 160 of 200: 4 and 16.
    found = log_odds([30, 70], [10, 90], prior_weight=20)
    expected = np.log(34 / 86) - np.log(14 / 106)
    assert found.value[0] == pytest.approx(expected)
    assert found.z[0] == pytest.approx(expected / np.sqrt(1 / 34 + 1 / 14))
    assert found.value[1] == pytest.approx(-found.value[0])


def test_the_same_use_gives_nothing() -> None:
    found = log_odds([10, 20], [10, 20], prior_weight=1000)
    assert found.value == pytest.approx([0, 0])


def test_a_term_that_only_one_side_has_is_finite() -> None:
    assert np.isfinite(log_odds([5, 95], [0, 100], prior_weight=10).z).all()
