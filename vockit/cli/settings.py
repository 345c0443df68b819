"""Where settings come from: flags, the environment, vockit.toml here, the user's, defaults."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from vockit.cli.groups import ENVIRONMENT
from vockit.cli.options import GeneralOptions
from vockit.cli.usage import plain
from vockit.configuration import Configuration, load_configuration
from vockit.errors import ProfileError

NOT_SETTINGS = frozenset({"help", "config", "list_all", "show", "version"})
"""Options of one run, which no file sets."""


class ConfiguredGroup(TyperGroup):
    """Commands whose options take their defaults from configuration files."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """Read the files before a command's options are, so that flags and environment win."""
        wants_help = "--help" in args or not args
        asked = _named_file(args)
        context = super().make_context(info_name, args, parent, **extra)
        if parent is None and not wants_help:
            context.default_map = _defaults(self, context, read_files(self, asked))
        return context


def configuration_of(general: GeneralOptions) -> Configuration:
    """What the configuration files say that are in force."""
    return read_files(root_group(), general.config)


def root_group() -> TyperGroup:
    """The group of all commands."""
    from vockit.cli.app import app

    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def read_files(group: TyperGroup, named: Path | None) -> Configuration:
    """Load and check the configuration files."""
    return load_configuration(sorted(settable(group)), os.environ, named=named)


def settable(group: TyperGroup) -> dict[str, Any]:
    """Every option that a file may set, by its name."""
    found: dict[str, Any] = {}
    for _, command in _commands(group):
        for option in _options(command):
            found.setdefault(option.name, option)
    return found


def _defaults(group: TyperGroup, context: Any, configuration: Configuration) -> dict[str, Any]:
    """The options of the files, as defaults of each command that has them.

    Raises ``ProfileError`` where a value is not one that the option takes.
    """
    options = settable(group)
    values = {
        name: _as_given(options[name], value) for name, value in configuration.options.items()
    }
    for name, value in values.items():
        try:
            options[name].process_value(context, value)
        except typer.BadParameter as error:
            file = configuration.sources[name]
            raise ProfileError(f"{file}: {name}: {plain(error.message)}") from error
    defaults: dict[str, Any] = {}
    for path, command in _commands(group):
        here = defaults
        for step in path:
            here = here.setdefault(step, {})
        own = {option.name for option in _options(command)}
        here.update({name: value for name, value in values.items() if name in own})
    return defaults


def _as_given(option: Any, value: Any) -> Any:
    """A value of TOML as the command line would have given it."""
    if isinstance(value, list):
        return [_plain(part) for part in value] if option.multiple else ",".join(map(str, value))
    return [_plain(value)] if option.multiple else _plain(value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)


def _commands(
    group: TyperGroup, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield (*path, name), command


def _options(command: TyperCommand) -> Iterable[Any]:
    return [
        option
        for option in command.params
        if option.param_type_name == "option" and option.name not in NOT_SETTINGS
    ]


def _named_file(args: Sequence[str]) -> Path | None:
    """The file of ``--config``, which must be known before options are read."""
    for place, arg in enumerate(args):
        if arg == "--config" and place + 1 < len(args):
            return Path(args[place + 1])
        if arg.startswith("--config="):
            return Path(arg.removeprefix("--config="))
    from_environment = os.environ.get(f"{ENVIRONMENT}CONFIG")
    return Path(from_environment) if from_environment else None


def in_force(
    configuration: Configuration, environment: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Every setting, its value, and where it comes from: (name, value, source)."""
    rows = []
    for name, option in sorted(settable(root_group()).items()):
        variable = ENVIRONMENT + name.upper()
        if environment.get(variable):
            rows.append((name, environment[variable], f"environment {variable}"))
        elif name in configuration.options:
            value = _said(configuration.options[name])
            rows.append((name, value, str(configuration.sources[name])))
        else:
            rows.append((name, _said(option.default), "default"))
    return rows


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def debugging() -> bool:
    """Whether an error is to show its traceback."""
    return "--debug" in sys.argv[1:] or bool(os.environ.get(f"{ENVIRONMENT}DEBUG"))
