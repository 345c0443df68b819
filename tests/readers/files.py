"""Inputs as files, in every format, and corpora read from them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pandas as pd
import pyarrow as pa
import pyreadstat
from pyarrow import parquet

from vockit.readers.corpus import Corpus, open_corpus
from vockit.readers.ledger import Ledger
from vockit.settings import InputSettings
from vockit.verbatims import Batch

SHARED = Path(__file__).parents[3] / "shared" / "data"

Rows = Sequence[Sequence[str]]


def delimited(
    columns: Sequence[str],
    rows: Rows,
    delimiter: str = ",",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=quoting)
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode()


def csv_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    return delimited(columns, rows, ",", csv.QUOTE_ALL)


def tsv_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    return delimited(columns, rows, "\t", csv.QUOTE_ALL)


def records(columns: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def jsonl_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in records(columns, rows)).encode()


def json_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    return json.dumps(records(columns, rows), ensure_ascii=False, indent=1).encode()


def parquet_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    table = pa.table(
        {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(columns)}
    )
    stream = io.BytesIO()
    parquet.write_table(table, stream)
    return stream.getvalue()


def excel_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (columns, *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sqlite_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        names = ", ".join(f'"{name}" TEXT' for name in columns)
        connection.execute(f"CREATE TABLE answers ({names})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO answers VALUES ({marks})", rows)
        connection.commit()
        return connection.serialize()


def spss_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    frame = pd.DataFrame([list(row) for row in rows], columns=list(columns), dtype=str)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.sav"
        pyreadstat.write_sav(frame, str(path))
        return path.read_bytes()


def text_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    at = list(columns).index("text")
    return "".join(row[at] + "\n" for row in rows).encode()


@dataclass(frozen=True)
class Reading:
    corpus: Corpus
    batches: tuple[Batch, ...]

    @property
    def ledger(self) -> Ledger:
        return self.corpus.ledger()

    @property
    def texts(self) -> list[str]:
        return [text for batch in self.batches for text in batch.text]

    @property
    def rows(self) -> list[int]:
        return [row for batch in self.batches for row in batch.row.tolist()]

    @property
    def days(self) -> list[str]:
        return [str(day) for batch in self.batches if batch.day is not None for day in batch.day]

    @property
    def ratings(self) -> list[float]:
        return [
            rating
            for batch in self.batches
            if batch.rating is not None
            for rating in batch.rating.tolist()
        ]

    def cells(self, column: str) -> list[Any]:
        return [cell for batch in self.batches for cell in batch.cells[column]]

    def said(self, words: str) -> bool:
        return any(words in note for note in self.corpus.notes)


def read(*inputs: Path | str, stdin: bytes | None = None, **settings: Any) -> Reading:
    corpus = open_corpus(
        [str(one) for one in inputs],
        InputSettings(**settings),
        None if stdin is None else io.BytesIO(stdin),
    )
    reading = Reading(corpus, tuple(corpus.batches()))
    ledger = reading.ledger
    assert ledger.read == (
        ledger.kept
        + ledger.rejected
        + ledger.duplicates
        + ledger.empty
        + ledger.filtered
        + ledger.replies
    )
    assert ledger.kept == len(reading.texts)
    return reading


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_table(reading: Reading) -> Mapping[str, list[Any]]:
    return {column: reading.cells(column) for column in reading.corpus.columns}
