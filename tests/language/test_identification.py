from __future__ import annotations

import csv
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.short_texts import SHORT_TEXTS
from tests.readers.files import SHARED
from vockit.language import ENGLISH, LanguageIdentifier, identification, plain

OTHERS = [text for language, texts in SHORT_TEXTS.items() if language != ENGLISH for text in texts]
TWEETS = SHARED / "airline_tweets"


def test_two_hundred_short_texts_in_ten_languages() -> None:
    english = SHORT_TEXTS[ENGLISH]
    assert len(english) + len(OTHERS) == 200
    assert len(SHORT_TEXTS) >= 10
    lost = LanguageIdentifier().foreign(english)
    assert len(lost) <= 0.03 * len(english)
    caught = LanguageIdentifier().foreign(OTHERS)
    assert len(caught) >= 0.9 * len(OTHERS)


@pytest.mark.parametrize(
    "text",
    ["", " ", "😀😀", "????", "12345", "A+++", "@acme", "#fail", "http://example.org/ein/haus",
     "thx", "LOL", "Yup", "Wifi", "Brilliant", "Horrible", "Terrible", "Efficient", "BBQ", "IPHONE",
     "I LOVE THIS PLACE", "gr8 svc", "Maria Fernandez was great", "sooooo goood",
     "ETA?", "Bien!", "wtf is this",
     "Cust svc = trash", "¡Excellent!", "bruh",
     "Mamma mia what a pizza"],
)  # fmt: skip
def test_what_tells_little_is_taken_for_english(text: str) -> None:
    assert not LanguageIdentifier().foreign([text])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Livraison rapide et produit conforme, je recommande ce vendeur", "fr"),
        ("Die Lieferung kam zu spät, und niemand ging ans Telefon.", "de"),
        ("El paquete llegó tarde y nadie contesta el teléfono", "es"),
        ("앱이 자꾸 꺼져요", "ko"),
        ("アプリがすぐ落ちる", "ja"),
        ("快递太慢了，客服也不回复", "zh"),
        ("Доставка опоздала на неделю", "ru"),
        ("التوصيل متأخر جدا", "ar"),
        # A quotation of English does not make it English.
        ("Nous avons dormi au The Swan and Castle, chambre sale et personnel désagréable", "fr"),
    ],
)
def test_the_language_is_named(text: str, language: str) -> None:
    assert LanguageIdentifier().foreign([text]) == {0: language}


@given(st.lists(st.sampled_from([*OTHERS, *SHORT_TEXTS[ENGLISH]]), max_size=30))
def test_a_text_is_told_whatever_stands_beside_it(texts: list[str]) -> None:
    together = LanguageIdentifier().foreign(texts)
    alone = {
        place: language
        for place, text in enumerate(texts)
        for language in LanguageIdentifier().foreign([text]).values()
    }
    assert together == alone


@given(st.text(max_size=60))
def test_any_text_has_a_language(text: str) -> None:
    assert all(language for language in LanguageIdentifier().foreign([text]).values())


@pytest.mark.skipif(not TWEETS.exists(), reason="../shared/data is missing")
def test_tweets_with_slang_and_names_are_english() -> None:
    (path,) = TWEETS.glob("*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][:5000]
    assert len(LanguageIdentifier().foreign(texts)) <= 0.002 * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "Great&nbsp;service,<br />don&#39;t change",
        "Tr\u00e8s bon service&nbsp;!<br />Je recommande",
    ],
)
def test_pasted_text_is_in_the_language_that_it_says(text: str) -> None:
    mended = plain(text).text
    assert LanguageIdentifier().foreign([text]) == LanguageIdentifier().foreign([mended])


def test_what_may_be_either_is_as_most_of_the_others() -> None:
    texts = ["recomendo", "Muito bom", "ok", "Great service", "The staff were rude", "👍", "ruim"]
    assert LanguageIdentifier().foreign(texts) == {1: "pt"}
    assert LanguageIdentifier().foreign(texts, "pt") == {0: "pt", 1: "pt", 6: "pt"}


def test_where_fasttext_is_not_built_another_identifier_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identification, "_guess", cache(identification._langid))
    english = SHORT_TEXTS[ENGLISH]
    assert len(LanguageIdentifier().foreign(english)) <= 0.03 * len(english)
    assert len(LanguageIdentifier().foreign(OTHERS)) >= 0.75 * len(OTHERS)
