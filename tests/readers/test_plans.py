"""Several files that differ in their columns, their order of dates and their scale of ratings."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError
from vockit.verbatims import RatingScale

STARS, NPS = RatingScale(1, 5), RatingScale(0, 10)


def test_each_file_has_its_own_columns_for_the_roles(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "review,brand,stars\nGood,Acme,5\n")
    written(tmp_path, "b.csv", "comment_id,comment,company\n7,Bad,Beta\n")
    written(tmp_path, "c.txt", "Neither\n")
    reading = read(tmp_path, batch_size=2)
    assert reading.texts == ["Good", "Bad", "Neither"]
    assert [one for batch in reading.batches for one in batch.brand or ()] == ["Acme", "Beta", ""]
    assert [one for batch in reading.batches for one in batch.id or ()] == ["", "7", ""]
    assert reading.ratings[0] == 5
    assert all(map(math.isnan, reading.ratings[1:]))
    corpus = reading.corpus
    assert corpus.columns == (
        "review",
        "brand",
        "stars",
        "comment_id",
        "comment",
        "company",
        "text",
    )
    assert (corpus.roles["text"], corpus.roles["id"]) == ("review", "comment_id")
    assert corpus.brands == ("Acme", "Beta")
    assert reading.said(f"{tmp_path / 'b.csv'}: text: column 'comment', by its name")


def test_what_holds_for_all_files_is_said_once_and_of_many_some_are_named(tmp_path: Path) -> None:
    for number in range(6):
        brand = ",brand" if number else ""
        written(tmp_path, f"{number}.csv", f"text{brand}\nGood{brand and ',Acme'}\n")
    notes = read(tmp_path).corpus.notes
    assert notes.count("text: column 'text', by its name") == 1
    (note,) = (note for note in notes if "brand: column" in note)
    assert note.startswith(
        f"{tmp_path / '1.csv'}, {tmp_path / '2.csv'}, {tmp_path / '3.csv'} and 2"
    )


def test_a_column_that_is_named_holds_for_the_files_that_have_it(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,remarks\nno,Good\n")
    written(tmp_path, "b.csv", "comment,x\nBad,1\n")
    reading = read(tmp_path, text="remarks")
    assert reading.texts == ["Good", "Bad"]
    assert reading.said("b.csv: text: no column 'remarks', so it is looked for")
    with pytest.raises(
        UsageError, match=r"--text remark: .*a\.csv, .*b\.csv have no such column; did"
    ):
        read(tmp_path, text="remark")


def test_a_file_without_a_text_is_named(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,x\nGood,1\n")
    path = written(tmp_path, "b.csv", "n,m\n1,2\n")
    with pytest.raises(InputError, match=r"b\.csv: no text column: .* or leave the file out$"):
        read(tmp_path)
    with pytest.raises(InputError, match=r"b\.csv: no text column: .*columns: n, m\)$"):
        read(path)


def test_a_file_of_a_header_only_takes_no_part(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,x\nGood,1\n")
    written(tmp_path, "b.csv", "n,m\n")
    assert read(tmp_path).texts == ["Good"]


def test_a_batch_has_ratings_on_one_scale(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,stars\n" + "".join(f"a{n},{1 + n % 5}\n" for n in range(7)))
    written(tmp_path, "b.csv", "text\nb0\nb1\n")
    written(tmp_path, "c.csv", "text,nps\n" + "".join(f"c{n},{n % 11}\n" for n in range(12)))
    written(tmp_path, "d.csv", "text,stars\n" + "".join(f"d{n},{5 - n % 5}\n" for n in range(6)))
    reading = read(tmp_path, batch_size=4)
    assert [(len(one), one.rating_scale) for one in reading.batches] == [
        (4, STARS), (4, STARS), (1, STARS), (4, NPS), (4, NPS), (4, NPS), (4, STARS), (2, STARS)
    ]  # fmt: skip
    assert [one.number for one in reading.batches] == list(range(8))
    assert {one.corpus_scales for one in reading.batches} == {(NPS, STARS)}
    assert reading.corpus.rating_scales == (NPS, STARS)
    assert reading.ratings[9:21] == [n % 11 for n in range(12)]
    assert reading.said("rating: scales of 0 to 10 and 1 to 5")


def test_parts_of_one_export_help_each_other_to_their_scale(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,score\n" + "".join(f"a{n},{n % 11}\n" for n in range(40)))
    written(tmp_path, "b.csv", "text,score\nb,5\nc,3\n")
    written(tmp_path, "c.csv", "text,score\n" + "".join(f"d{n},{1 + n % 10}\n" for n in range(40)))
    assert read(tmp_path).corpus.rating_scales == (NPS,)
    written(tmp_path, "d.csv", "text,score\n" + "".join(f"e{n},{1 + n % 5}\n" for n in range(40)))
    assert read(tmp_path).corpus.rating_scales == (NPS, STARS)


def test_a_scale_that_is_given_is_that_of_all(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,stars\nGood,5\n")
    written(tmp_path, "b.csv", "text,nps\nBad,9\n")
    reading = read(tmp_path, rating_scale=(0.0, 20.0))
    assert reading.corpus.rating_scales == (RatingScale(0, 20),)


def test_each_file_has_its_own_order_of_dates(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,date\na,13/02/2024\nb,01/02/2024\n")
    written(tmp_path, "b.csv", "text,date\nc,02/13/2024\nd,01/02/2024\n")
    written(tmp_path, "c.csv", "comment\ne\n")
    reading = read(tmp_path)
    assert reading.days == ["2024-02-13", "2024-02-01", "2024-02-13", "2024-01-02", "NaT"]
    assert reading.ledger.undated == 1
    assert reading.said("a.csv: date: read with the day first")
    assert reading.said("b.csv: date: read with the month first")


def test_an_order_that_a_file_leaves_open_is_that_of_its_kin(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,date\na,13/02/2024\n")
    written(tmp_path, "b.csv", "text,date\nb,01/02/2024\n")
    reading = read(tmp_path)
    assert reading.days == ["2024-02-13", "2024-02-01"]
    assert reading.said(f"b.csv: date: read with the day first, as {tmp_path / 'a.csv'}")
    written(tmp_path, "c.csv", "text,date\nc,02/13/2024\n")
    reading = read(tmp_path)
    assert reading.days == ["2024-02-13", "NaT", "2024-02-13"]
    assert reading.said("b.csv: date: column 'date' gives no dates")


def test_a_file_without_dates_is_left_out_of_a_period(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,date\na,2024-02-13\nb,2024-03-13\n")
    written(tmp_path, "b.txt", "c\n")
    reading = read(tmp_path, since=date(2024, 3, 1))
    assert (reading.texts, reading.ledger.filtered) == (["b"], 2)
    assert reading.said("b.txt: date: none, so --since and --until leave all of it out")
