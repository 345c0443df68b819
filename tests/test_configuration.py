from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from vockit.configuration import (
    SECTIONS,
    check_themes,
    configured,
    load_files,
    read_configuration,
    user_file,
)
from vockit.errors import ProfileError, UsageError
from vockit.profile import Brands, Economics, Event, Profile, Promise, Standard, Target
from vockit.settings import GROUPS, ReportSettings, settings_of

WHOLE = """
top = 5
taxonomy = ["service", "mine.toml"]

[priorities]
delivery = 5
"staff/rude" = 2.5

[standards]
"support/waiting" = "10 min"
"delivery/late" = "within 2 days"
"staff/rude" = "never"

[[promises]]
text = "Delivered the next day"
themes = ["delivery/late"]

[[promises]]
text = "Always honest"
phrases = ["hidden fee"]
weight = 2

[economics]
customers = 10_000
value_per_year = 120.5
affected_share = 0.2
loyalty_drop = [0.01, 0.02, 0.05]
[economics.fixes]
"delivery/late" = 40_000

[journey]
stages = ["choose", "buy", "use"]

[brands]
own = "Acme"
control = "Apex"
aliases = { Acme = ["acme.com", "@acme"] }

[targets]
reliability = 6.5
empathy = { expectation = 5, weight = 0.3 }

[events]
"new app" = { date = 2024-03-01, expected = ["app/crash"] }
strike = "2024-05-02"

[questions]
"What could we do better?" = "improve"
pros = "praise"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "vockit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    found = read_configuration(path)
    assert found.options == {"top": 5, "taxonomy": ("service", "mine.toml")}
    assert found.profile == Profile(
        priorities={"delivery": 5.0, "staff/rude": 2.5},
        standards=(
            Standard("support/waiting", "10 min", 600),
            Standard("delivery/late", "within 2 days", 2 * 86_400),
            Standard("staff/rude", "never", None),
        ),
        promises=(
            Promise("Delivered the next day", ("delivery/late",)),
            Promise("Always honest", (), ("hidden fee",), 2.0),
        ),
        economics=Economics(
            10_000.0,
            120.5,
            0.2,
            loyalty_drop=(0.01, 0.02, 0.05),
            fixes={"delivery/late": 40_000.0},
        ),
        journey=("choose", "buy", "use"),
        brands=Brands("Acme", ("Apex",), {"Acme": ("acme.com", "@acme")}),
        targets={"reliability": Target(6.5), "empathy": Target(5.0, 0.3)},
        events=(
            Event("new app", date(2024, 3, 1), ("app/crash",)),
            Event("strike", date(2024, 5, 2)),
        ),
        questions={"What could we do better?": "improve", "pros": "praise"},
    )
    assert found.sources == dict.fromkeys(["top", "taxonomy", *SECTIONS], path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("topp = 5", "unknown key 'topp'; did you mean 'top'?"),
        ("min-n = 5", "unknown key 'min-n'; did you mean 'min_n'?"),
        (
            "[questions]\na = 'better'",
            "questions.a: 'better' is not one of 'improve', 'praise', 'open'",
        ),
        ("[prioritys]\na = 1", "unknown section 'prioritys'; did you mean 'priorities'?"),
        ("[top]\na = 1", "unknown section 'top'"),
        ("[brands]\nowns = 'A'", "brands: unknown key 'owns'; did you mean 'own'?"),
        ("[priorities]\na = 'x'", "priorities.a: expected a number of 0 or more, not 'x'"),
        ("[priorities]\n'a b' = -1", 'priorities."a b": expected a number of 0 or more, not -1'),
        ("priorities = 3", "priorities: expected a table, not 3"),
        ("[standards]\na = 10", "standards.a: expected text, not 10"),
        ("promises = { text = 'x' }", "promises: write it as [[promises]]"),
        ("[[promises]]\nthemes = ['a']", "promises.1: the key 'text' is missing"),
        ("[[promises]]\ntext = 'a'", "promises.1: needs themes or phrases"),
        ("[economics]\ncustomers = 1", "economics: the key 'value_per_year' is missing"),
        (
            "[economics]\ncustomers = 1\nvalue_per_year = 1\naffected_share = 20",
            "economics.affected_share: expected a number from 0 to 1, not 20",
        ),
        (
            "[economics]\ncustomers=1\nvalue_per_year=1\naffected_share=1\nloyalty_drop=[0.2,0.1,0.3]",
            "economics.loyalty_drop: [low, base, high] must not fall",
        ),
        ("[journey]\nstages = ['a', 'a']", "journey.stages: a stage is named twice"),
        ("[journey]", "journey: the key 'stages' is missing"),
        ("[targets]\nreliabilty = 5", "unknown key 'reliabilty'; did you mean 'reliability'?"),
        (
            "[targets]\nempathy = 9",
            "targets.empathy.expectation: expected a number from 1 to 7, not 9",
        ),
        ("[events]\na = 'May'", "events.a.date: expected a date such as 2024-03-01, not 'May'"),
        ("[events.a]\nexpected = ['x']", "events.a: the key 'date' is missing"),
        ("top = \n", "not valid TOML: line 1, column 7: Invalid value"),
        ("top = 1\ntop = 2", "not valid TOML: line 2"),
    ],
)
def test_a_mistake_names_the_file_the_key_and_the_cure(
    tmp_path: Path, text: str, message: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ProfileError) as error:
        read_configuration(path)
    said = str(error.value)
    assert said.startswith(f"{path}: ")
    assert message in said
    assert "\n" not in said


def test_not_utf8_and_not_there(tmp_path: Path) -> None:
    (tmp_path / "vockit.toml").write_bytes(b"top = '\xff'")
    with pytest.raises(ProfileError, match="not UTF-8 at byte 7"):
        read_configuration(tmp_path / "vockit.toml")
    with pytest.raises(ProfileError, match="no such file"):
        load_files({}, named=tmp_path / "missing.toml")


def test_the_folder_wins_over_the_user_and_sections_are_taken_whole(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    own = user_file(environment)
    own.parent.mkdir(parents=True)
    own.write_text("top = 1\nquotes = 2\n[priorities]\na = 1\n[brands]\nown = 'A'")
    here = tmp_path / "work"
    here.mkdir()
    assert load_files(environment, folder=here).options == {"top": 1, "quotes": 2}
    path = written(here, "top = 9\n[priorities]\nb = 1")
    found = load_files(environment, folder=here)
    assert found.options == {"top": 9, "quotes": 2}
    assert found.profile.priorities == {"b": 1.0}
    assert found.profile.brands.own == "A"
    assert found.sources["top"] == path
    assert found.sources["brands"] == own


def test_without_files_all_is_default(tmp_path: Path) -> None:
    found = load_files({"XDG_CONFIG_HOME": str(tmp_path)}, folder=tmp_path)
    assert found.profile == Profile()
    assert found.options == {}


def test_themes_of_the_profile_are_themes_of_the_taxonomy(tmp_path: Path) -> None:
    profile = read_configuration(written(tmp_path, WHOLE)).profile
    themes = ["delivery", "delivery/late", "staff/rude", "support/waiting", "app/crash"]
    check_themes(profile, themes)
    with pytest.raises(ProfileError, match=r"mine: \[events\] 'new app': no theme 'app/crash'"):
        check_themes(profile, themes[:-1], "mine")
    with pytest.raises(ProfileError, match="did you mean 'delivery/late'"):
        check_themes(Profile(priorities={"delivery/latte": 1}), themes)


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


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "VOCKIT_MIN_N": "few"}
    with pytest.raises(UsageError, match="VOCKIT_MIN_N: expected a whole number of 1 or more"):
        configured({}, environment, folder=tmp_path)


def test_settings_have_names_of_their_own_and_flags_of_their_own() -> None:
    settings = [setting for group in GROUPS for setting in settings_of(group)]
    flags = [flag for setting in settings for flag in setting.flags]
    assert len({setting.name for setting in settings}) == len(settings)
    assert len(set(flags)) == len(flags)
    assert not {setting.name for setting in settings} & set(SECTIONS)


def test_sections_are_those_of_the_profile() -> None:
    assert set(SECTIONS) == {section.name for section in fields(Profile)}
