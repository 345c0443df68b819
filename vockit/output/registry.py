"""The outputs there are: the files of ``vockit/output/formats``."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath

from vockit.errors import UsageError
from vockit.naming import did_you_mean
from vockit.output import formats
from vockit.output.model import Output


@cache
def outputs() -> Mapping[str, Output]:
    """Every output by its name, sorted."""
    found = {}
    for module in sorted(pkgutil.iter_modules(formats.__path__), key=lambda module: module.name):
        output: Output = import_module(f"{formats.__name__}.{module.name}").OUTPUT
        found[output.name] = output
    return found


def output_named(name: str) -> Output:
    """The output that ``--format`` means. Raises ``UsageError`` where there is none."""
    known = outputs()
    if name not in known:
        hint = did_you_mean(name, known, f"there are {', '.join(known)}")
        raise UsageError(f"unknown format {name!r}: {hint}")
    return known[name]


def output_for(path: PurePath) -> Output:
    """The output that a file's name asks for. Raises ``UsageError`` for an unknown ending."""
    suffix = path.suffix.lower()
    for output in outputs().values():
        if suffix in output.suffixes:
            return output
    known = ", ".join(
        sorted({suffix for output in outputs().values() for suffix in output.suffixes})
    )
    raise UsageError(
        f"{path}: no format for {suffix or 'a name without an ending'!r}; "
        f"give --format, or one of {known}"
    )
