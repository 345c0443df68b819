"""Who is unhappy and who is happy, by the scale of the ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vockit.gaps.evidence.rules import Rated
from vockit.tallies.counting import RATING_SCALE, SCALES_JOINED
from vockit.tallies.facts import RATING_UNIT
from vockit.tallies.model import Tally

Scale = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RatingGroups:
    """The unhappy and the happy customers of a scale; those between are neither."""

    low: Rated
    high: Rated
    low_name: str
    high_name: str


def scales_of(tally: Tally) -> tuple[Scale, ...]:
    """The scales that ratings are on, lowest first; none without ratings."""
    written = tally.fingerprint.get(RATING_SCALE, "")
    ends = [scale.split(" to ") for scale in written.split(SCALES_JOINED) if scale]
    return tuple((float(low), float(high)) for low, high in ends)


def rating_groups(tally: Tally) -> RatingGroups:
    """Who is unhappy and who is happy, by the scale.

    On 0 to 10 detractors (0 to 6) and promoters (9 and 10: Reichheld 2003), on 1 to 5 one and two
    stars and four and five, on 1 to 7 the three lowest and the two highest. On any other scale, or
    on several, the lowest third and the highest quarter.
    """
    scales = scales_of(tally)
    known = _GROUPS.get(scales[0]) if len(scales) == 1 else None
    if known is None or len(scales) != 1:
        return RatingGroups(
            Rated(0, RATING_UNIT // 3),
            Rated(3 * RATING_UNIT // 4, RATING_UNIT),
            "rate in the lowest third",
            "rate in the highest quarter",
        )
    most, least, low_name, high_name = known
    (low, high) = scales[0]
    return RatingGroups(
        Rated(0, _share(most, low, high)),
        Rated(_share(least, low, high), RATING_UNIT),
        low_name,
        high_name,
    )


_GROUPS: Final[dict[Scale, tuple[float, float, str, str]]] = {
    (0, 10): (6, 9, "are detractors (0 to 6)", "are promoters (9 and 10)"),
    (1, 5): (2, 4, "give 1 or 2 of 5", "give 4 or 5 of 5"),
    (1, 7): (3, 6, "give 1 to 3 of 7", "give 6 or 7 of 7"),
    (0, 1): (0, 1, "say no", "say yes"),
}
"""Of a scale, the highest rating of the unhappy and the lowest of the happy, and their names."""


def _share(rating: float, low: float, high: float) -> int:
    """The rating in ten-thousandths of its scale, as it is counted."""
    return round((rating - low) / (high - low) * RATING_UNIT)
