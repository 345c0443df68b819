"""Exports with one row an answer: a column that says which question each row answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vockit.profile import Asks
from vockit.readers.roles import FoundRoles
from vockit.readers.roles.questions import asked_for, is_question
from vockit.readers.roles.words import words_of
from vockit.verbatims import TextColumn

_MOST = 50
"""Questions beyond which the column is about something else."""
_SHOWN = 3
_SPOKEN: Mapping[Asks, str] = {
    "improve": "asks for what to improve",
    "praise": "asks for what was good",
    "open": "asks for anything",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """The column with the question of each row, and what its questions ask for."""

    column: str
    questions: Mapping[str, TextColumn]
    """Value of that column to the question, as a text column of its own."""

    def known(self, questions: Mapping[str, Asks]) -> bool:
        """Whether the user said of each question what it asks for."""
        return all(question in questions for question in self.questions)

    @property
    def note(self) -> str:
        """What is to be said of it."""
        asking = [one for one in self.questions.values() if one.asks != "open"]
        spoken = ", ".join(f"{one.name!r} {_SPOKEN[one.asks]}" for one in asking[:_SHOWN])
        more = f" and {len(asking) - _SHOWN} more" if len(asking) > _SHOWN else ""
        return f"questions: in column {self.column!r}: {spoken}{more}; [questions] for another"


def find_asking(
    found: FoundRoles, values: Mapping[str, Sequence[str]], questions: Mapping[str, Asks]
) -> Asking | None:
    """The column of questions, where there is one text column and one of them asks for a side.

    ``questions`` is what the user said that each asks for; of the others their words tell.
    """
    if len(found.columns["text"]) != 1 or found.columns["title"]:
        return None
    used = {name for names in found.columns.values() for name in names}
    for column, cells in values.items():
        if column in used:
            continue
        counts = Counter(cell for cell in cells if cell.strip())
        if not 0 < len(counts) <= _MOST:
            continue
        said = any(cell in questions for cell in counts)
        named = words_of(column).mean("question_column") and any(map(is_question, counts))
        if not said and not named:
            continue
        asked = {
            cell: TextColumn(
                cell, questions.get(cell, asked_for(cell) if named else "open"), questioned=True
            )
            for cell in sorted(counts)
        }
        if any(one.asks != "open" for one in asked.values()):
            return Asking(column, asked)
    return None
