"""Functions that note what they are called with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def watched(seen: list[Given], function: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """The function, with a list of what it was given."""

    def noted(given: Given) -> Made:
        seen.append(given)
        return function(given)

    return noted


def watched_each(
    seen: list[str], function: Callable[[Sequence[str]], Made]
) -> Callable[[Sequence[str]], Made]:
    """The function, with a list of all texts that it was given."""

    def noted(given: Sequence[str]) -> Made:
        seen.extend(given)
        return function(given)

    return noted
