"""The statistics that there are: one a file in ``statistics/``, imported when it is used."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from vockit.errors import UsageError
from vockit.naming import did_you_mean
from vockit.tallies import statistics

if TYPE_CHECKING:
    from vockit.tallies.model import Statistic


@cache
def names() -> tuple[str, ...]:
    """The name of every statistic, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(statistics.__path__)))


def statistic(name: str) -> Statistic:
    """The statistic with this name.

    Raises:
        UsageError: There is none; the message names the nearest one.
    """
    if name not in names():
        hint = did_you_mean(name, names(), f"there are {', '.join(names())}")
        raise UsageError(f"there is no statistic {name!r}; {hint}")
    found: Statistic = import_module(f"{statistics.__name__}.{name}").STATISTIC
    return found
