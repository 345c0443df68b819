"""Parquet: types that Python has not, text without its mark, structs and lists."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.cli.running import vockit
from tests.readers.files import SHARED, Reading, read, written
from vockit.errors import InputError

FAULTS = SHARED / "faults"
LONG = [
    "The delivery was late and nobody answered the phone.",
    "Lovely staff and a quiet room with a view.",
    "My refund never came, and I am furious about it.",
]


def table(folder: Path, **columns: Any) -> Path:
    content = io.BytesIO()
    parquet.write_table(pa.table(columns), content)
    return written(folder, "in.parquet", content.getvalue())


def of(folder: Path, **columns: Any) -> Reading:
    return read(table(folder, text=LONG, **columns))


@pytest.mark.parametrize(
    ("numbers", "kind", "last"),
    [
        ([3_000_000, None, 19_000], pa.date32(), date(2022, 1, 8)),
        ([10**16, None, 86_400_000], pa.date64(), date(1970, 1, 2)),
        ([10**13, None, 5], pa.timestamp("s"), datetime(1970, 1, 1, 0, 0, 5)),  # noqa: DTZ001
        ([-(10**17), None, 5], pa.timestamp("ms"), datetime(1970, 1, 1, 0, 0, 0, 5000)),  # noqa: DTZ001
        ([10**18, None, 5], pa.timestamp("us", "UTC"), None),
        ([10**18, None, 5], pa.timestamp("us", "Mars/Phobos"), None),
        ([1_700_000_000_123_456_789, None, 5], pa.timestamp("ns"), datetime(1970, 1, 1)),  # noqa: DTZ001
        ([10**18, None, 5], pa.duration("s"), timedelta(seconds=5)),
        ([10**18, None, 5000], pa.duration("ns"), timedelta(microseconds=5)),
    ],
)
def test_times_beyond_the_calendar_cost_their_cell_only(
    tmp_path: Path, numbers: list[int], kind: pa.DataType, last: Any
) -> None:
    physical = pa.int32() if kind == pa.date32() else pa.int64()
    reading = of(tmp_path, when=pa.array(numbers, physical).cast(kind))
    assert reading.texts == LONG
    assert reading.cells("when")[1] is None
    assert last is None or reading.cells("when")[2] == last


def test_a_date_of_the_year_10183_is_no_date(tmp_path: Path) -> None:
    days = pa.array([3_000_000, 19_000, 19_001], pa.int32()).cast(pa.date32())
    reading = of(tmp_path, date=days)
    assert reading.days == ["NaT", "2022-01-08", "2022-01-09"]
    assert reading.ledger.undated == 1


@pytest.mark.parametrize(
    "kind", [pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.binary())]
)
def test_text_that_is_not_marked_as_such(tmp_path: Path, kind: pa.DataType) -> None:
    path = table(
        tmp_path,
        text=pa.array([text.encode() for text in LONG], pa.binary()).cast(kind),
        region=pa.array(["Zürich".encode(), None, b"Bern"], pa.binary()).cast(kind),
    )
    reading = read(path)
    assert reading.texts == LONG
    assert reading.cells("region") == ["Zürich", None, "Bern"]
    assert read(path, where=(("region", "Zürich"),)).texts == LONG[:1]


def test_other_types(tmp_path: Path) -> None:
    reading = of(
        tmp_path,
        price=pa.array([Decimal("1.50"), None, Decimal("2.00")], pa.decimal128(9, 2)),
        group=pa.array(["a", "b", "a"]).dictionary_encode(),
        nothing=pa.nulls(3),
        small=pa.array([1.5, None, 2], pa.float16()),
    )
    assert reading.cells("price") == [Decimal("1.50"), None, Decimal("2.00")]
    assert reading.cells("group") == ["a", "b", "a"]
    assert reading.cells("nothing") == [None] * 3


def test_structs_have_dotted_names(tmp_path: Path) -> None:
    reading = of(tmp_path, user=[{"name": "a", "at": {"x": 1}}, None, {"name": b"c", "at": None}])
    assert reading.texts == LONG
    assert reading.cells("user.name") == ["a", None, "c"]
    assert reading.cells("user.at.x") == [1, None, None]


def test_lists_of_structs_are_records(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        product=["Kettle", "Oven"],
        reviews=[[{"text": LONG[0]}, {"text": LONG[1]}], [{"text": LONG[2]}]],
    )
    reading = read(path)
    assert reading.texts == LONG
    assert reading.cells("product") == ["Kettle", "Kettle", "Oven"]


def test_lists_of_names_stay_in_their_cell(tmp_path: Path) -> None:
    reading = of(tmp_path, tags=[["a", "b"], [], None])
    assert reading.cells("tags") == ['["a", "b"]', "[]", None]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_file_is_one_line(tmp_path: Path, share: float) -> None:
    content = table(tmp_path, text=LONG * 100).read_bytes()
    with pytest.raises(InputError, match="not a Parquet file, or a damaged one") as caught:
        read(written(tmp_path, "in.parquet", content[: int(len(content) * share)]))
    assert "\n" not in str(caught.value)


def test_one_spelling_in_all_places(tmp_path: Path) -> None:
    rows = 12
    path = table(
        tmp_path,
        text=["Late delivery", "Lovely staff"] * rows,
        store=[1.0, 2.0] * rows,
        loyal=[True, False] * rows,
    ).name
    for column, spellings in (("loyal", ("true", "True")), ("store", ("1", "1.0"))):
        by = vockit("gap", "questions", path, "--by", column, "--quiet", cwd=tmp_path).out
        assert {line.split(",")[0] for line in by.splitlines()[1:]} <= {"true", "false", "1", "2"}
        for spelling in spellings:
            where = ("--where", f"{column}={spelling}", "--quiet")
            kept = vockit("annotate", path, *where, cwd=tmp_path).out.splitlines()
            assert len(kept) == rows + 1
            assert spellings[0] in kept[1].split(",")


@pytest.mark.skipif(not FAULTS.is_dir(), reason="../shared/data/faults is not there")
@pytest.mark.parametrize(("name", "kept"), [("k04a", 2), ("k36", 30), ("k37_binary", 2)])
def test_examples(name: str, kept: int) -> None:
    reading = read(FAULTS / f"{name}.parquet")
    assert reading.ledger.kept == kept
    assert not any(isinstance(cell, bytes) for batch in reading.batches for cell in batch.text)
