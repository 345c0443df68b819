"""SQLite: the table in which customers wrote, or what a query selects."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError

TEXTS = [
    "The delivery was late and nobody answered the phone.",
    "Lovely staff and a quiet room with a view.",
    "My refund never came, and I am furious about it.",
]


def database(folder: Path, *more: str, name: str = "in.sqlite") -> Path:
    path = folder / name
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE reviews (id INTEGER, stars REAL, text TEXT, raw BLOB)")
    rows = [(at, at + 1.0, text, b"caf\xc3\xa9") for at, text in enumerate(TEXTS)]
    connection.executemany("INSERT INTO reviews VALUES (?, ?, ?, ?)", rows)
    for statement in more:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


STORES = ("CREATE TABLE stores (store TEXT)", "INSERT INTO stores VALUES ('a'), ('b'), ('c')")


@pytest.mark.parametrize("name", ["in.sqlite", "in.db", "in.sqlite3", "in"])
def test_the_only_table_is_read(tmp_path: Path, name: str) -> None:
    reading = read(database(tmp_path, name=name))
    assert reading.texts == TEXTS
    assert reading.corpus.columns == ("id", "stars", "text", "raw")
    assert reading.cells("raw") == ["café"] * 3
    assert reading.ratings == [1.0, 2.0, 3.0]
    assert reading.corpus.warnings == ()


def test_of_several_tables_the_one_with_prose_is_read_and_the_others_are_named(
    tmp_path: Path,
) -> None:
    path = database(tmp_path, "CREATE TABLE empty (text TEXT)", *STORES)
    reading = read(path)
    assert reading.texts == TEXTS
    assert "left out are 'stores' (--table NAME, or --query)" in reading.corpus.warnings[0]
    assert read(path, table="Stores", text="store").texts == ["a", "b", "c"]


def test_a_view_is_as_good_as_a_table(tmp_path: Path) -> None:
    path = database(tmp_path, 'CREATE VIEW "bad ones" AS SELECT text FROM reviews WHERE stars < 3')
    assert read(path, table="bad ones").texts == TEXTS[:2]


def test_a_query(tmp_path: Path) -> None:
    path = database(tmp_path, *STORES)
    query = "SELECT text AS comment, stars FROM reviews WHERE stars > 1 ORDER BY id DESC"
    reading = read(path, query=query)
    assert reading.texts == [TEXTS[2], TEXTS[1]]
    assert reading.corpus.columns == ("comment", "stars")
    assert read(path, query="WITH r AS (SELECT text FROM reviews) SELECT * FROM r").texts == TEXTS


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT nix FROM reviews", "no such column: nix"),
        ("SELEC 1", "syntax error"),
        ("DELETE FROM reviews", "it may only select"),
        ("DROP TABLE reviews", "it may only select"),
        ("ATTACH DATABASE 'other.db' AS other", "it may only select"),
        ("PRAGMA user_version = 7", "it may only select"),
        ("SELECT 1; DELETE FROM reviews", "one statement"),
        ("", "it selects nothing"),
    ],
)
def test_a_query_that_is_wrong_or_would_change_something(
    tmp_path: Path, query: str, why: str
) -> None:
    path = database(tmp_path)
    before = path.read_bytes()
    with pytest.raises(UsageError, match=f"--query: .*{why}"):
        read(path, query=query or " ")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["in.sqlite"]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--table review: .* did you mean 'reviews'"):
        read(database(tmp_path), table="review")


def test_no_rows(tmp_path: Path) -> None:
    path = database(tmp_path, "DELETE FROM reviews")
    with pytest.raises(InputError, match="a database without rows"):
        read(path)


def test_packed(tmp_path: Path) -> None:
    content = gzip.compress(database(tmp_path).read_bytes())
    assert read(written(tmp_path, "in.db.gz", content)).texts == TEXTS
    assert read("-", stdin=database(tmp_path, name="b.db").read_bytes()).texts == TEXTS


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    path = database(tmp_path)
    path.chmod(0o444)
    assert read(path).texts == TEXTS


@pytest.mark.parametrize("keep", [20, 100, 2000, 5000])
def test_a_damaged_database_is_one_line(tmp_path: Path, keep: int) -> None:
    content = database(tmp_path).read_bytes()
    path = written(tmp_path, "cut.db", content[:keep] + b"\xff" * (len(content) - keep - 99))
    with pytest.raises(InputError, match=r"cut\.db") as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = database(tmp_path, "UPDATE reviews SET text = CAST(x'4C617465FF' AS TEXT) WHERE id = 0")
    assert read(path).texts[0] == "Late\\xff"


def test_options_of_other_formats_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text\nLate\n")
    options: Sequence[dict[str, Any]] = (
        {"query": "SELECT 1"},
        {"table": "x"},
        {"sheet": ("x",)},
        {"records": "x"},
    )
    for option in options:
        with pytest.raises(UsageError, match="which no input is"):
            read(path, **option)
