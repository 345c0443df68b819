"""What wins where an option is set more than once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.configuration.files import written
from vockit.configuration import (
    configured,
    user_file,
)
from vockit.errors import UsageError
from vockit.settings import ReportSettings


def test_a_flag_beats_a_variable_beats_the_folder_beats_the_user(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    own = user_file(environment)
    own.parent.mkdir(parents=True)
    own.write_text("top = 1")
    report, named = ReportSettings, []

    def top(flags: dict[str, int], variables: dict[str, str]) -> int | None:
        found = configured(flags, environment | variables, folder=tmp_path)
        named.append(str(found.sources["top"]))
        return found.settings(report).top

    assert top({}, {}) == 1
    here = written(tmp_path, "top = 2")
    assert top({}, {}) == 2
    assert top({}, {"VOCKIT_TOP": "3"}) == 3
    assert top({"top": 4}, {"VOCKIT_TOP": "3"}) == 4
    assert named == [str(own), str(here), "environment VOCKIT_TOP", "flag --top"]


def test_a_file_that_a_variable_names_is_read_instead_of_the_folders(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "VOCKIT_CONFIG": str(tmp_path / "other.toml")}
    written(tmp_path, "top = 2")
    (tmp_path / "other.toml").write_text("quotes = 1")
    assert configured({}, environment, folder=tmp_path).options == {
        "config": tmp_path / "other.toml",
        "quotes": 1,
    }


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "VOCKIT_MIN_N": "few"}
    with pytest.raises(UsageError, match="VOCKIT_MIN_N: expected a whole number of 1 or more"):
        configured({}, environment, folder=tmp_path)
