from __future__ import annotations

import pytest

from vockit.settings.texts import rating_scale


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("1-5", (1, 5)),
        ("0..10", (0, 10)),
        ("-5..5", (-5, 5)),
        ("-1-1", (-1, 1)),
        ("1 to 7", (1, 7)),
    ],
)
def test_a_scale_is_its_lowest_and_highest_rating(text: str, scale: tuple[float, float]) -> None:
    assert rating_scale(text) == scale


@pytest.mark.parametrize("text", ["5", "nan-5", "0-inf", "a-b", "5-1", "3..3"])
def test_what_is_no_scale(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a scale|comes first"):
        rating_scale(text)
