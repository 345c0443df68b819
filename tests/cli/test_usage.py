"""What is said of a command line that is not understood, or of a place that cannot be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import vockit


@pytest.mark.parametrize(
    ("line", "fault", "command"),
    [
        ("gapp x.csv", "no such command 'gapp'; did you mean 'gap'?", ""),
        ("themes chek", "no such command 'chek'; did you mean 'check'?", "themes"),
        (
            "gap journey --regin x",
            "there is no option --regin; did you mean --rating?",
            "gap",
        ),
        (
            "gap journey --quoets 3",
            "there is no option --quoets; did you mean --quotes?",
            "gap",
        ),
        ("report --zzzzzz", "there is no option --zzzzzz", "report"),
        (
            "report --sentiment cxx",
            "--sentiment: 'cxx' is not one of 'cx', 'stock'",
            "report",
        ),
        ("report x.csv --where a", "--where: 'a' is not a condition; write COLUMN=VALUE", "report"),
        ("gap", "NAME: name a report; `vockit gap --list` names all", "gap"),
    ],
)
def test_a_usage_error_is_one_line_and_where_help_is(
    line: str, fault: str, command: str, tmp_path: Path
) -> None:
    done = vockit(*line.split(), cwd=tmp_path)
    assert done.code == 2
    assert done.out == ""
    assert (
        done.err
        == f"vockit: error: {fault}\nTry '{' '.join(('vockit', *command.split()))} --help'.\n"
    )


def test_messages_of_values_begin_with_the_option(tmp_path: Path) -> None:
    for line in ("report --min-n x", "report --min-n 0", "report --as-of 3", "report --jobs 0"):
        done = vockit(*line.split(), cwd=tmp_path)
        assert done.code == 2
        assert done.err.startswith(f"vockit: error: {line.split()[1]}: ")
        assert "Value error" not in done.err


def test_values_of_a_configuration_file_are_said_in_the_same_way(folder: Path) -> None:
    (folder / "other.toml").write_text('sentiment = "foo"\n')
    done = vockit("report", "comments.csv", "--config", "other.toml", cwd=folder)
    assert done.code == 1
    assert "sentiment: 'foo' is not one of 'cx', 'stock'" in done.err


def test_without_a_command_there_is_help(tmp_path: Path) -> None:
    done = vockit(cwd=tmp_path)
    assert done.code == 2
    assert "error" not in done.err


@pytest.mark.parametrize(
    "args",
    [
        ("report", "comments.csv", "-o", "none/x.csv"),
        ("gap", "coverage", "comments.csv", "-o", "none/x.json"),
        ("annotate", "comments.csv", "-o", "none/x.csv"),
    ],
)
def test_a_missing_folder_is_named_before_anything_is_read(
    args: tuple[str, ...], folder: Path
) -> None:
    done = vockit(*args, cwd=folder)
    assert done.code == 1
    assert "none: " not in done.err
    assert done.err.startswith("vockit: error: none/x.")
    assert "there is no folder none" in done.err
    assert "comments.csv" not in done.err


def test_a_folder_that_cannot_be_written_is_named_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    for target in ("x.csv", "gaps/"):
        done = vockit("report", "comments.csv", "-o", target, cwd=folder)
        assert done.code == 1
        assert "nothing may be written in ." in done.err
        assert "utf-8" not in done.err


def test_what_is_no_regular_file_is_written_anyway(folder: Path) -> None:
    done = vockit(
        "gap", "coverage", "comments.csv", "-o", os.devnull, "--format", "csv", cwd=folder
    )
    assert done.code == 0
