"""What an answer means under the question that it answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import explain_text
from vockit.annotation.model import Annotations
from vockit.profile import Asks
from vockit.settings import AnnotationSettings
from vockit.verbatims import PART_BREAK, Batch, Parts, TextColumn

CX = Annotator(AnnotationSettings(language="any"))
STOCK = Annotator(AnnotationSettings(sentiment="stock", language="any"))


def answered(
    rows: Sequence[Sequence[str]], asks: Sequence[Asks], annotator: Annotator = CX
) -> Annotations:
    """Rows of answers, one to each question; an empty one is none."""
    spans = []
    texts = []
    for row, answers in enumerate(rows):
        start = 0
        for column, answer in enumerate(answers):
            if answer:
                spans.append((row, start, start + len(answer), column))
                start += len(answer) + len(PART_BREAK)
        texts.append(PART_BREAK.join(filter(None, answers)))
    verbatim, start_of, end, column_of = np.array(spans).T
    columns = tuple(TextColumn(f"q{number}", one) for number, one in enumerate(asks))
    parts = Parts(columns, verbatim, start_of, end, column_of)
    return annotator(Batch(0, np.arange(1, len(rows) + 1), texts, parts=parts))


def polarity(answer: str, asks: Asks) -> int:
    return int(answered([[answer]], [asks]).polarity[0])


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "Nothing",
            "nothing!",
            "Nothing at all.",
            "None",
            "No",
            "Nope",
            "Nothing really :)",
            "Nothng",
        ),
        *("Not much", "Not a thing", "Nothing comes to mind", "Nothing that I can think of"),
        *("Can't think of anything", "I cannot think of anything at the moment", "Nothing, thanks"),
        *(
            "All good",
            "Everything was fine",
            "No complaints",
            "Couldn't be better",
            "I don't think so",
        ),
        *("No, I was very happy with everything", "Nothing it was great", "Keep up the good work"),
        *("Honestly nothing", "Nothing needs improving", "There is nothing you could do better"),
        *(
            "Nothing. The sales team were lovely",
            "No improvements needed",
            "Wouldn’t change a thing",
        ),
        *("noth\u00ading", "Nothing&nbsp;really", "Friendly staff", "Great service as always"),
    ],
)
def test_asked_to_improve_nothing_is_praise(answer: str) -> None:
    assert polarity(answer, "improve") == 1


@pytest.mark.parametrize(
    "answer",
    [
        *("Parking", "waiting times", "more staff", "Opening hours", "The website", "lighting"),
        *("Answer the phone", "Train your staff", "Better signs please", "Longer opening hours"),
        *(
            "More of the lovely cakes",
            "You should open on Sundays",
            "It would be nice to have a bench",
        ),
        *(
            "A bigger car park",
            "Nothing works",
            "Nothing was explained",
            "No parking",
            "No one listened",
        ),
        *(
            "None of the tills were open",
            "The food was cold",
            "Rude staff",
            "Nothing, but more seats",
        ),
        *("Could do with more seats", "Please bring back the old app", "Not enough tills"),
    ],
)
def test_asked_to_improve_a_name_or_a_wish_is_a_complaint(answer: str) -> None:
    assert polarity(answer, "improve") == -1


@pytest.mark.parametrize(
    "answer",
    ["The staff", "Location", "breakfast", "Everything", "They listened to me", "No queues"],
)
def test_asked_for_praise_a_name_is_praise(answer: str) -> None:
    assert polarity(answer, "praise") == 1


@pytest.mark.parametrize(
    "answer",
    [
        "Nothing",
        "None",
        "Not a lot",
        "Absolutely nothing",
        "Can't think of anything",
        "Slow and rude",
    ],
)
def test_asked_for_praise_nothing_is_a_complaint(answer: str) -> None:
    assert polarity(answer, "praise") == -1


@pytest.mark.parametrize("asks", ["improve", "praise"])
@pytest.mark.parametrize("answer", ["Don't know", "Not sure", "No comment", "Too early to say"])
def test_who_does_not_know_is_neutral(answer: str, asks: Asks) -> None:
    assert polarity(answer, asks) == 0


@pytest.mark.parametrize("answer", ["Nothing", "Parking", "More staff", "The staff"])
def test_where_nothing_is_asked_text_means_what_it_says(answer: str) -> None:
    alone = CX(Batch(0, np.array([1]), [answer]))
    asked = answered([[answer]], ["open"])
    assert asked.compound.tolist() == alone.compound.tolist() == [0.0]


def test_each_part_answers_its_own_question() -> None:
    found = answered(
        [["Nothing", "Nothing"], ["The staff", "The menu"], ["", "Nothing"], ["Prices", ""]],
        ["praise", "improve"],
    )
    assert found.clauses.polarity.tolist() == [-1, 1, 1, -1, 1, 1]
    assert found.polarity.tolist() == [0, 0, 1, 1]


def test_a_mention_has_the_polarity_of_its_answer() -> None:
    found = answered([["Parking", "Parking"]], ["praise", "improve"])
    assert found.mentions.polarity.tolist() == [1, -1]


def test_verbatims_do_not_depend_on_their_neighbours() -> None:
    rows = [["Nothing", "More staff"], ["Great", ""], ["", "No"], ["Not much", "All good"]]
    together = answered(rows, ["praise", "improve"])
    alone = [answered([row], ["praise", "improve"]).compound[0] for row in rows]
    assert together.compound.tolist() == alone


def test_stock_reads_no_question() -> None:
    assert answered([["Nothing"], ["Parking"]], ["improve"], STOCK).compound.tolist() == [0.0, 0.0]


def test_an_explanation_says_what_was_asked() -> None:
    explained = explain_text(" More of the lovely cakes", CX, "improve")
    parts = explained.clauses[0].words
    assert parts[-1].rules == ("asked to improve",)
    assert round(sum(part.final for part in parts), 4) == explained.clauses[0].total
    assert explain_text("Nothing", CX).polarity == 0
    assert explain_text("Nothing", CX, "praise").polarity == -1
