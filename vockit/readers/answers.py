"""Answers that say nothing: "N/A", "No Negative", "no comment", "nothing to add"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from vockit.cells import is_blank
from vockit.profile import Asks

LONGEST: Final = 32
"""Characters; a longer answer says something, or is white space throughout."""

_FILE = "answers.toml"
_MARKS = re.compile(r"[^\w/]+")


@cache
def _phrases() -> Mapping[str, frozenset[str]]:
    content = tomllib.loads(files("vockit.readers").joinpath(_FILE).read_text(encoding="utf-8"))
    return {kind: frozenset(phrases) for kind, phrases in content.items()}


def says_nothing(answer: str, asks: Asks | None = None) -> bool:
    """Whether an answer says nothing. ``asks`` is None where no question was asked.

    "No" says nothing to any question. "Nothing" to "What could we do better?" is praise, and to
    "What did you like?" a complaint; to other questions it is no answer.
    """
    if len(answer) > LONGEST or is_blank(answer):
        return is_blank(answer)
    phrases = _phrases()
    words = " ".join(_MARKS.sub(" ", answer.casefold()).split())
    return (
        words in phrases["always"]
        or (asks is not None and words in phrases["to_questions"])
        or (asks == "open" and words in phrases["to_open_questions"])
    )


def silent_places(answers: Sequence[str], asks: Asks | None = None) -> list[int]:
    """Where a column of answers says nothing, ascending."""
    # Long ones say nothing only where they are white space throughout.
    return [
        place
        for place, answer in enumerate(answers)
        if (len(answer) <= LONGEST and says_nothing(answer, asks)) or answer.isspace()
    ]
