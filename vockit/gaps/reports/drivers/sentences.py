"""The sentences of the report: headlines and notes."""

from __future__ import annotations

from collections.abc import Mapping

from vockit import schema as s
from vockit.gaps.reports.drivers.ratings import POINTS
from vockit.gaps.rounding import sign_of
from vockit.tallies.counting import RATING_SCALE, SCALES_JOINED
from vockit.tallies.model import Tally


def headline(theme: str, impact: float, score: float) -> str:
    """What the theme does to the mean rating; "" where it does nothing."""
    if not sign_of(impact):
        return ""
    way = "lift the rating" if impact > 0 else "pull the rating down"
    return (
        f"Those who mention {theme} {way}: the mean is {score:.1f} of {POINTS}, and "
        f"{score - impact:.1f} without them"
    )


def scales_note(tally: Tally) -> tuple[str, ...]:
    """That ratings of several scales are combined, where they are."""
    scales = tally.fingerprint.get(RATING_SCALE, "")
    if SCALES_JOINED not in scales:
        return ()
    together = f"Ratings on scales of {scales} are combined, each as its position on its own scale"
    return (f"{together}; if each has its own customers, report the files separately, too.",)


def no_rating_note(whole: Mapping[str, int]) -> str:
    """That net sentiment stands in for the rating, and what is left out for that."""
    score = POINTS * (whole[s.POSITIVE] - whole[s.NEGATIVE]) / whole[s.N]
    return (
        f"Without a rating the score is net sentiment, {score:.1f}. A theme's effect on a score "
        "made of the same words says nothing about what drives customers, so nothing is tested or "
        "classified: a rating column (--rating) changes that."
    )
