"""Several text columns made one verbatim: title and body, pros and cons, the answers of a survey.

Each record gets its parts joined by a blank line, so that no clause crosses from one to another,
and a tuple that says which characters are whose: ``(column, start, end, column, start, end, …)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.profile import Asks
from vockit.readers.answers import LONGEST, says_nothing
from vockit.verbatims import PART_BREAK, Parts, TextColumn

Spans: TypeAlias = tuple[int, ...]
"""Column, start and end of each part of one verbatim."""

_ELLIPSIS = ".… "


@dataclass(slots=True)
class Silent:
    """Answers that were left out because they say nothing, by what they say."""

    answers: Counter[str] = field(default_factory=Counter)

    def add(self, answer: str) -> None:
        """Count one, unless it is a blank cell."""
        if answer and not answer.isspace():
            self.answers[answer.strip()] += 1

    def frequent(self) -> dict[str, int]:
        """Each with its count, the most frequent first."""
        ordered = sorted(self.answers.items(), key=lambda one: (-one[1], one[0]))
        return dict(ordered)


def joined(
    cells: Sequence[Sequence[str]],
    codes: Sequence[Sequence[int] | int],
    columns: Sequence[TextColumn],
    titled: bool,
    silent: Silent,
) -> tuple[list[str], list[Spans]]:
    """The verbatims of records, "" where all that was answered says nothing, and their spans.

    ``cells`` has a sequence for each text column, ``codes`` its place in ``columns``, one for all
    or one a record. Where ``titled``, the first column is a title, which is left out where the next
    one begins with it, as sites make titles from first words.
    """
    texts: list[str] = []
    spans: list[Spans] = []
    records = len(cells[0])
    asked = [asked_of(column) for column in columns]
    rows_of_codes = [[code] * records if isinstance(code, int) else code for code in codes]
    for answers, places in zip(
        zip(*cells, strict=True), zip(*rows_of_codes, strict=True), strict=True
    ):
        parts: list[str] = []
        marks: list[int] = []
        at = 0
        for number, (answer, code) in enumerate(zip(answers, places, strict=True)):
            # A long answer says something, unless it is white space throughout.
            may_be_silent = len(answer) <= LONGEST or answer.isspace()
            if may_be_silent and says_nothing(answer, asked[code]):
                silent.add(answer)
                continue
            part = answer.strip()
            if titled and number == 0 and _begins(answers[1:], part):
                continue
            parts.append(part)
            marks += (code, at, at + len(part))
            at += len(part) + len(PART_BREAK)
        texts.append(PART_BREAK.join(parts))
        spans.append(tuple(marks))
    return texts, spans


def asked_of(column: TextColumn) -> Asks | None:
    """What was asked; None where a column is no answer to a question."""
    return column.asks if column.questioned or column.asks != "open" else None


def _begins(bodies: Sequence[str], title: str) -> bool:
    """Whether the text begins with its title, cut or not."""
    body = next((body for body in bodies if body and not body.isspace()), "").lstrip()
    opening = title.rstrip(_ELLIPSIS).casefold()
    # A folded text is as long or longer, so this is enough of it.
    return body[: len(opening)].casefold().startswith(opening)


def parts_of(spans: Sequence[Spans], columns: tuple[TextColumn, ...]) -> Parts:
    """The spans of a batch as arrays."""
    counts = np.fromiter((len(marks) // 3 for marks in spans), np.int64, len(spans))
    flat = np.array([mark for marks in spans for mark in marks], dtype=np.int64).reshape(-1, 3)
    return Parts(
        columns=columns,
        verbatim=np.repeat(np.arange(len(spans)), counts),
        start=flat[:, 1],
        end=flat[:, 2],
        column=flat[:, 0],
    )


def each_answer(
    texts: Sequence[str], spans: Sequence[Spans]
) -> tuple[NDArray[np.int64], list[str], list[Spans]]:
    """Every part as a verbatim of its own: the record that it is of, its text, and its span."""
    counts = [len(marks) // 3 for marks in spans]
    owner = np.repeat(np.arange(len(texts)), counts)
    answers: list[str] = []
    own: list[Spans] = []
    for text, marks in zip(texts, spans, strict=True):
        for column, start, end in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
            answers.append(text[start:end])
            own.append((column, 0, end - start))
    return owner, answers, own
