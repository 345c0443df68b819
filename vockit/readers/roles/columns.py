"""A column as the rules of roles see it, and the scale of ranks that they give.

A rank is a number, the lower the better; None is no fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.cells import is_blank
from vockit.readers.roles.contents import Contents
from vockit.readers.roles.questions import is_question
from vockit.readers.roles.words import Words, words_of

Rank: TypeAlias = float
EXACT: Final[Rank] = 0.0
"""Called as the role is."""
OWN_WORDS: Final[Rank] = 1.0
"""Called by words of the role alone."""
OTHER_WORDS: Final[Rank] = 2.0
"""Called by words that the role may have."""
BY_CONTENT: Final[Rank] = 3.0
"""Told by what stands in it."""


@dataclass(frozen=True)
class Column:
    """A column: what it is called, what its question is, and what stands in it."""

    name: str
    label: str
    """The full text of its question, or the name again."""
    contents: Contents
    path: str = ""
    """What leads to the list that records come from, as in ``comments.``: it says nothing of this
    column alone."""

    @property
    def own_name(self) -> str:
        """The name within its record."""
        return self.name.removeprefix(self.path)

    @cached_property
    def words(self) -> Words:
        """The words of the name within its record, with the names of what it is nested in."""
        return words_of(self.own_name)

    @cached_property
    def last_words(self) -> Words:
        """The words of the last part of a dotted name."""
        return words_of(self.own_name.rpartition(".")[2] or self.own_name)

    @property
    def prefix(self) -> str:
        """What the column is nested in."""
        return self.name.rpartition(".")[0]

    @property
    def unnamed(self) -> bool:
        """Whether the file has no name for it, so that only its values tell what it is."""
        return re.fullmatch(r"column_\d+", self.name) is not None

    @cached_property
    def questioned(self) -> bool:
        """Whether its name or label is a question."""
        return is_question(self.label)

    @cached_property
    def present(self) -> NDArray[np.bool_]:
        """In which records it is filled."""
        return np.array([not is_blank(value) for value in self.contents.values], dtype=np.bool_)


def plain(name: str) -> str:
    """The words of a name in one."""
    return "".join(words_of(name).words)
