"""Streams that a daemon or a job runner has closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import COMMENTS, shell, vockit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.csv").write_text(COMMENTS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "annotate in.csv",
        "gap coverage in.csv",
        "gap voice in.csv --min-n 1 --show Acme",
        "report in.csv --gaps coverage",
        "init in.csv --force",
        "explain Late",
        "themes check",
    ],
)
def test_files_are_read_though_standard_input_is_closed(folder: Path, command: str) -> None:
    opened = vockit(*command.split(), cwd=folder)
    closed = vockit(*command.split(), cwd=folder, stdin=None)
    assert (closed.code, closed.out) == (opened.code, opened.out)
    assert "Traceback" not in closed.err


@pytest.mark.parametrize(
    "command",
    ["annotate -", "gap coverage -", "gap voice - --show x", "report -", "init -", "explain -"],
)
def test_standard_input_that_is_closed_is_one_line(folder: Path, command: str) -> None:
    done = vockit(*command.split(), cwd=folder, stdin=None)
    assert done.code == 1
    assert done.err == "vockit: error: standard input is closed: name a file instead of -\n"


@pytest.mark.slow
def test_no_file_takes_the_place_of_a_closed_stream(folder: Path) -> None:
    closed = shell("vockit annotate in.csv -o out.csv --jobs 2 <&- 2>&-", folder)
    assert (closed.code, closed.out, closed.err) == (0, "", "")
    shell("vockit annotate in.csv -o as_usual.csv", folder)
    assert (folder / "out.csv").read_bytes() == (folder / "as_usual.csv").read_bytes()
