"""Verbatims that are not English, and so are in no figure: said first, before any figure."""

from __future__ import annotations

from typing import Final

from vockit import schema as s
from vockit.language import ENGLISH
from vockit.tallies.model import Tally

STATISTIC: Final = "languages"
_NAMED: Final = 5
"""Languages that are named; of more, how many."""


def left_out(tally: Tally) -> dict[str, int]:
    """How many verbatims are in which other language (ISO 639), the commonest first."""
    if STATISTIC not in tally.tables:
        return {}
    table = tally.tables[STATISTIC]
    counts = dict(zip(table[s.LANGUAGE].tolist(), table[s.N].tolist(), strict=True))
    others = [(language, n) for language, n in counts.items() if language != ENGLISH]
    return dict(sorted(others, key=lambda one: (-one[1], one[0])))


def mostly_unread(tally: Tally) -> bool:
    """Whether at least half of the verbatims are not read: then nothing is a headline."""
    unread = sum(left_out(tally).values())
    return unread > 0 and 2 * unread >= _total(tally)


def unread_note(tally: Tally) -> str:
    """What is not read, in one sentence; "" where all is."""
    counts = left_out(tally)
    if not counts:
        return ""
    named = ", ".join(f"{language} {n:,}" for language, n in list(counts.items())[:_NAMED])
    more = f" and {len(counts) - _NAMED} more languages" if len(counts) > _NAMED else ""
    text = (
        f"{sum(counts.values()):,} of {_total(tally):,} verbatims are not English "
        f"({named}{more}) and are in none of these figures."
    )
    if not mostly_unread(tally):
        return text
    return f"MOST VERBATIMS ARE NOT READ, so there are no headlines: {text}"


def _total(tally: Tally) -> int:
    return int(tally.tables[STATISTIC][s.N].sum())
