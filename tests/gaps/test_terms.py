from __future__ import annotations

from vockit.gaps.terms import Terms, term_of, terms_of


def having(found: Terms, name: str) -> list[int]:
    return [int(text) for text in found.text[found.term == found.names.index(name)]]


def test_lemmas_and_pairs_side_by_side() -> None:
    found = terms_of(["Parking spaces were full.", "A parking space, please", "space. Parking"])
    assert having(found, "space") == [0, 1, 2]
    assert having(found, term_of("parking space")) == [0, 1]
    assert term_of("space parking") not in found.names


def test_function_words_links_and_handles_are_no_terms() -> None:
    found = terms_of(["@airline the wifi &amp; it's at https://t.co/wifi2 don't"])
    assert list(found.names) == ["wifi"]


def test_a_function_word_parts_a_pair() -> None:
    assert "wifi plane" not in terms_of(["wifi on the plane"]).names


def test_a_term_counts_once_a_text_and_must_be_in_enough() -> None:
    found = terms_of(["wifi wifi wifi", "wifi lounge"], at_least=2)
    assert list(found.names) == ["wifi"]
    assert having(found, "wifi") == [0, 1]


def test_terms_are_written_as_people_write_them() -> None:
    found = terms_of(["Vegas was hot", "vegas again", "one vega"])
    term = found.names.index(term_of("vegas"))
    assert found.written(term) == "vegas"


def test_english_is_told_by_function_words() -> None:
    found = terms_of(["where is the bag", "donde esta maleta", ""])
    assert found.english.tolist() == [True, False, False]
    assert found.words.tolist() == [4, 3, 0]


def test_nothing_to_count() -> None:
    assert terms_of([]).names == ()
    assert terms_of(["", "!!"]).names == ()
