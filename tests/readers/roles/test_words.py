from __future__ import annotations

import pytest

from vockit.readers.roles.words import words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reviewId", "review id"),
        ("Q1_NPS_GROUP", "q 1 nps group"),
        ("consumer.displayName", "consumer display name"),
        ("NPSScore", "nps score"),
        ("recommendationid", "recommendation id"),
        ("createdat", "created at"),
        ("Bewertungstext", "bewertung text"),
        ("Teilnehmerkommentar", "teilnehmer kommentar"),
        ("Bewertungs-ID", "bewertung id"),
        ("Titre de l'avis", "titre de l avis"),
        ("What didn’t you like?", "what didnt you like"),
        ("Überschrift", "uberschrift"),
        ("paid", "paid"),
        ("candidate", "candidate"),
        ("consent", "consent"),
        ("作成日", "作成日"),
    ],
)
def test_a_name_is_split_at_case_marks_and_known_parts(name: str, words: str) -> None:
    assert " ".join(words_of(name).words) == words


def test_meanings() -> None:
    assert words_of("レビュー本文").mean("voice")
    assert words_of("Verbesserungsvorschläge").mean("improve")
    assert words_of("pain point").mean("improve")
    assert words_of("customer_comment").all_mean("voice", "person")
    assert not words_of("comment_count").all_mean("voice", "person")
    assert words_of("would like to add").without("polite").words == ("to", "add")
    assert words_of("What is it").open_with("question")
    assert not words_of("").open_with("question")
