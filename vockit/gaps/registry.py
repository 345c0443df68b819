"""The gap reports there are: one file or folder each in ``reports``, loaded when needed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from vockit.errors import UsageError
from vockit.gaps import reports
from vockit.naming import trailing_hint

if TYPE_CHECKING:
    from vockit.gaps.model import GapReport

ORDER: Final = (
    "themes",
    "scores",
    "servqual",
    "five-gaps",
    "brand-alignment",
    "priorities",
    "channels",
    "journey",
    "compass",
    "surprises",
    "outcomes",
    "causes",
    "drivers",
    "contrast",
    "voice",
    "benchmark",
    "stake",
    "ripple",
    "trend",
    "questions",
    "coverage",
)
"""From the service as a whole to what the data cannot show. Other names come last."""


def names() -> tuple[str, ...]:
    """The names of all reports, in their fixed order; no report is loaded for that."""
    unordered = (module.name.replace("_", "-") for module in iter_modules(reports.__path__))
    place = {name: number for number, name in enumerate(ORDER)}
    return tuple(sorted(unordered, key=lambda name: (place.get(name, len(place)), name)))


def load(name: str) -> GapReport:
    """The report of that name. Raises ``UsageError``, with the nearest name, for none."""
    known = names()
    if name not in known:
        raise UsageError(
            f"there is no gap report {name!r}{trailing_hint(name, known)} "
            f"(`vockit gap --list` names all {len(known)})"
        )
    from vockit.gaps.needs import check_statistics

    module = import_module(f"{reports.__name__}.{name.replace('-', '_')}")
    gap: GapReport = module.GAP
    check_statistics(gap)
    return gap
