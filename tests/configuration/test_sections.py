"""The sections of the profile."""

from __future__ import annotations

from dataclasses import fields

from vockit.configuration import (
    SECTIONS,
)
from vockit.profile import Profile


def test_sections_are_those_of_the_profile() -> None:
    assert set(SECTIONS) == {section.name for section in fields(Profile)}
