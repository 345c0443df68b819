"""Zip archives of exports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.readers.files import csv_bytes, excel_bytes, read, written
from vockit.errors import InputError
from vockit.readers import archives

COLUMNS = ["id", "text"]
MAY = csv_bytes(COLUMNS, [["1", "Late again"]])
JUNE = csv_bytes(COLUMNS, [["2", "Kind"], ["3", "Cold food"]])


def packed(folder: Path, members: Mapping[str, bytes], name: str = "in.zip") -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, part in members.items():
            archive.writestr(member, part)
    return written(folder, name, content.getvalue())


def test_each_file_in_an_archive_is_an_input(tmp_path: Path) -> None:
    path = packed(tmp_path, {"exports/june.csv": JUNE, "exports/may.csv": MAY})
    reading = read(path)
    assert reading.texts == ["Kind", "Cold food", "Late again"]
    assert reading.corpus.input_names == (f"{path}/exports/june.csv", f"{path}/exports/may.csv")
    assert set(reading.corpus.hashes()) == set(reading.corpus.input_names)


def test_what_is_no_export_is_left_out_and_named(tmp_path: Path) -> None:
    members = {"may.csv": MAY, "__MACOSX/._may.csv": b"\0\5", ".DS_Store": b"x", "a.pdf": b"%PDF"}
    reading = read(packed(tmp_path, members))
    assert reading.texts == ["Late again"]
    assert reading.said("left out, as no format that is read: a.pdf")


def test_workbooks_and_packed_files_in_an_archive(tmp_path: Path) -> None:
    members = {"a.xlsx": excel_bytes(COLUMNS, [["1", "Late"]]), "b.csv": MAY}
    assert read(packed(tmp_path, members)).texts == ["Late", "Late again"]


def test_the_only_file_needs_no_ending(tmp_path: Path) -> None:
    assert read(packed(tmp_path, {"export": MAY})).texts == ["Late again"]


def test_the_name_of_a_file_in_an_archive_as_a_column(tmp_path: Path) -> None:
    reading = read(packed(tmp_path, {"x/Booking.com.csv": MAY}), filename_as="brand")
    assert reading.cells("brand") == ["Booking.com"]


def test_archives_in_a_folder_and_by_a_pattern(tmp_path: Path) -> None:
    packed(tmp_path, {"may.csv": MAY})
    written(tmp_path, "june.csv", JUNE)
    assert sorted(read(tmp_path).texts) == ["Cold food", "Kind", "Late again"]
    assert read(tmp_path / "*.zip").texts == ["Late again"]


def test_a_workbook_that_is_called_zip(tmp_path: Path) -> None:
    assert read(written(tmp_path, "in.zip", excel_bytes(COLUMNS, [["1", "Late"]]))).texts == [
        "Late"
    ]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "an archive without a file of CSV"),
        ({"a.pdf": b"x", "b.png": b"y"}, r"without a file of CSV.*: a\.pdf, b\.png"),
        ({"inner.zip": b"PK"}, r"without a file of CSV.*: inner\.zip"),
        ({"a.csv": b""}, r"a\.csv is empty"),
    ],
)
def test_nothing_to_read(tmp_path: Path, members: Mapping[str, bytes], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(packed(tmp_path, members))


def test_a_file_that_unpacks_to_far_more_than_text_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_SUSPECT", 1 << 16)
    path = packed(tmp_path, {"a.csv": MAY + b"0" * (1 << 20)})
    with pytest.raises(InputError, match=r"a\.csv unpacks to over 300 times its size"):
        read(path)


@pytest.mark.parametrize(("limit", "most"), [("LARGEST", 10), ("MOST_FILES", 1)])
def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(archives, limit, most)
    with pytest.raises(InputError, match="an archive of more than"):
        read(packed(tmp_path, {"a.csv": MAY, "b.csv": JUNE}))


def test_a_damaged_archive_is_one_line(tmp_path: Path) -> None:
    content = bytearray(
        packed(tmp_path, {"may.csv": csv_bytes(COLUMNS, [["1", "x"]] * 99)}).read_bytes()
    )
    content[50] ^= 0xFF
    with pytest.raises(InputError, match="copy it again") as caught:
        read(written(tmp_path, "broken.zip", bytes(content)))
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match=r"cut\.zip"):
        read(written(tmp_path, "cut.zip", bytes(content[:60])))


def test_a_password_is_said(tmp_path: Path) -> None:
    content = bytearray(packed(tmp_path, {"may.csv": MAY}).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    with pytest.raises(InputError, match="it has a password; unpack the archive first"):
        read(written(tmp_path, "in.zip", bytes(content)))
