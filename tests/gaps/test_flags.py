from __future__ import annotations

import math

import pytest

from vockit.gaps.flags import flag_of
from vockit.gaps.model import Flag, Row
from vockit.gaps.rounding import rounded, sign_of
from vockit.settings import ReportSettings


@pytest.mark.parametrize(
    ("n", "gap", "said", "expected"),
    [
        (30, 1.0, None, "ok"),
        (29, 1.0, None, "low base"),
        (10, 1.0, None, "low base"),
        (9, 1.0, None, "suppressed"),
        (0, None, None, "suppressed"),
        (30, None, None, "not measured"),
        (30, math.nan, None, "not measured"),
        (30, None, "no clear best", "no clear best"),
        (29, None, "no clear best", "low base"),
        (0, None, "not measured", "not measured"),
    ],
)
def test_flags(n: int, gap: float | None, said: Flag | None, expected: str) -> None:
    assert flag_of(Row(("a",), n, gap, flag=said), ReportSettings()) == expected


def test_limits_are_settings() -> None:
    settings = ReportSettings(min_n=5, suppress_n=2)
    assert [flag_of(Row(("a",), n, 1.0), settings) for n in (1, 4, 5)] == [
        "suppressed",
        "low base",
        "ok",
    ]


def test_four_decimals_and_no_minus_zero() -> None:
    assert rounded(1.23456) == 1.2346
    assert math.copysign(1, rounded(-0.00001) or 0.0) == 1
    assert rounded(math.nan) is rounded(None) is rounded(math.inf) is None
    assert [sign_of(value) for value in (-0.00001, 0.2, -3, None)] == [0, 1, -1, None]
