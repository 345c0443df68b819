from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from vockit.configuration import SECTIONS, check_themes, read_configuration
from vockit.output.starter import Found, starter_profile, starter_taxonomy
from vockit.profile import Profile
from vockit.taxonomy.loading import load_taxonomy

BARE = Found(themes=("delivery/time", "price/value"))
FULL = Found(
    themes=("delivery/time", "price/value", "staff/people", "support/reach"),
    talk={"delivery/time": 1_200, "price/value": 7},
    brands=('Acorn "& Sons"', "Birch\x7f\nLtd", "[x] # y"),
    channels=("e-mail", "Fax\n"),
    reading={"text": ["Kommentar, lang", "Lob"], "rating": ["stars"], "dayfirst": True},
    questions={"Kommentar, lang": "open", "Lob": "praise"},
    terms=("gift card", "o'brien", "left-handed version"),
    middle=date(2025, 4, 28),
)
everything = pytest.mark.parametrize("found", [BARE, FULL], ids=["bare", "full"])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@everything
def test_as_written_it_is_valid_and_says_nothing(found: Found, tmp_path: Path) -> None:
    path = written(tmp_path / "vockit.toml", starter_profile(found))
    configuration = read_configuration(path)
    assert configuration.profile == Profile(questions=found.questions)
    assert configuration.options.keys() == found.reading.keys()


@everything
def test_with_every_setting_taken_it_is_valid_and_says_everything(
    found: Found, tmp_path: Path
) -> None:
    text = re.sub(r"(?m)^#(?! |$)", "", starter_profile(found))
    configuration = read_configuration(written(tmp_path / "vockit.toml", text))
    profile = configuration.profile
    assert all(getattr(profile, section) for section in SECTIONS)
    check_themes(profile, set(found.themes))
    assert profile.economics is not None
    assert configuration.options["taxonomy"] == ("service", "themes.toml")
    if found is FULL:
        assert profile.brands.own == FULL.brands[0]
        assert profile.brands.control == FULL.brands[1:]
        assert list(profile.brands.aliases) == list(FULL.brands)
        assert configuration.options["text"] == ("Kommentar, lang", "Lob")
        assert configuration.options["dayfirst"] is True
        assert profile.events[0].day == FULL.middle


@everything
def test_every_section_is_explained(found: Found) -> None:
    lines = starter_profile(found).splitlines()
    for section in SECTIONS:
        (place,) = (
            number
            for number, line in enumerate(lines)
            if line.lstrip("#[").split("]")[0] == section and "[" in line
        )
        assert lines[place - 1].startswith("# ")


@everything
def test_the_taxonomy_loads_and_has_the_terms_as_themes(found: Found, tmp_path: Path) -> None:
    for text in (
        starter_taxonomy(found),
        re.sub(r"(?m)^#(?! |$)", "", starter_taxonomy(found)),
    ):
        path = written(tmp_path / "themes.toml", text)
        themes = {theme.name for theme in load_taxonomy(str(path)).themes}
        terms = found.terms or ("gift wrapping",)
        assert {f"own/{term.replace(' ', '-')}" for term in terms} <= themes


def test_how_much_is_said_stands_beside_a_theme() -> None:
    assert '#"delivery/time" = 10  # 1,200 verbatims' in starter_profile(FULL)
    assert '# Channels in the file: "e-mail", "Fax\\n"' in starter_profile(FULL)
