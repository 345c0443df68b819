"""What was mended or left out while a file was read, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_NAMED = 3
"""Lines that a note names."""


@dataclass(slots=True)
class Remarks:
    """What was mended or left out while records were read."""

    counts: Counter[str] = field(default_factory=Counter)
    repeated: list[int] = field(default_factory=list)
    """Lines of rows that repeat the header."""

    def notes(self, file: str, zeros: int) -> tuple[str, ...]:
        """One line each, with counts."""
        notes = [
            _counted(self.counts[kind] if kind != "zero" else zeros, *words)
            for kind, words in _REMARKS.items()
        ]
        if self.repeated:
            lines = ", ".join(map(str, self.repeated[:_NAMED]))
            more = len(self.repeated) - _NAMED
            where = f"line{'s'[: len(self.repeated) > 1]} {lines}"
            where += f" and {more:,} more" if more > 0 else ""
            notes.append(
                _counted(
                    len(self.repeated),
                    "row repeats the header and is left out",
                    "rows repeat the header and are left out",
                )
                + f", {where}: files were joined there"
            )
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
    "zero": ("NUL character left out", "NUL characters left out"),
}


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}" if number else ""
