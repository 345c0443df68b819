"""What is printed if a command line is not understood: one line, and where help is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Any, Final

import typer

from vockit.naming import nearest
from vockit.settings.option import ENVIRONMENT

CommandLineError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""What Typer raises where a command line is not understood: the class above ``BadParameter``."""
_HINTED = re.compile(
    r"Invalid value for '?(?P<hint>[^':]+)'?(?: \([^)]*\))?: (?P<message>.*)", re.S
)
_PREFIX = "Value error, "
"""What a library of types puts before its own message."""


def debugging() -> bool:
    """Whether an error is to show its traceback: known before options are read."""
    return "--debug" in sys.argv[1:] or bool(os.environ.get(f"{ENVIRONMENT}DEBUG"))


def error_lines(error: Any) -> Iterator[str]:
    """The lines for such an error; none where help has been printed instead."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return
    yield f"vockit: error: {_fault(error)}"
    if error.ctx is not None:
        yield f"Try '{error.ctx.command_path} --help'."


def plain(message: str) -> str:
    """The message in this program's own manner: from the fault on, without a full stop."""
    message = " ".join(message.split()).removeprefix(_PREFIX)
    message = message.replace(". Did you mean", "; did you mean").removesuffix(".")
    return message if message[1:2].isupper() else message[:1].lower() + message[1:]


def _fault(error: Any) -> str:
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        near = nearest(option, sorted(_options(error)))
        return f"there is no option {option}" + (f"; did you mean {near}?" if near else "")
    message = error.format_message()
    hinted = _HINTED.fullmatch(message)
    if hinted is None:
        return plain(message)
    return f"{hinted['hint'].split(' / ')[0]}: {plain(hinted['message'])}"


def _options(error: Any) -> Iterator[str]:
    parameters = () if error.ctx is None else error.ctx.command.params
    for parameter in parameters:
        if parameter.param_type_name == "option":
            yield from (name for name in parameter.opts if name.startswith("--"))
