"""What vockit has written itself is no input of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import COMMENTS, vockit
from tests.readers.files import read, written
from vockit.errors import InputError
from vockit.output.annotated import ADDED, LEVELS
from vockit.readers.own_output import own_table


@pytest.mark.parametrize("level", LEVELS)
def test_the_columns_of_every_level_are_known(level: str) -> None:
    names = [column.name for column in ADDED[level]]  # type: ignore[index]
    assert own_table(names) == "annotated rows"
    own = ["text", *names, "note"] if level == "verbatim" else names
    assert own_table(own) == "annotated rows"


def test_columns_of_customers_are_not_taken_for_it() -> None:
    assert own_table(["id", "text", "rating"]) is None
    assert own_table(["text", "themes", "polarity"]) is None
    assert own_table(["report", "row", "comment"]) is None


@pytest.mark.parametrize(
    "command",
    [
        "annotate in.csv -o out.csv",
        "annotate in.csv --excel -o out.csv",
        "annotate in.csv --level mention -o out.jsonl",
        "annotate in.csv -o out.parquet",
        "gap servqual in.csv -o out.csv",
        "gap servqual in.csv -o out.json",
        "report in.csv --gaps servqual -o out.csv",
        "report in.csv --gaps servqual -o out.json",
        "report in.csv --gaps servqual -o out/",
        "annotate in.csv --rejects out.csv",
    ],
)
def test_a_folder_is_read_the_second_time_as_the_first(tmp_path: Path, command: str) -> None:
    written(tmp_path, "in.csv", COMMENTS)
    first = read(tmp_path, dedupe="none")
    assert vockit(*command.split(), "--quiet", cwd=tmp_path).code == 0
    assert len(list(tmp_path.rglob("*"))) > 1
    second = read(tmp_path, dedupe="none")
    assert second.texts == first.texts
    assert second.said("left out, for vockit has written it: ")
    assert read(tmp_path / "*.csv", dedupe="none").texts == first.texts


def test_a_file_that_is_named_is_read_all_the_same(tmp_path: Path) -> None:
    written(tmp_path, "in.csv", COMMENTS)
    vockit("annotate", "in.csv", "-o", "out.csv", cwd=tmp_path)
    assert len(read(tmp_path / "out.csv").texts) == 4


def test_a_folder_of_it_alone_is_said(tmp_path: Path) -> None:
    written(tmp_path, "in.csv", COMMENTS)
    vockit("annotate", "in.csv", "-o", "out.csv", cwd=tmp_path)
    (tmp_path / "in.csv").unlink()
    with pytest.raises(InputError, match=r"vockit has written it: .*; name the files of comments"):
        read(tmp_path)


def test_a_taxonomy_beside_the_comments_is_no_input(tmp_path: Path) -> None:
    written(tmp_path, "in.csv", COMMENTS)
    written(tmp_path, "themes.csv", "theme,phrase\ndelivery,late\n")
    assert read(tmp_path).said("themes.csv (a taxonomy)")
