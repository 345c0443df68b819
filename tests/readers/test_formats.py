"""What every format has to keep to, and what is particular to each."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from tests.readers import files
from tests.readers.files import Rows, read, written
from vockit.errors import InputError
from vockit.readers.formats.registry import FORMATS, Format
from vockit.readers.peek import open_table
from vockit.readers.sources import Source
from vockit.readers.tables import Layout
from vockit.settings import InputSettings

Writer = Callable[[list[str], Rows], bytes]

WRITERS: dict[str, Writer] = {
    "csv": files.csv_bytes,
    "tsv": files.tsv_bytes,
    "json": files.json_bytes,
    "jsonl": files.jsonl_bytes,
    "parquet": files.parquet_bytes,
    "excel": files.excel_bytes,
    "sqlite": files.sqlite_bytes,
    "spss": files.spss_bytes,
    "text": files.text_bytes,
}
COLUMNS = ["id", "text", "rating"]
ROWS = [
    ["007", "The café was “great” 😀", "5"],
    ["9007199254740993", 'She said "no", twice', "1"],
    ["x", "=not a formula; | really\there", "3"],
]


@pytest.fixture(params=FORMATS, ids=lambda one: one.name)
def form(request: pytest.FixtureRequest) -> Format:
    assert isinstance(request.param, Format)
    return request.param


def put(folder: Path, form: Format, rows: Rows) -> Path:
    return written(folder, f"in{form.suffixes[0]}", WRITERS[form.name](COLUMNS, rows))


def test_the_same_rows_come_out_of_every_format(tmp_path: Path, form: Format) -> None:
    rows = [row for row in ROWS if form.name != "excel" or not row[1].startswith("=")]
    reading = read(put(tmp_path, form, rows))
    assert reading.texts == [row[1] for row in rows]
    assert reading.rows == list(range(1, len(rows) + 1))
    if form.name != "text":
        assert reading.corpus.columns == tuple(COLUMNS)
        assert [one for batch in reading.batches for one in batch.id or ()] == [r[0] for r in rows]
        assert reading.ratings == [float(row[2]) for row in rows]


def test_one_row(tmp_path: Path, form: Format) -> None:
    assert read(put(tmp_path, form, ROWS[:1])).texts == [ROWS[0][1]]


def test_no_rows_is_said(tmp_path: Path, form: Format) -> None:
    with pytest.raises(InputError, match="in\\."):
        read(put(tmp_path, form, []))


def test_an_empty_file_is_said(tmp_path: Path, form: Format) -> None:
    with pytest.raises(InputError, match="is empty"):
        read(written(tmp_path, f"in{form.suffixes[0]}", b""))


def test_line_ends_inside_a_value(tmp_path: Path, form: Format) -> None:
    if form.name == "text":
        pytest.skip("in plain text a line is a verbatim")
    text = "two\nlines, and\n\na third"
    reading = read(put(tmp_path, form, [["1", text, "5"], ["2", "next", "1"]]))
    assert reading.texts == [text, "next"]


def test_blank_texts_are_counted_and_keep_their_number(tmp_path: Path, form: Format) -> None:
    reading = read(put(tmp_path, form, [["1", "first", "5"], ["2", "  ", "4"], ["3", "last", "1"]]))
    assert (reading.texts, reading.rows) == (["first", "last"], [1, 3])
    assert reading.ledger.empty == 1


def test_a_damaged_file_is_one_line(tmp_path: Path, form: Format) -> None:
    content = WRITERS[form.name](COLUMNS, ROWS)
    path = written(tmp_path, f"in{form.suffixes[0]}.gz", gzip.compress(content)[:-10])
    with pytest.raises(InputError, match="ends too early") as caught:
        read(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstandard.ZstdCompressor().compress),
    ],
)
def test_compressed(
    tmp_path: Path, form: Format, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    content = WRITERS[form.name](COLUMNS, ROWS[:2])
    path = written(tmp_path, f"in{form.suffixes[0]}{suffix}", compress(content))
    assert read(path).texts == [row[1] for row in ROWS[:2]]


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstandard.ZstdCompressor().compress),
    ],
)
def test_cut_archives_are_said(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    packed = compress(files.csv_bytes(COLUMNS, ROWS * 50))
    with pytest.raises(InputError, match="copy it again"):
        read(written(tmp_path, f"in.csv{suffix}", packed[: len(packed) // 2]))


def test_several_zstandard_frames(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress
    content = frame(b"text\none\n") + frame(b"two\n")
    assert read(written(tmp_path, "in.csv.zst", content)).texts == ["one", "two"]


def test_nested_json_is_flattened(tmp_path: Path) -> None:
    content = json.dumps({"text": "Good", "user": {"name": "a", "tags": ["x", "y"]}})
    reading = read(written(tmp_path, "in.jsonl", content))
    assert reading.corpus.columns == ("text", "user.name", "user.tags")
    assert reading.cells("user.tags") == ['["x", "y"]']


def test_an_object_with_one_array(tmp_path: Path) -> None:
    content = json.dumps({"page": {"n": 1, "reviews": [{"text": "Good"}, {"text": "Bad"}]}})
    assert read(written(tmp_path, "in.json", content)).texts == ["Good", "Bad"]


def test_json_that_holds_lines(tmp_path: Path) -> None:
    assert read(written(tmp_path, "in.json", '{"text": "a"}\n{"text": "b"}\n')).texts == ["a", "b"]


def test_a_long_json_array_comes_in_pieces(tmp_path: Path) -> None:
    texts = [f"number {number} " + "é" * 300 for number in range(2000)]
    content = json.dumps([{"text": text} for text in texts], ensure_ascii=False)
    assert read(written(tmp_path, "in.json", content)).texts == texts


def test_invalid_json_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3: not valid JSON"):
        read(written(tmp_path, "in.json", '[{"text": "a"},\n {"text": "b"},\n {"text": oops}]'))


def test_bad_json_lines_are_rejected_by_number(tmp_path: Path) -> None:
    lines = ['{"text": "a"}', "{oops", "[1]", '{"text": "\\ud83d"}', '{"text": "b", "x": NaN}']
    reading = read(written(tmp_path, "in.jsonl", "\n".join(lines)), max_rejects=3)
    assert reading.texts == ["a", "b"]
    assert [one.line for one in reading.ledger.first_rejects] == [2, 3, 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a":' * 100_000, "objects nested too deeply"),
        ('{"text": "b", "n": ' + "9" * 5000 + "}", "a number of too many digits"),
        ('{"text": "b\\udc00"}', "half a character, written as a lone surrogate"),
    ],
)
def test_hostile_json_costs_its_line_only(tmp_path: Path, line: str, reason: str) -> None:
    reading = read(written(tmp_path, "in.jsonl", f'{{"text": "a"}}\n{line}\n{{"text": "c"}}\n'))
    assert reading.texts == ["a", "c"]
    assert [(one.line, one.reason) for one in reading.ledger.first_rejects] == [(2, reason)]
    with pytest.raises(InputError, match=r"in\.json"):
        read(written(tmp_path, "in.json", f'[{{"text": "a"}},\n{line[:-1]}'))


def test_json_columns_that_come_late_are_named(tmp_path: Path) -> None:
    lines = ['{"text": "a"}'] * 10_001 + ['{"text": "b", "new": 1}']
    assert read(written(tmp_path, "in.jsonl", "\n".join(lines))).ledger.late_columns == ("new",)


def test_typed_cells_stay_typed_and_roles_are_text(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array([12345678901234567, None]),
            "text": ["a", "b"],
            "date": pa.array([date(2024, 2, 3), None]),
            "rating": pa.array([5.0, None]),
        }
    )
    path = tmp_path / "in.parquet"
    parquet.write_table(table, path)
    reading = read(path)
    assert reading.cells("date") == [date(2024, 2, 3), None]
    assert reading.batches[0].id == ["12345678901234567", ""]
    assert reading.days == ["2024-02-03", "NaT"]
    assert reading.ratings[0] == 5.0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("in.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "PNG"),
        ("in.txt", b"%PDF-1.7\n" + bytes(range(256)) * 9, "PDF"),
        ("in.docx", b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "Word document"),
        ("in.csv", b"PK\x03\x04" + b"\0" * 26 + b"in.csv", "zip archive"),
        ("in.csv", bytes(range(1, 256)) * 50, "not text"),
        (
            "report.xls",
            b"<html><body><table><tr><td>Late</td></tr></table></body></html>",
            "web page",
        ),
        ("in.csv", "\ufeff\n<!DOCTYPE html>\n<html>".encode(), "web page"),
        ("in.csv", "<TABLE border=1><tr><td>Late</td></tr></TABLE>".encode("utf-16"), "web page"),
        ("report.xls", b'<?xml version="1.0"?>\n<Workbook></Workbook>', "an XML file"),
        ("in.txt", b"{\\rtf1\\ansi Late again}", "an RTF document"),
        ("in.xlsx", b"nothing of the kind", "not an Excel workbook"),
        ("in.parquet", b"nothing of the kind", "not a Parquet file"),
    ],
)
def test_other_files_are_named(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(written(tmp_path, name, content))


def test_layout_says_how_a_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("\ntext;rating\nLate;1\nKind;5\n", encoding="utf-8")
    opened, table = open_table(Source(str(path), path), InputSettings())
    opened.close()
    assert table.layout == Layout(
        format="csv", encoding="utf-8", delimiter=";", header_line=2, header_rows=1
    )
    assert table.labels == {}
