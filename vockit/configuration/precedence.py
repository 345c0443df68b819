"""What wins where an option is set more than once.

1. the flag
2. the environment variable, ``VOCKIT_`` and the option's name
3. ``vockit.toml`` in the folder, or the file of ``--config``
4. the user's own ``vockit.toml``
5. the default of the settings class
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vockit.configuration.files import load_files
from vockit.configuration.model import Configuration
from vockit.configuration.values import setting_value
from vockit.errors import UsageError
from vockit.settings import settings_by_name

_TRUE: Final = frozenset({"1", "true", "t", "yes", "y", "on"})
_FALSE: Final = frozenset({"0", "false", "f", "no", "n", "off"})


def configured(
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    folder: Path = Path(),
) -> Configuration:
    """All that is set.

    ``flags`` are the values of those that were used, by the setting's name; ``environment`` is that
    of the process if there is none.

    Raises:
        UsageError: A variable's value is not one that the option takes.
        ProfileError: A configuration file is not valid.
    """
    environment = os.environ if environment is None else environment
    set_here = _flags(flags or {}).over(_variables(environment))
    files = load_files(environment, named=set_here.options.get("config"), folder=folder)
    return set_here.over(files)


def _flags(flags: Mapping[str, Any]) -> Configuration:
    settings = settings_by_name()
    sources = {name: f"flag {settings[name].flags[0]}" for name in flags}
    return Configuration(flags, sources=sources)


def _variables(environment: Mapping[str, str]) -> Configuration:
    options: dict[str, Any] = {}
    sources = {}
    for name, setting in settings_by_name().items():
        text = environment.get(setting.variable)
        if not text:
            continue
        value: Any = text
        if setting.plain is bool:
            value = _truth(text)
        elif setting.repeats:
            value = text.splitlines() if setting.option.blanks else text.split()
        try:
            options[name] = setting_value(setting, value, text=True)
        except ValueError as error:
            raise UsageError(f"{setting.variable}: {error}") from None
        sources[name] = f"environment {setting.variable}"
    return Configuration(options, sources=sources)


def _truth(text: str) -> Any:
    word = text.strip().lower()
    return True if word in _TRUE else False if word in _FALSE else text
