"""Values from files and variables, as the types of their settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.configuration.files import written
from vockit.configuration import (
    configured,
    read_configuration,
)
from vockit.errors import ProfileError

VALUES = [
    ("taxonomy = 'mine.toml'", "mine.toml", ("mine.toml",)),
    ("taxonomy = ['service', 'a b']", None, ("service", "a b")),
    ("control = ['A', 'B']", "A B", ("A", "B")),
    ("where = 'region=north'", "region=north", (("region", "north"),)),
    ("rating_scale = '1-5'", "1-5", (1.0, 5.0)),
    ("rating_scale = [1, 5]", None, (1.0, 5.0)),
    ("delimiter = 'tab'", "tab", "tab"),
    ("since = 2024-02-03", "2024-02-03", date(2024, 2, 3)),
    ("gaps = ['servqual', 'drivers']", "servqual, drivers", ("servqual", "drivers")),
    ("gaps = 'servqual,drivers'", "servqual,drivers", ("servqual", "drivers")),
    ("rejects = 'bad.csv'", "bad.csv", Path("bad.csv")),
    ("q = 1", "1", 1.0),
    ("no_header = true", "yes", True),
    ("dayfirst = false", "0", False),
    ("period = 'week'", "week", "week"),
]


@pytest.mark.parametrize(("line", "variable", "value"), VALUES)
def test_files_and_variables_give_the_same_values(
    line: str, variable: str | None, value: object, tmp_path: Path
) -> None:
    name = line.partition(" ")[0]
    assert read_configuration(written(tmp_path, line)).options == {name: value}
    if variable is not None:
        environment = {"XDG_CONFIG_HOME": str(tmp_path), f"VOCKIT_{name.upper()}": variable}
        assert configured({}, environment, folder=tmp_path / "none").options == {name: value}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("min_n = 'x'", "min_n: expected a whole number of 1 or more, not 'x'"),
        ("min_n = 0", "min_n: expected a whole number of 1 or more, not 0"),
        ("min_n = true", "min_n: expected a whole number of 1 or more, not true"),
        ("confidence = 2", "confidence: expected a number from 0.5 to 0.999, not 2"),
        ("excel = 'x'", "excel: expected true or false, not 'x'"),
        ("since = 'May'", "since: expected a date such as 2024-03-01, not 'May'"),
        ("where = ['a']", "where: 'a' is not a condition; write COLUMN=VALUE"),
        ("taxonomy = [3]", "taxonomy: expected text, not 3"),
        ("period = 'year'", "period: 'year' is not one of 'day', 'week', 'month', 'quarter'"),
        ("rating_scale = '5'", "rating_scale: '5' is not a scale"),
        ("rating_scale = '5-1'", "rating_scale: '5-1': the lowest rating comes first"),
        ("config = 'x'", "unknown key 'config'"),
        (
            "[economics]\nloyalty_drop = 3\ncustomers = 1\nvalue_per_year = 1\naffected_share = 1",
            "economics.loyalty_drop: expected a list of 3, each a number from 0 to 1, not a list",
        ),
        (
            "[[promises]]\ntext = 'a'\nthemes = ['b', 3]",
            "promises.1.themes.2: expected text, not 3",
        ),
        ("[brands]\naliases = { 'A b' = [''] }", "brands.aliases.\"A b\".1: expected text, not ''"),
        ("[brands]\ncontrol = 3", "brands.control: expected a list, not 3"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_expected(
    line: str, message: str, tmp_path: Path
) -> None:
    path = written(tmp_path, line)
    with pytest.raises(ProfileError) as error:
        read_configuration(path)
    assert str(error.value).startswith(f"{path}: {message}")
