"""Hints for names that do not exist: the nearest one that does."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LISTED: Final = 10
"""Names that a message lists at most."""
CUTOFF: Final = 0.5
"""How alike two names must be: 1 for the same letters in the same order, 0 for no common letter."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like ``name``, in any case; None where none is like it."""
    folded = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=CUTOFF)
    return folded[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """``did you mean 'service'?``, or else ``otherwise``."""
    near = nearest(name, known)
    return otherwise if near is None else f"did you mean {near!r}?"


def listed(names: Iterable[str]) -> str:
    """The first ten names, and how many more there are."""
    several = list(names)
    more = len(several) - LISTED
    shown = ", ".join(several[:LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


def hint_for(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the nearest known one, or else any of them."""
    names = list(known)
    return did_you_mean(name, names, f"known are {listed(names)}")


def trailing_hint(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'service'?`` for the end of a message; "" where no known name is near."""
    hint = did_you_mean(name, known)
    return f"; {hint}" if hint else ""
