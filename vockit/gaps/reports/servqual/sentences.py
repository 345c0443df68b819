"""The sentences of the report: headlines and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vockit.gaps.reports.servqual.comparing import BEST_BRAND, STATED, TARGET, Gap
from vockit.gaps.reports.servqual.perceptions import Cell
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import Speaker, name_in_sentence, speaker_word
from vockit.settings import ReportSettings
from vockit.tallies.model import OVERALL


def headline(
    speaker: Speaker, dimension: str, cell: Cell, gap: Gap, settings: ReportSettings
) -> str:
    """How a dimension compares with what was expected; "" where it is as expected."""
    if gap.gap is None or not sign_of(gap.gap):
        return ""
    what = "service as a whole" if dimension == OVERALL else dimension
    if gap.source == STATED:
        of = "" if dimension == OVERALL else f" of {dimension}"
        sentence = (
            f"customers who say what they expected{of} were let down {cell.short:,} times and "
            f"pleasantly surprised {cell.exceeded:,} times"
        )
    else:
        way = "falls short of" if gap.gap < 0 else "is above"
        best = f"the {source_name(BEST_BRAND, settings)}, {gap.best_brand}"
        expected = "its target" if gap.source == TARGET else best
        sentence = (
            f"{what} {way} {expected}: {cell.perception.value:.2f} on the scale of 1 to 7, "
            f"against {gap.expectation:.2f}"
        )
    who = speaker.label
    if who:
        return (
            f"{who}: {sentence}"
            if settings.by is None
            else f"In {name_in_sentence(who, settings)}, {sentence}"
        )
    return sentence[0].upper() + sentence[1:]


def source_name(source: str, settings: ReportSettings) -> str:
    """``best brand`` names the segments' column where segments are compared."""
    return f"best {speaker_word(settings)}" if source == BEST_BRAND else source


SOURCES: Final = {
    TARGET: "[targets] of the profile",
    BEST_BRAND: "the best of this input on the dimension",
    STATED: "what customers themselves say they expected",
}


def notes_of(gaps: Sequence[Gap], settings: ReportSettings) -> tuple[str, ...]:
    """What perception is, and where expectation comes from."""
    used = {gap.source for gap in gaps}
    sources = "; ".join(
        f"{source_name(source, settings)}: {meaning}"
        for source, meaning in SOURCES.items()
        if source in used
    )
    notes = [
        "Perception is 4 + 3 · the mean compound of the clauses, not a questionnaire's figure.",
        f"Where expectation comes from: {sources}.",
    ]
    if STATED in used:
        notes.append(
            "A stated gap has no expectation beside it: it is 3 · (exceeded − short) / (exceeded + "
            "met + short), and n counts only the few verbatims that name an expectation. With "
            "[targets] or a brand column every clause is compared with a figure."
        )
    return tuple(notes)
