from __future__ import annotations

import pytest

from vockit.readers.roles.questions import asked_for, asks_for_a_rating, is_question

IMPROVE = """
What could we do better?
What is the biggest pain point?
cons
Negative_Review
What didn't you like?
What do you like least about us?
If you could change one thing, what would it be?
How can we make your good experience even better?
What is the best thing that we could improve?
Suggestions
What almost stopped you from buying?
Was können wir besser machen?
Was hat Ihnen nicht gefallen?
Verbesserungsvorschläge
Que pourrions-nous améliorer ?
Qu'est-ce qui vous a déplu ?
¿Qué podemos mejorar?
O que podemos melhorar?
Cosa possiamo fare meglio?
Wat kunnen we beter doen?
Apa yang perlu kami perbaiki?
아쉬운 점을 적어주세요
改善してほしい点は何ですか
缺点
"""
PRAISE = """
What did we do well?
What do you like most?
pros
Positive_Review
What's working well?
Was hat Ihnen gefallen?
Qu'avez-vous le plus apprécié ?
¿Qué fue lo que más le gustó?
O que você mais gostou?
Cosa ti è piaciuto di più?
Wat ging er goed?
Apa yang Anda sukai?
장점
良い点
优点
"""
OPEN = """
Anything else you would like to tell us?
Is there anything you'd like to add?
Why do you say so?
What is the main reason for your score?
Any other comments or suggestions?
Do you have any other comments, questions, or concerns?
What did you like, and what should we change?
What do you like or dislike about it?
Please tell us more about your experience
comment
Kommentar
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("question", lines(IMPROVE))
def test_what_could_be_better(question: str) -> None:
    assert asked_for(question) == "improve"


@pytest.mark.parametrize("question", lines(PRAISE))
def test_what_was_good(question: str) -> None:
    assert asked_for(question) == "praise"


@pytest.mark.parametrize("question", lines(OPEN))
def test_anything(question: str) -> None:
    assert asked_for(question) == "open"


def test_questions_and_names() -> None:
    assert is_question("How often do you buy from us?")
    assert is_question("Please tell us what you think")
    assert not is_question("review_comment_message")
    assert not is_question("Überschrift")
    assert asks_for_a_rating("How likely are you to recommend us?")
    assert asks_for_a_rating("Wie zufrieden sind Sie?")
    assert not asks_for_a_rating("Why did you give this score?")
