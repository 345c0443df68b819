from __future__ import annotations

from collections.abc import Sequence

import pytest

from vockit.readers.headers import Header, find_header, is_figure

HEADER = ["id", "text", "stars"]
ROWS = [["1", "The delivery was late again", "1"], ["2", "Lovely staff and a quiet room", "5"]]


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ([], 0),
        ([[""], ["", "", ""]], 2),
        ([["Report"]], 1),
        ([["Report", "2024-05-01"]], 1),
        ([["Store", "n", "mean"], ["North", "3", "2.5"], []], 3),
        ([["Answers", "", ""]], 1),
    ],
)
def test_the_header_below_other_rows(above: Sequence[Sequence[str]], place: int) -> None:
    assert find_header([*above, HEADER, *ROWS]) == Header(place, place + 1)


def test_no_rows() -> None:
    assert find_header([]) is None
    assert find_header([[], ["", ""]]) is None


def test_a_header_alone() -> None:
    assert find_header([HEADER]) == Header(0, 1)


def test_figures_at_the_top_are_no_header() -> None:
    assert find_header(ROWS) == Header(None, 0)
    assert find_header([[], *ROWS]) == Header(None, 1)


def test_a_row_of_data_is_no_header_though_it_looks_like_one() -> None:
    rows = [["Antwort"], ["Comment"], ["Review"], ["Text"]]
    assert find_header(rows) == Header(0, 1)
    wider = [["Kunde", "Meinung"], ["Anna", "Gut"], ["Eva", "Schlecht", "nochmal anrufen"]]
    assert find_header(wider) == Header(0, 1)


def test_the_same_header_twice_is_the_first() -> None:
    assert find_header([HEADER, ROWS[0], [], HEADER, ROWS[1]]) == Header(0, 1)


@pytest.mark.parametrize("cell", ["1", "-2.5", "1,234", "2024-05-01", "09:30", "12 %", "$5"])
def test_figures(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["Q1", "id", "5 stars", "-", "", "North", "2024-05-01 Late"])
def test_words(cell: str) -> None:
    assert not is_figure(cell)
