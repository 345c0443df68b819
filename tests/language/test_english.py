from __future__ import annotations

from vockit.language.english import word_forms, words_of


def test_words_of_lemmas_are_those_of_each() -> None:
    lemmas = {"be", "wait", "better", "well", "zzz", "Zzz"}
    assert words_of(lemmas) == set().union(*map(word_forms, lemmas))
    assert words_of([]) == set()
