"""Delimiters that nobody guesses, found by how regularly lines have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vockit.readers.delimiters import BLANKS

REGULAR = 0.95
"""Share of records as wide as the header, from which on an unusual delimiter is believed."""
CONTROLS = frozenset(map(chr, (*range(1, 9), *range(14, 32))))
"""No text has them, so that they need nothing else to speak for them."""
_UNUSUAL = frozenset("^~¦§¬¶·•†‡þ÷¤¥#@$%&*+/:=\\<>") | CONTROLS
_RUN = re.compile(r"([^\w\s\"'().,!?-])\1+|[^\w\s\"'().,!?-]{2,3}")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_TELLING_LINES = 50
_LINED_UP = re.compile(r"\S {2,}\S")


def unusual_delimiters(lines: Sequence[str]) -> list[str]:
    """Characters, and runs of them, that nearly all of the first lines have equally often."""
    filled = _outside_quotes(lines)
    candidates = [*runs_of_marks(lines), *sorted(set("".join(filled)) & _UNUSUAL)]
    regular = [one for one in candidates if _is_regular(one, filled)]
    found = [one for one in regular if not any(one in other != one for other in regular)]
    if sum(_LINED_UP.search(line) is not None for line in filled) >= REGULAR * len(filled) > 1:
        found.append(BLANKS)
    return found


def runs_of_marks(lines: Sequence[str]) -> list[str]:
    """Runs of marks that nearly all of the first lines have equally often."""
    filled = _outside_quotes(lines)
    runs = sorted({match.group() for line in filled for match in _RUN.finditer(line)})
    return [one for one in runs if _is_regular(one, filled)]


def _outside_quotes(lines: Sequence[str]) -> list[str]:
    filled = [line.strip("\r\n") for line in lines if line.strip()][:_TELLING_LINES]
    return [_QUOTED.sub("", line) for line in filled]


def _is_regular(delimiter: str, lines: Sequence[str]) -> bool:
    counts = Counter(line.count(delimiter) for line in lines)
    usual, number = counts.most_common(1)[0]
    return len(lines) > 1 and usual > 0 and number >= 0.8 * len(lines)
