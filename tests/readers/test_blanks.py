from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import SHARED, read, written
from vockit.readers.blanks import blank_places, group_names

FAULTS = SHARED / "faults"


def test_places_of_blanks() -> None:
    assert blank_places(["a", "", "NA", "Late", " - "]) == [1, 2, 4]
    assert blank_places(["Late", "No"]) == []


def test_a_column_without_anything_to_change_is_returned_as_it_is() -> None:
    values = ["North", "South", ""]
    assert group_names(values) is values
    assert group_names(["North ", "NA", "North"]) == ["North", "", "North"]


def test_words_for_missing_are_empty_texts_and_no_group(tmp_path: Path) -> None:
    rows = "id,text,brand,channel,author,rating\n1,NA,A,mail,x,5\n2,#N/A,A,mail,x,5\n"
    rows += "3,Late,NULL,-,NaN,N/A\n4,Kind,A , mail,y,2\n"
    reading = read(written(tmp_path, "in.csv", rows))
    assert (reading.texts, reading.ledger.empty) == (["Late", "Kind"], 2)
    (batch,) = reading.batches
    assert (batch.brand, batch.channel, batch.author) == (["", "A"], ["", "mail"], ["", "y"])
    assert reading.corpus.brands == ("A",)
    assert reading.ledger.unrated == 0
    assert reading.cells("brand") == ["NULL", "A "]


def test_records_without_an_id_are_no_duplicates(tmp_path: Path) -> None:
    rows = "".join(f"{n},text {n}\n" for n in range(30)) + "NULL,Late\nNULL,Late\n"
    reading = read(written(tmp_path, "in.csv", "id,text\n" + rows))
    assert (reading.ledger.duplicates, len(reading.texts)) == (0, 32)


@pytest.mark.skipif(not FAULTS.is_dir(), reason="../shared/data/faults is not there")
def test_the_example_of_words_for_missing() -> None:
    reading = read(FAULTS / "k13a_na.csv")
    assert (reading.ledger.empty, reading.ledger.kept) == (4, 2)
