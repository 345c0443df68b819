"""The lines under a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vockit.settings import ReportSettings

LIMITS_NOTE: Final = (
    "The intervals cover chance only: not tagging errors, and not who chose to write."
)
"""The last note of every table."""


def tests_note(m: int, settings: ReportSettings) -> tuple[str, ...]:
    """How many tests the table has, and how chance findings among them are limited."""
    if not m:
        return ()
    tests = "1 test" if m == 1 else f"{m:,} tests"
    return (f"{tests}; q by Benjamini-Hochberg, a finding at q ≤ {settings.q:.2f}.",)


def general_note(themes: Sequence[str]) -> tuple[str, ...]:
    """Which themes are general judgements, and what that does to their rows."""
    if not themes:
        return ()
    return (f"General judgements, no part of the service, come last: {', '.join(themes)}.",)


def sample_note(sampled: int, total: int) -> tuple[str, ...]:
    """That a report was read from a sample, where the corpus is larger than that."""
    if sampled >= total:
        return ()
    return (f"Read from a random sample of {sampled:,} of {total:,} verbatims.",)
