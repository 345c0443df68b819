"""Which languages an input is in, before it is read."""

from __future__ import annotations

from pathlib import Path

from tests.readers.files import read, written
from vockit.readers.inspection import inspect_inputs
from vockit.readers.languages import added_up, count_languages, usual_language
from vockit.settings import InputSettings

ENGLISH = ["The staff were rude", "Great service", "My parcel never came"]
FRENCH = ["Très bon service, merci", "Colis jamais reçu", "Personne ne répond au téléphone"]


def test_languages_are_counted_the_commonest_first() -> None:
    assert count_languages([*ENGLISH, *FRENCH[:2]]) == {"en": 3, "fr": 2}
    assert list(count_languages([*ENGLISH[:1], *FRENCH])) == ["fr", "en"]
    assert count_languages([]) == {}


def test_what_may_be_either_is_counted_with_most() -> None:
    assert count_languages(["recomendo", "Muito bom", "Não recebi o produto"]) == {"pt": 3}
    assert count_languages(["recomendo", *ENGLISH]) == {"en": 4}


def test_the_usual_language_is_that_of_most() -> None:
    assert usual_language({"en": 3, "fr": 2}) is None
    assert usual_language({"fr": 3, "en": 2}) == "fr"
    assert usual_language({"en": 4, "fr": 3, "de": 2}) == "fr"
    assert usual_language({}) is None
    assert added_up([{"en": 1, "fr": 2}, {"en": 3}]) == {"en": 4, "fr": 2}


def test_an_inspection_has_the_shares_of_what_customers_wrote(tmp_path: Path) -> None:
    rows = "".join(f"customer,{text.replace(',', '')}\n" for text in ENGLISH)
    rows += "".join(f"agent,{text.replace(',', '')}\n" for text in FRENCH)
    path = written(tmp_path, "in.csv", f"sender,text\n{rows}")
    (found,) = inspect_inputs([str(path)], InputSettings())
    assert found.languages == {"en": 1.0}
    assert found.speakers == {"customer": 3, "company": 3}
    (found,) = inspect_inputs([str(path)], InputSettings(speakers="all"))
    assert found.languages == {"en": 0.5, "fr": 0.5}
    assert found.speakers == {}


def test_batches_carry_the_usual_language_of_the_corpus(tmp_path: Path) -> None:
    path = written(tmp_path, "in.txt", "\n".join([*FRENCH, ENGLISH[0]]) + "\n")
    reading = read(path, batch_size=2)
    assert {batch.language for batch in reading.batches} == {"fr"}
    path = written(tmp_path, "en.txt", "\n".join([*ENGLISH, FRENCH[0]]) + "\n")
    assert {batch.language for batch in read(path).batches} == {None}
