"""``vockit.toml``: read, checked, and laid over the user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.configuration.files import WHOLE, written
from vockit.configuration import (
    SECTIONS,
    load_files,
    read_configuration,
    user_file,
)
from vockit.errors import ProfileError
from vockit.profile import Brands, Economics, Event, Profile, Promise, Standard, Target


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
