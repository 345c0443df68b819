"""Themes that a profile names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.configuration.files import WHOLE, written
from vockit.configuration import (
    check_themes,
    read_configuration,
)
from vockit.errors import ProfileError
from vockit.profile import Profile


def test_themes_of_the_profile_are_themes_of_the_taxonomy(tmp_path: Path) -> None:
    profile = read_configuration(written(tmp_path, WHOLE)).profile
    themes = ["delivery", "delivery/late", "staff/rude", "support/waiting", "app/crash"]
    check_themes(profile, themes)
    with pytest.raises(ProfileError, match=r"mine: \[events\] 'new app': no theme 'app/crash'"):
        check_themes(profile, themes[:-1], "mine")
    with pytest.raises(ProfileError, match="did you mean 'delivery/late'"):
        check_themes(Profile(priorities={"delivery/latte": 1}), themes)
