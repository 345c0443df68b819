"""``vockit config``: the settings in force."""

from __future__ import annotations

import os
from dataclasses import asdict, is_dataclass
from typing import Any

import typer

from vockit.cli.destination import destination
from vockit.cli.groups import command
from vockit.cli.options import GeneralOptions, OutputOptions
from vockit.cli.settings import configuration_of, in_force
from vockit.configuration import FILE_NAME, SECTIONS, Configuration, user_file

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

EPILOG = """
**Where settings come from**, the first that has one:

1. flags
2. environment variables: `VOCKIT_TOP=5`, `VOCKIT_TAXONOMY="service themes.toml"` (several values
   with blanks between them)
3. `vockit.toml` in the folder, or the file of `--config`
4. the user's own `vockit.toml`, in `$XDG_CONFIG_HOME/vockit` or `~/.config/vockit`
5. the default
"""


@app.callback()
def config() -> None:
    """Settings: flags, the environment, `vockit.toml`, and which of them is in force."""


@app.command(epilog=EPILOG)
@command
def show(*, writing: OutputOptions, general: GeneralOptions) -> None:
    """Print every setting in force, and where it comes from.

    A section of the profile is named with its figures, or left blank where no file has it.
    """
    from vockit.gaps.model import Column
    from vockit.output.model import Sheet

    target = destination(writing, general)
    configuration = configuration_of(general)
    rows = in_force(configuration, os.environ)
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


def _section(name: str, configuration: Configuration) -> tuple[str, str, str]:
    source = configuration.sources.get(name)
    value = getattr(configuration.profile, name)
    return f"[{name}]", _brief(value), "default" if source is None else str(source)


def _brief(value: Any) -> str:
    """A section in one line."""
    if value is None:
        return ""
    if is_dataclass(value) and not isinstance(value, type):
        said = {key: part for key, part in asdict(value).items() if part not in (None, (), {})}
        return ", ".join(f"{key} = {part}" for key, part in said.items())
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
