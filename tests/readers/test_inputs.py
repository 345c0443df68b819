from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.errors import InputError
from vockit.readers.formats.registry import stem_of
from vockit.readers.inputs import expand


def names(*inputs: Path | str) -> list[str]:
    return [Path(one.name).name for one in expand([str(given) for given in inputs])]


def test_folders_and_patterns_come_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a.jsonl.gz", "c.png", ".hidden.csv"):
        written(tmp_path, name, "")
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub", "d.txt", "")
    assert names(tmp_path) == ["a.jsonl.gz", "b.csv", "d.txt"]
    assert names(tmp_path / "b.csv", tmp_path / "*.csv", tmp_path) == [
        "b.csv",
        "a.jsonl.gz",
        "d.txt",
    ]
    assert names("-") == ["standard input"]


def test_a_name_with_brackets_is_a_name_first(tmp_path: Path) -> None:
    path = written(tmp_path, "reviews [1].csv", "text\nGood\n")
    assert read(path).texts == ["Good"]


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    written(tmp_path, "reviews.csv", "text\nGood\n")
    (tmp_path / "empty").mkdir()
    for given, words in (
        (tmp_path / "review.csv", r"no such file; did you mean .*reviews\.csv\?"),
        (tmp_path / "nowhere" / "x.csv", "there is no folder"),
        (tmp_path / "empty", "a folder without a file"),
        (tmp_path / "*.xlsx", "no file matches"),
    ):
        with pytest.raises(InputError, match=words):
            expand([str(given)])
    with pytest.raises(InputError, match="no input"):
        expand([])


def test_names_are_compared_without_suffixes(tmp_path: Path) -> None:
    written(tmp_path, "other.csv", "text\nGood\n")
    with pytest.raises(InputError, match=r"missing\.csv: no such file in .*; check its name"):
        expand([str(tmp_path / "missing.csv")])


def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = "text,date\n" + "good,01/02/2023\n" * 30_000
    writer = threading.Thread(target=pipe.write_text, args=(content,))
    writer.start()
    reading = read(pipe)
    writer.join()
    assert len(reading.texts) == 30_000


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("reviews.csv", "reviews"),
        ("Booking.com.csv", "Booking.com"),
        ("Booking.de.csv.gz", "Booking.de"),
        ("Acme v1.2.XLSX", "Acme v1.2"),
        ("2024.01.jsonl.zst", "2024.01"),
        ("Booking.com", "Booking.com"),
        ("St. Gallen.txt", "St. Gallen"),
        ("a.csv.csv", "a.csv"),
        (".csv", ".csv"),
        ("export", "export"),
    ],
)
def test_only_endings_of_formats_are_cut_from_a_name(name: str, stem: str) -> None:
    assert stem_of(Path(name)) == stem


def test_two_sites_are_two_brands(tmp_path: Path) -> None:
    for name in ("Booking.com.csv", "Booking.de.csv"):
        written(tmp_path, name, "text\nLate\n")
    reading = read(tmp_path, filename_as="brand")
    assert reading.cells("brand") == ["Booking.com", "Booking.de"]


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    written(tmp_path, "a.pdf", b"%PDF")
    with pytest.raises(InputError, match="a folder without a file of CSV"):
        read(tmp_path)
