"""Commands: functions whose settings classes are spread into options of Typer."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import typer

from vockit.configuration import Configuration, configured
from vockit.configuration.values import setting_value
from vockit.request import Request
from vockit.settings import Setting, settings_of

PIPE_CLOSED = 141


class Defaults:
    """Defaults of one command: ``reading: Annotated[InputSettings, Defaults(dedupe="none")]``."""

    def __init__(self, **values: Any) -> None:
        self.values = values


@dataclass(frozen=True, slots=True)
class _Group:
    """A parameter that is a settings class."""

    kind: type[Any]
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> list[Setting]:
        """What can be set of it."""
        if self.kind is not Request:
            return list(settings_of(self.kind))
        kinds = get_type_hints(Request).values()
        return [setting for kind in kinds if is_dataclass(kind) for setting in _settings(kind)]

    def value(self, configuration: Configuration) -> Any:
        """It, as the configuration sets it."""
        if self.kind is Request:
            return configuration.request(jobs=None)
        return configuration.settings(self.kind, **self.defaults)


def _settings(kind: Any) -> tuple[Setting, ...]:
    return settings_of(kind)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a function a command.

    A parameter whose type is a settings class becomes an option for each of its settings, and takes
    their values from flags, environment and files; one whose type is ``Request`` has those of all
    its parts. A ``Configuration`` is all that is set, with its sources. Any other parameter is
    Typer's own.

    A reader that closes the pipe early ends the command silently with 141, as it ends other tools.
    """
    groups: dict[str, _Group] = {}
    parameters: list[inspect.Parameter] = []
    configured_by: str | None = None
    signature = inspect.signature(function).parameters
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in signature.items():
        if hints[name] is Configuration:
            configured_by = name
            continue
        group = _group(hints[name])
        if group is None:
            parameters.append(_keyword(name, hints[name], parameter.default))
        else:
            groups[name] = group
            parameters += [_option(setting, group.defaults) for setting in group.settings]
    settings = [setting for group in groups.values() for setting in group.settings]

    @wraps(function)
    def run(**values: Any) -> None:
        # Typer calls a parameter by the field's name.
        typed = [(setting, values.pop(setting.field)) for setting in settings]
        configuration = configured(_flags(typed), os.environ)
        if configured_by is not None:
            values[configured_by] = configuration
        for name, group in groups.items():
            values[name] = group.value(configuration)
        try:
            function(**values)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # What is left in the buffer must not be written again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from error

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _flags(typed: Sequence[tuple[Setting, Any]]) -> dict[str, Any]:
    """The flags that were used. Raises ``typer.BadParameter`` for a value that is not allowed."""
    flags = {}
    for setting, value in typed:
        if value is None or value == []:
            continue
        try:
            flags[setting.name] = setting_value(setting, value, text=True)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint=f"'{setting.flags[0]}'") from None
    return flags


def _group(hint: Any) -> _Group | None:
    defaults: Mapping[str, Any] = {}
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        defaults = {
            name: value
            for extra in extras
            if isinstance(extra, Defaults)
            for name, value in extra.values.items()
        }
    if is_dataclass(hint) and isinstance(hint, type):
        return _Group(hint, defaults)
    return None


def _option(setting: Setting, defaults: Mapping[str, Any]) -> inspect.Parameter:
    """An option of Typer. Its default is None, which means that another source may set it."""
    option = setting.option
    typed = typer.Option(
        *setting.flags,
        help=option.help + _limits_and_default(setting, defaults),
        metavar=option.metavar,
        rich_help_panel=option.panel,
        show_default=False,
    )
    return _keyword(setting.field, Annotated[_typed(setting) | None, typed], None)


def _typed(setting: Setting) -> Any:
    """What Typer makes of the text of a flag: a switch, a choice, a path, or text.

    The rest is done where flags, variables and files are converted alike.
    """
    if setting.repeats:
        return list[str]
    kind = setting.plain
    if kind in (bool, Path) or get_origin(kind) is Literal:
        return kind
    return str


def _limits_and_default(setting: Setting, defaults: Mapping[str, Any]) -> str:
    """``  [1 or more; default: 30]``."""
    low, high = setting.limits
    parts = []
    if low is not None:
        parts.append(f"{low:g} or more" if high is None else f"{low:g} to {high:g}")
    value = setting.option.default or defaults.get(setting.field, setting.default)
    if value is not None and not isinstance(value, bool) and value != ():
        text = ", ".join(value) if isinstance(value, tuple) else value
        parts.append(f"default: {text}")
    return f"  [{'; '.join(parts)}]" if parts else ""


def _keyword(name: str, hint: Any, default: Any) -> inspect.Parameter:
    if default is inspect.Parameter.empty:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=default)
