from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError
from vockit.readers.encodings import find_encoding, line_blocks
from vockit.readers.sources import SAMPLE

TEXT = "text,stars\nThe café wasn’t “très bon”,2\nCrème brûlée: 5 € — naïve,4\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path, "in.csv", TEXT.encode(encoding))).texts == [
        "The café wasn’t “très bon”",
        "Crème brûlée: 5 € — naïve",
    ]


def test_latin_1(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nCafé très bon,5\n".encode("latin-1"))
    assert read(path).texts == read(path, encoding="latin-1").texts == ["Café très bon"]


def test_a_sample_cut_inside_a_character_is_no_fault() -> None:
    content = "é".encode() * SAMPLE
    for size in (SAMPLE - 1, SAMPLE, SAMPLE + 1):
        assert find_encoding(content[:size], whole=False) == "utf-8"
    assert find_encoding("abc é".encode()[:-1], whole=True) == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("shift", [0, 1])
def test_the_first_accent_may_come_late(tmp_path: Path, encoding: str, shift: int) -> None:
    plain = "text\n" + "a" * shift + "plain and simple text\n" * 60_000
    accents = "café déjà vu\n" * 1000
    reading = read(written(tmp_path, "in.csv", (plain + accents).encode(encoding)), dedupe="none")
    assert reading.texts[-1] == "café déjà vu"
    assert reading.ledger.rejected == 0


def test_characters_across_blocks(tmp_path: Path) -> None:
    texts = [f"{'é' * (number % 7)}😀 {number}" for number in range(60_000)]
    content = "text\n" + "".join(f"{text}\r\n" for text in texts)
    for encoding in ("utf-8", "utf-16"):
        path = written(tmp_path, "in.csv", content.encode(encoding))
        assert read(path).texts == texts


def test_lines_keep_their_ends_wherever_blocks_are_cut() -> None:
    text = "a\r\nb\nc\rd\r\r\n\ne"
    lines = ["a\r\n", "b\n", "c\r", "d\r", "\r\n", "\n", "e"]
    for cut in range(len(text) + 1):
        blocks = [block for block in (text[:cut], text[cut:]) if block]
        assert [line for block in line_blocks(blocks) for line in block] == lines
    assert [line for block in line_blocks(text) for line in block] == lines


def test_a_character_cut_by_the_end_costs_its_record_only(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = written(tmp_path, "in.csv", "text,stars\nCafé,5\nçà,é".encode(encoding)[:-1])
        reading = read(path)
        assert reading.texts == ["Café"]
        assert [one.line for one in reading.ledger.first_rejects] == [3]


def test_the_wrong_encoding_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", TEXT)
    with pytest.raises(InputError, match=r"--encoding|no text column"):
        read(path, encoding="utf-16")
    with pytest.raises(UsageError, match="no such encoding"):
        read(path, encoding="utf-88")


def test_a_mark_does_not_enter_the_first_name(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", codecs.BOM_UTF8 + b"text\nGood\n")
    assert read(path, encoding="utf-8").corpus.columns == ("text",)
