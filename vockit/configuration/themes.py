"""The themes that a profile names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from vockit.configuration.files import FILE_NAME
from vockit.errors import ProfileError
from vockit.naming import did_you_mean
from vockit.profile import Profile


def check_themes(profile: Profile, themes: Collection[str], file: Path | str = FILE_NAME) -> None:
    """Raise ``ProfileError`` for the first theme of the profile that the taxonomy does not have."""
    named: list[tuple[str, Iterable[str]]] = [
        ("[priorities]", profile.priorities),
        ("[standards]", (standard.theme for standard in profile.standards)),
        *((f"[[promises]] {promise.text!r}", promise.themes) for promise in profile.promises),
        ("[economics.fixes]", profile.economics.fixes if profile.economics else ()),
        *((f"[events] {event.name!r}", event.expected) for event in profile.events),
    ]
    for section, names in named:
        for name in names:
            if name not in themes:
                hint = did_you_mean(name, themes, "`vockit themes list` names them all")
                raise ProfileError(f"{file}: {section}: no theme {name!r} in the taxonomy; {hint}")
