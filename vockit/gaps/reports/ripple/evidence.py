"""Which verbatims a row is about."""

from __future__ import annotations

from vockit.gaps.evidence.rules import (
    NO_CLAUSE,
    Evidence,
    HasClause,
    Not,
    OfSpeaker,
    OnTheme,
    Verbatims,
    WrittenBetween,
    both,
)
from vockit.gaps.reports.ripple.windows import Window
from vockit.gaps.speakers import our_brands, ours
from vockit.settings import ReportSettings


def ours_but(control: tuple[str, ...], settings: ReportSettings) -> Verbatims:
    """Our verbatims; where the profile does not say who we are, all but those of the controls."""
    if our_brands(settings) is None and control:
        return Not(OfSpeaker(control))
    return ours(settings).verbatims


def evidence_of(theme: str, worse: int, window: Window, whose: Verbatims) -> Evidence:
    """Both windows; the gap is about praise since the event where it got better, else complaints.

    ``worse`` is -1 where it got better, 0 where the theme is not measured: it shows no quotes.
    """
    on, polarity = OnTheme((theme,)), 1 if worse < 0 else -1
    base = both(whose, WrittenBetween(window.before[0], window.after[1]))
    part = both(WrittenBetween(*window.after), HasClause(on, polarity))
    return Evidence(base, part, on if worse else NO_CLAUSE, polarity)
