"""A field with an ``Option`` is all that there is of an option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import pytest

from vockit.configuration import SECTIONS
from vockit.settings import GROUPS, Option, Setting, settings_by_name, settings_of
from vockit.settings.option import Positive


@dataclass(frozen=True)
class Example:
    """A settings class."""

    limit: Annotated[Positive | None, Option("Records.", "Input", "N")] = None
    header: Annotated[bool, Option("No header.", "Output")] = True
    quiet: Annotated[bool, Option("Quiet.", "General", flags=("--quiet", "-q"))] = False
    name: Annotated[tuple[str, ...], Option("Names.", "Input")] = ("a",)
    gaps: Annotated[tuple[str, ...], Option("Reports.", "Input", separator=",")] = ()
    scale: Annotated[tuple[float, float] | None, Option("Scale.", "Input")] = None
    level: Annotated[str | None, Option("Level.", "Input", choices=("a", "b"))] = None
    size: int = 3


def setting(field: str) -> Setting:
    return next(one for one in settings_of(Example) if one.field == field)


def test_fields_without_an_option_are_no_settings() -> None:
    fields = ["limit", "header", "quiet", "name", "gaps", "scale", "level"]
    assert [one.field for one in settings_of(Example)] == fields


def test_names_of_a_setting() -> None:
    limit = setting("limit")
    assert (limit.name, limit.flags, limit.variable) == ("limit", ("--limit",), "VOCKIT_LIMIT")
    assert setting("quiet").flags == ("--quiet", "-q")


def test_what_is_on_by_default_is_turned_off() -> None:
    header = setting("header")
    assert header.turns_off
    assert (header.name, header.flags) == ("no_header", ("--no-header",))
    assert header.variable == "VOCKIT_NO_HEADER"
    assert not setting("quiet").turns_off


def test_types_and_limits() -> None:
    assert setting("limit").plain is int
    assert setting("limit").limits == (1, None)
    assert setting("quiet").limits == (None, None)
    assert setting("level").plain == Literal["a", "b"]


@pytest.mark.parametrize(
    ("field", "several", "repeats"),
    [("name", True, True), ("gaps", True, False), ("scale", False, False), ("limit", False, False)],
)
def test_what_may_be_repeated(field: str, several: bool, repeats: bool) -> None:
    assert (setting(field).several, setting(field).repeats) == (several, repeats)


def test_settings_have_names_of_their_own_and_flags_of_their_own() -> None:
    settings = [setting for group in GROUPS for setting in settings_of(group)]
    flags = [flag for setting in settings for flag in setting.flags]
    assert len({setting.name for setting in settings}) == len(settings) == len(settings_by_name())
    assert len(set(flags)) == len(flags)
    assert not {setting.name for setting in settings} & set(SECTIONS)
