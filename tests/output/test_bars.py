from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vockit.output.bars import Scale, gap_bar, share_bar

figures = st.floats(-100, 100).map(lambda value: round(value, 4))


def test_a_bar_is_sure_as_far_as_its_interval_is() -> None:
    scale = Scale(-10.0, 10.0, 0.0)
    assert gap_bar(-5.0, -8.0, -2.0, scale, 21) == "  ───▒▒▒▒█│          "
    assert gap_bar(5.0, 2.0, 8.0, scale, 21) == "          │█▒▒▒▒───  "
    assert gap_bar(1.0, -2.0, 4.0, scale, 21) == "        ──│▒───      "


def test_an_axis_need_not_be_zero() -> None:
    assert gap_bar(2.0, 1.5, 2.5, Scale.over([0.5, 2.5], 1.0), 9)[2] == "│"


@given(st.lists(figures, min_size=3, max_size=3), st.integers(9, 60), figures)
def test_a_bar_is_as_wide_as_asked_and_has_one_axis(
    values: list[float], width: int, axis: float
) -> None:
    low, gap, high = sorted(values)
    bar = gap_bar(gap, low, high, Scale.over(values, axis), width)
    assert len(bar) == width
    assert bar.count("│") == 1


@given(st.floats(-1, 2), st.integers(1, 30))
def test_a_share_bar_is_as_wide_as_asked(share: float, width: int) -> None:
    assert len(share_bar(share, width)) == width


def test_share_bars_go_by_eighths() -> None:
    assert [share_bar(share, 4) for share in (0, 0.5, 0.53125, 1)] == [
        "    ",
        "██  ",
        "██▏ ",
        "████",
    ]
