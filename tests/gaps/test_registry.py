from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from vockit.errors import UsageError
from vockit.gaps.model import Needs
from vockit.gaps.needs import check_statistics
from vockit.gaps.registry import load, names


def test_an_unknown_report_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="no gap report 'servqal'; did you mean 'servqual'"):
        load("servqal")


def test_nothing_near_is_not_guessed() -> None:
    with pytest.raises(UsageError) as raised:
        load("zzz")
    assert "did you mean" not in str(raised.value)
    assert "`vockit gap --list`" in str(raised.value)


def test_the_order_is_fixed() -> None:
    known = ["servqual", "channels", "surprises", "drivers", "voice", "benchmark", "coverage"]
    assert [name for name in names() if name in known] == known


def test_names_load_no_report() -> None:
    code = (
        "import sys; from vockit.gaps.registry import names; names();"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_segments_cannot_take_apart_is_not_declared_by_mistake() -> None:
    gap = load("coverage")
    check_statistics(gap)
    with pytest.raises(TypeError, match="cannot take the statistic 'days' apart"):
        check_statistics(replace(gap, needs=replace(gap.needs, whole=())))
    # Where brands are compared with one another, all of them are read at once.
    check_statistics(replace(load("servqual"), needs=Needs(statistics=("days",))))
