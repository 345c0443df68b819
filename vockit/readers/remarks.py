"""What was mended or left out while a file was read, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_NAMED = 3
"""Lines that a note names."""


@dataclass(slots=True)
class Remarks:
    """What was mended or left out while records were read."""

    counts: Counter[str] = field(default_factory=Counter)
    repeated: list[int] = field(default_factory=list)
    """Lines of rows that repeat the header."""
    titles: list[int] = field(default_factory=list)
    """Lines of one field above such a row, and below the records."""

    def notes(self, file: str, zeros: int) -> tuple[str, ...]:
        """One line each, with counts."""
        notes = [
            _counted(self.counts[kind] if kind != "zero" else zeros, *words)
            for kind, words in _REMARKS.items()
        ]
        if self.repeated:
            what = _counted(len(self.repeated), "row repeats", "rows repeat")
            where = _lines(self.repeated)
            notes.append(f"{what} the header, left out, {where}: files were joined there")
        if self.titles:
            what = _counted(len(self.titles), "title or footer", "titles or footers")
            notes.append(f"{what} left out, {_lines(self.titles)}")
        return tuple(f"{file}: {note}" for note in notes if note)


_REMARKS = {
    "wrapped": (
        "record stood in quotes as a whole and was taken apart",
        "records stood in quotes as a whole and were taken apart",
    ),
    "padded": (
        "record lacks its last fields, which are read as empty",
        "records lack their last fields, which are read as empty",
    ),
    "garbled": (
        "cell held text that was encoded twice, as in cafÃ©, and was mended",
        "cells held text that was encoded twice, as in cafÃ©, and were mended",
    ),
    "reordered": (
        "header names the columns in another order, in which those below it are read",
        "headers name the columns in another order, in which those below them are read",
    ),
    "zero": ("NUL character left out", "NUL characters left out"),
}


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}" if number else ""


def _lines(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - _NAMED:,} more" if len(lines) > _NAMED else ""
    return f"line{'s'[: len(lines) > 1]} {', '.join(map(str, lines[:_NAMED]))}{more}"
