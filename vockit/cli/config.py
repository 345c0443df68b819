"""``vockit config``: the settings, and where they come from."""

from __future__ import annotations

import os
from dataclasses import asdict, is_dataclass
from typing import Any

import typer

from vockit.cli.destination import destination
from vockit.cli.groups import command
from vockit.configuration import FILE_NAME, SECTIONS, Configuration, user_file
from vockit.settings import GeneralSettings, OutputSettings, Setting, settings_by_name

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

EPILOG = """
**Where settings come from**, the first that has a value:

1. flags
2. environment variables: `VOCKIT_TOP=5`, `VOCKIT_TAXONOMY="service themes.toml"` (several values
   with blanks between them)
3. `vockit.toml` in the folder, or the file of `--config`
4. the user's own `vockit.toml`, in `$XDG_CONFIG_HOME/vockit` or `~/.config/vockit`
5. the default
"""


@app.callback()
def config() -> None:
    """Settings: flags, the environment, `vockit.toml`, and which of them applies."""


@app.command(epilog=EPILOG)
@command
def show(
    *, writing: OutputSettings, general: GeneralSettings, configuration: Configuration
) -> None:
    """Print the value of every setting, and where it comes from.

    A section of the profile is printed in one line; it is blank if no file has it.
    """
    from vockit.gaps.model import Column
    from vockit.output.model import Sheet

    target = destination(writing, general)
    settings = settings_by_name().values()
    rows = [_row(setting, configuration) for setting in settings if setting.option.in_files]
    rows += [_section(name, configuration) for name in SECTIONS]
    rows.append(("configuration files", f"./{FILE_NAME}, {user_file(os.environ)}", "looked for"))
    columns = (
        Column("setting", "its name, as in vockit.toml"),
        Column("value", "its value"),
        Column("source", "where it comes from"),
    )
    part = [list(cells) for cells in zip(*rows, strict=True)]
    with target.opened() as file:
        target.output.sheet(Sheet(columns, (part,), wrapped=True), target.style, file)


def _row(setting: Setting, configuration: Configuration) -> tuple[str, str, str]:
    default = False if setting.turns_off else setting.default
    value = configuration.options.get(setting.name, default)
    source = configuration.sources.get(setting.name, "default")
    return setting.name, _text(value), str(source)


def _text(value: Any) -> str:
    """The value of an option in one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(
            "=".join(part) if isinstance(part, tuple) else _text(part) for part in value
        )
    return str(value)


def _section(name: str, configuration: Configuration) -> tuple[str, str, str]:
    source = configuration.sources.get(name)
    value = getattr(configuration.profile, name)
    return f"[{name}]", _brief(value), "default" if source is None else str(source)


def _brief(value: Any) -> str:
    """A section in one line."""
    if value is None:
        return ""
    if is_dataclass(value) and not isinstance(value, type):
        filled = {key: part for key, part in asdict(value).items() if part not in (None, (), {})}
        return ", ".join(f"{key} = {part}" for key, part in filled.items())
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_brief(part) or part}" for key, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(_name(part) for part in value)
    return str(value)


def _name(part: Any) -> str:
    for attribute in ("theme", "name", "text"):
        if hasattr(part, attribute):
            return str(getattr(part, attribute))
    return str(part)
