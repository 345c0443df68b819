from __future__ import annotations

import pytest

from vockit.readers.answers import says_nothing, silent_places


@pytest.mark.parametrize(
    "answer", ["", "  ", "N/A", "-", "#NAME?", "none", "No Negative", " no comment. ",
               "Nothing to add!", "keine Angabe", "Rien à ajouter", "sin comentarios"],
)  # fmt: skip
def test_what_says_nothing_wherever_it_stands(answer: str) -> None:
    for asks in (None, "open", "improve", "praise"):
        assert says_nothing(answer, asks)


@pytest.mark.parametrize("answer", ["No", "nope.", "Nein", "Non", "特になし", "없습니다"])
def test_what_says_nothing_to_a_question(answer: str) -> None:
    assert not says_nothing(answer)
    assert says_nothing(answer, "open")
    assert says_nothing(answer, "improve")


@pytest.mark.parametrize("answer", ["Nothing", "nothing at all", "Nichts.", "RIEN"])
def test_nothing_is_an_opinion_where_good_or_bad_was_asked_for(answer: str) -> None:
    assert says_nothing(answer, "open")
    assert not says_nothing(answer, "improve")
    assert not says_nothing(answer, "praise")
    assert not says_nothing(answer)


@pytest.mark.parametrize("answer", ["The food", "Nothing works", "no parking", "!!!", ":-)", "OK"])
def test_what_says_something(answer: str) -> None:
    assert not says_nothing(answer, "open")


def test_places_are_those_of_the_column() -> None:
    answers = ["fine", " ", "N/A", "x" * 40, " " * 40, "No"]
    assert silent_places(answers) == [1, 2, 4]
    assert silent_places(answers, "open") == [1, 2, 4, 5]
