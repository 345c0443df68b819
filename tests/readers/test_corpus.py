"""A corpus as a whole: several inputs, filters, duplicates, standard input, the ledger."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers.files import (
    SHARED,
    as_table,
    csv_bytes,
    jsonl_bytes,
    read,
    tsv_bytes,
    written,
)
from vockit.cells import is_blank
from vockit.errors import InputError, UsageError
from vockit.readers.corpus import open_corpus
from vockit.settings import InputSettings
from vockit.verbatims import RatingScale

ANY_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
# Text has few control characters: a file of many is taken for a binary one. NULs are left out.
CONTROLS = "".join(map(chr, (*range(9), *range(14, 27), *range(28, 32))))
# Such a letter before a sign looks like text that was encoded twice, which is mended.
LEADING = "".join(map(chr, range(0x80, 0xA0))) + "".join(map(chr, range(0xC2, 0xF5)))
CELLS = st.text(st.characters(codec="utf-8", exclude_characters=CONTROLS + LEADING), max_size=12)


@ANY_FOLDER
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
@pytest.mark.parametrize(
    ("name", "write"), [("in.csv", csv_bytes), ("in.tsv", tsv_bytes), ("in.jsonl", jsonl_bytes)]
)
def test_any_table_of_strings_comes_back(
    tmp_path: Path, name: str, write: Any, rows: list[tuple[str, str, str]]
) -> None:
    columns = ["text", "note", "tail"]
    path = written(tmp_path, name, write(columns, [("x", "", ""), *rows]))
    reading = read(path, encoding="utf-8", dedupe="none")
    kept = [("x", "", ""), *(row for row in rows if not is_blank(row[0]))]
    assert as_table(reading) == {
        column: [row[at] for row in kept] for at, column in enumerate(columns)
    }
    assert reading.ledger.empty == len(rows) + 1 - len(kept)
    assert reading.ledger.rejected == 0


FIRST = ("id,text,date,rating", "0,first,2024-01-01,1")
ROW = st.sampled_from(
    [
        "1,good,2024-01-02,5",
        "1,good,2024-01-03,5",
        "2,bad,soon,9",
        "3, ,2024-01-02,1",
        "too,few",
        "way,too,many,fields,here",
        '4,"never closed,2024-01-02,3',
        '5,"two\nlines",2024-02-02,2',
        "",
    ]
)


@ANY_FOLDER
@given(st.lists(ROW, max_size=40), st.integers(1, 50), st.sampled_from(["id", "text", "none"]))
def test_batches_of_any_size_hold_the_same(
    tmp_path: Path, rows: list[str], size: int, dedupe: str
) -> None:
    path = written(
        tmp_path, "in.csv", "\n".join(["id,text,date,rating", "0,first,2024-01-01,1", *rows])
    )
    whole = read(path, dedupe=dedupe, max_rejects=40)
    cut = read(path, dedupe=dedupe, max_rejects=40, batch_size=size)
    assert as_table(cut) == as_table(whole)
    assert (cut.rows, cut.days, cut.ledger) == (whole.rows, whole.days, whole.ledger)
    np.testing.assert_array_equal(cut.ratings, whole.ratings)
    assert [batch.number for batch in cut.batches] == list(range(len(cut.batches)))
    assert {len(batch) for batch in cut.batches[:-1]} <= {size}


def test_the_same_id_and_text_is_a_duplicate(tmp_path: Path) -> None:
    rows = [["1", "a"], ["2", "a"], ["1", "a"], ["1", "b"], ["", "a"], ["", "a"], ["3", "c"]]
    path = written(tmp_path, "in.csv", csv_bytes(["id", "text"], rows))
    assert read(path).rows == [1, 2, 4, 5, 6, 7]
    assert read(path, dedupe="text").rows == [1, 4, 7]
    assert read(path, dedupe="none").ledger.duplicates == 0


def test_duplicates_are_found_across_files(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        written(tmp_path, name, "id,text\n1,good\n2,bad\n")
    assert read(tmp_path).ledger.duplicates == 2


def test_columns_of_several_files_are_united(tmp_path: Path) -> None:
    written(tmp_path, "acme.csv", "text,stars\nGood,5\n")
    written(tmp_path, "beta.jsonl", '{"place": "shop", "text": "Bad"}\n')
    reading = read(tmp_path, filename_as="brand")
    assert reading.corpus.columns == ("text", "stars", "place", "brand")
    assert as_table(reading) == {
        "text": ["Good", "Bad"],
        "stars": ["5", ""],
        "place": ["", "shop"],
        "brand": ["acme", "beta"],
    }
    assert reading.corpus.roles["brand"] == "brand"
    assert reading.corpus.brands == ("acme", "beta")
    assert reading.rows == [1, 2]


def test_more_files_than_stay_open(tmp_path: Path) -> None:
    for number in range(40):
        written(tmp_path, f"{number:02}.csv", f"text\nnumber {number}\n")
    reading = read(tmp_path)
    assert reading.texts == [f"number {number}" for number in range(40)]
    assert len(reading.corpus.hashes()) == 40


def test_the_file_name_needs_a_free_column(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose another"):
        read(written(tmp_path, "in.csv", "text\nGood\n"), filename_as="text")


def test_where(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,place,city\na,shop,X\nb,home,X\nc,shop,Y\n")
    reading = read(path, where=(("place", "shop"), ("city", "Y")))
    assert (reading.texts, reading.rows, reading.ledger.filtered) == (["c"], [3], 2)
    with pytest.raises(UsageError, match=r"--where plase: .* did you mean 'place'"):
        read(path, where=(("plase", "shop"),))


def test_limit_counts_records_read(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", "text,x\na,1\nragged\n ,2\nb,3\n")
    written(tmp_path, "b.csv", "text,x\nc,1\nd,2\n")
    for limit, texts, rejected in ((1, ["a"], 0), (3, ["a"], 1), (5, ["a", "b", "c"], 1)):
        reading = read(tmp_path, limit=limit)
        assert (reading.texts, reading.ledger.rejected) == (texts, rejected)
        assert reading.ledger.read == limit


def test_hashes_are_of_the_bytes_on_disk(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text\nGood\nBad\n")
    reading = read(path, limit=1)
    expected = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    assert reading.corpus.hashes() == {str(path): expected}
    assert reading.corpus.input_names == (str(path),)


@pytest.mark.parametrize(
    ("content", "texts", "words"),
    [
        (b"text,stars\nGood,5\nBad,1\n", ["Good", "Bad"], "delimiter comma"),
        (b"text;stars\r\nGood, or not;5\r\n", ["Good, or not"], "delimiter semicolon"),
        (b"Great service\nBad, very bad\n", ["Great service", "Bad, very bad"], "plain text"),
        (b"Hello, world\nOne, two\n", ["Hello, world", "One, two"], "plain text"),
        (
            b"text, review\nno\nneither\nnor\n",
            ["text, review", "no", "neither", "nor"],
            "plain text",
        ),
        (b'{"text": "Good"}\n', ["Good"], "JSON Lines"),
        ("Café\n".encode("utf-16"), ["Café"], "utf-16"),
    ],
)
def test_standard_input(content: bytes, texts: list[str], words: str) -> None:
    reading = read("-", stdin=content)
    assert reading.texts == texts
    assert reading.said(words)


def test_standard_input_that_comes_in_drops() -> None:
    class Drops:
        def __init__(self, content: bytes) -> None:
            self._rest = content

        def read(self, _size: int = -1) -> bytes:
            taken, self._rest = self._rest[:3], self._rest[3:]
            return taken

    content = "text,stars\n" + "".join(f"Ça va {n},5\n" for n in range(2000))
    stream: Any = Drops(content.encode())
    corpus = open_corpus(["-"], InputSettings(), stream)
    assert sum(len(batch) for batch in corpus.batches()) == 2000


def test_a_limit_ends_standard_input_that_has_no_end() -> None:
    class Endless:
        def read(self, size: int = -1) -> bytes:
            return b"Good\n" * (max(size, 5) // 5)

    stream: Any = Endless()
    corpus = open_corpus(["-"], InputSettings(limit=20_000), stream)
    assert sum(len(batch) for batch in corpus.batches()) == 20_000
    assert corpus.hashes() == {}


def test_a_format_may_be_given(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nGood,5\n")
    assert read(path, input_format="text").texts == ["text,stars", "Good,5"]
    with pytest.raises(UsageError, match="--input-format xml: not a format; choose from csv"):
        read(path, input_format="xml")


def test_the_scale_is_decided_once(tmp_path: Path) -> None:
    content = "text,rating\n" + "a,3\n" * 9000 + "b,9\n" * 900
    reading = read(written(tmp_path, "in.csv", content), batch_size=100)
    assert {batch.rating_scale for batch in reading.batches} == {RatingScale(1, 10)}


def test_a_corpus_is_read_once(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "in.csv", "text\nGood\n"))
    with pytest.raises(RuntimeError, match="read once"):
        next(reading.corpus.batches())


def test_a_reading_that_is_given_up_writes_no_rejects(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,x\nragged\n" + "a,1\n" * 20_000)
    corpus = open_corpus([str(path)], InputSettings(rejects=tmp_path / "rejects.csv"))
    batches = corpus.batches()
    next(batches)
    batches.close()
    assert [one.name for one in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("content", ["text,stars\n", "text,stars", "text\n\n\n"])
def test_only_a_header_is_said(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="a header and no records"):
        read(written(tmp_path, "in.csv", content))


TWEETS = "text=text date=tweet_created brand=airline author=name"
REAL = {
    "airline_tweets/tweets.csv": (
        14640, 14485, 0, "text=text id=tweet_id date=tweet_created brand=airline",
    ),
    "banking77/train.csv": (10003, 10003, 0, "text=text"),
    "hotel_reviews/reviews_40k.csv.gz": (
        40000, 40000, 0, "text=text title=title id=review_id date=date",
    ),
    "messy/amazon_alexa.tsv": (3150, 3070, 0, "text=verified_reviews date=date rating=rating"),
    "messy/tweets_excel_mangled.csv": (1474, 1474, 0, TWEETS),
    "messy/tweets_trailing_columns.csv": (1474, 1443, 31, TWEETS),
    "nhs_feedback/text_data.csv": (
        10334, 10291, 0, "text=feedback id=row_index brand=organization",
    ),
    "skytrax/ba_reviews.csv": (
        1324, 1324, 0, "text=content title=header date=date rating=recommended",
    ),
    "skytrax/lounge_reviews.csv": (
        2264, 2264, 0,
        "text=content title=title date=date rating=overall_rating brand=airline_name",
    ),
    "trustpilot_pet_insurance/reviews.csv": (
        22935, 22935, 0,
        "text=text title=title id=id date=published rating=rating brand=brand",
    ),
}  # fmt: skip


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the repository")
@pytest.mark.parametrize("name", REAL)
def test_real_files(name: str) -> None:
    expected = REAL[name]
    reading = read(SHARED / name)
    ledger = reading.ledger
    roles = " ".join(f"{role}={column}" for role, column in reading.corpus.roles.items() if column)
    assert (ledger.read, ledger.kept, ledger.rejected, roles) == expected
    assert ledger.undated == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the repository")
def test_dates_that_mix_separators_are_read_with_one_order() -> None:
    days = read(SHARED / "skytrax" / "ba_reviews.csv").days
    assert (min(days), max(days)) == ("2016-03-23", "2023-10-03")
