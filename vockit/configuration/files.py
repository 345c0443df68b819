"""``vockit.toml`` in the folder and the user's own: located, read, and checked key by key."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vockit.configuration.model import Configuration
from vockit.configuration.sections import SECTIONS
from vockit.configuration.values import Place, setting_value
from vockit.errors import ProfileError
from vockit.naming import did_you_mean
from vockit.profile import Profile
from vockit.settings import settings_by_name

FILE_NAME: Final = "vockit.toml"


def user_file(environment: Mapping[str, str]) -> Path:
    """The user's own ``vockit.toml``, in the configuration folder of the platform."""
    if os.name == "nt" and environment.get("APPDATA"):
        return Path(environment["APPDATA"]) / "vockit" / FILE_NAME
    base = environment.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "vockit" / FILE_NAME


def load_files(
    environment: Mapping[str, str], *, named: Path | None = None, folder: Path = Path()
) -> Configuration:
    """The file that was named, or else the one in the folder, over the user's.

    Raises ``ProfileError`` where a file is not valid, or a named one does not exist.
    """
    loaded = Configuration()
    for path in (user_file(environment), named or folder / FILE_NAME):
        if path is named or path.is_file():
            loaded = read_configuration(path).over(loaded)
    return loaded


def read_configuration(path: Path) -> Configuration:
    """One file, checked. Raises ``ProfileError``: file, key or line, and how to mend it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ProfileError(
            f"{path}: no such file; `vockit config show` names the files that are read"
        ) from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not valid TOML: {_where(str(error), text)}") from error
    return _checked(path, content)


def _checked(path: Path, content: Mapping[str, Any]) -> Configuration:
    place = Place(path)
    settings = {
        name: setting for name, setting in settings_by_name().items() if setting.option.in_files
    }
    options: dict[str, Any] = {}
    sections: dict[str, Any] = {}
    for key, value in content.items():
        if key in SECTIONS:
            sections[key] = SECTIONS[key](value, place.at(key))
        elif key in settings and not isinstance(value, dict):
            try:
                options[key] = setting_value(settings[key], value)
            except ValueError as error:
                place.at(key).fail(str(error))
        else:
            kind = "section" if isinstance(value, dict) else "key"
            known = tuple(SECTIONS) if isinstance(value, dict) else (*settings, *SECTIONS)
            hint = did_you_mean(
                key.replace("-", "_"),
                known,
                f"sections are {', '.join(SECTIONS)}; options are named as their long flags",
            )
            place.fail(f"unknown {kind} {key!r}; {hint}")
    return Configuration(options, Profile(**sections), dict.fromkeys((*options, *sections), path))


def _where(message: str, text: str) -> str:
    """The line that the parser names, put first."""
    if message.endswith(" (at end of document)"):
        what = message.removesuffix(" (at end of document)")
        return f"line {max(1, len(text.splitlines()))}, at its end: {what}"
    match = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message)
    return f"line {match[2]}, column {match[3]}: {match[1]}" if match else message
