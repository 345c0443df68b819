"""Groups of options: a command names a dataclass, and takes all of its fields as options."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from copy import copy
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer
from typer.models import OptionInfo

ENVIRONMENT = "VOCKIT_"
PIPE_CLOSED = 141


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a function a command: its dataclass parameters are spread into options.

    Every option can also be set by the environment, ``VOCKIT_`` and its name. A reader that closes
    the pipe early ends the command silently with 141, as it ends other tools.
    """
    groups: dict[str, type[Any]] = {}
    parameters: list[inspect.Parameter] = []
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        hint = hints[name]
        if is_dataclass(hint) and isinstance(hint, type):
            groups[name] = hint
            own = get_type_hints(hint, include_extras=True)
            parameters += [
                _keyword(field.name, own[field.name], field.default) for field in fields(hint)
            ]
        else:
            parameters.append(_keyword(name, hint, parameter.default))

    @wraps(function)
    def run(**given: Any) -> None:
        spread = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        try:
            function(**given, **spread)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # What is left in the buffer must not be written again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from error

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _keyword(name: str, hint: Any, default: Any) -> inspect.Parameter:
    if get_origin(hint) is Annotated:
        kind, *extras = get_args(hint)
        extras = [_from_environment(extra, name) for extra in extras]
        hint = Annotated[kind, *extras]
    if default is inspect.Parameter.empty:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=default)


def _from_environment(extra: Any, name: str) -> Any:
    if not isinstance(extra, OptionInfo):
        return extra
    option = copy(extra)
    option.envvar = ENVIRONMENT + name.upper()
    option.show_envvar = False
    return option
