"""SPSS: answers by their labels, questions as labels of columns."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from tests.readers.files import read, written
from vockit.errors import InputError
from vockit.readers.peek import open_table
from vockit.readers.sources import Source
from vockit.settings import InputSettings

QUESTION = "What could we do better?"
TEXTS = ["The delivery was late again.", "Lovely staff, nothing to add.", "Köche gesucht"]


def case_file(folder: Path, name: str = "in.sav") -> Path:
    frame = pd.DataFrame(
        {
            "id": [1.0, 2.0, 3.0],
            "region": [1.0, 2.0, 1.0],
            "score": [0.0, 10.0, 99.0],
            "q7": TEXTS,
            "when": [pd.Timestamp("2024-01-02"), pd.Timestamp("2024-01-03"), pd.NaT],
        }
    )
    path = folder / name
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels={"q7": QUESTION},
        variable_value_labels={
            "region": {1: "North", 2: "South"},
            "score": {0: "Not at all likely", 10: "Extremely likely", 99: "No answer"},
        },
        missing_ranges={"score": [99]},
        variable_measure={"score": "scale", "region": "nominal"},
        compress=name.endswith(".zsav"),
    )
    return path


@pytest.mark.parametrize("name", ["in.sav", "in.zsav", "in"])
def test_cases(tmp_path: Path, name: str) -> None:
    reading = read(case_file(tmp_path, name), text="q7", rating="score", date="when")
    assert reading.texts == TEXTS
    assert reading.cells("region") == ["North", "South", "North"]
    assert reading.cells("id") == [1, 2, 3]
    assert reading.cells("score") == [0, 10, None]
    assert reading.days == ["2024-01-02", "2024-01-03", "NaT"]


def test_questions_are_labels(tmp_path: Path) -> None:
    path = case_file(tmp_path)
    opened, table = open_table(Source("in.sav", path), InputSettings())
    opened.close()
    assert table.labels == {"q7": QUESTION}


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    content = case_file(tmp_path).read_bytes()
    for keep in (30, 200, len(content) // 2):
        with pytest.raises(InputError, match="not a file of SPSS, or a damaged one") as caught:
            read(written(tmp_path, "cut.sav", content[:keep]))
        assert "\n" not in str(caught.value)


def test_without_the_package_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case_file(tmp_path)
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(InputError, match=r"pip install 'vockit\[spss\]'"):
        read(path)
