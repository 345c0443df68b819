"""On which scale a column of ratings is: from its values, and from what its name says."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.cells import group_name
from vockit.readers.ratings import RatingValue, parse_rating
from vockit.readers.roles.questions import asks_to_recommend
from vockit.verbatims import RatingScale

_OUTLIERS = 0.01
"""Share of values that may lie outside a scale: typing errors must not stretch it."""
_TELLING = 30
"""Ratings up to 7, of which so many are none of 8, 9 and 10, are on a scale of seven."""
_CODES: Final = frozenset(
    {-9999, -999, -99, -98, -97, -96, -95, -9, -8, -7, -2, -1, 77, 88, 95, 96, 97, 98, 99}
    | {777, 888, 995, 996, 997, 998, 999, 8888, 9998, 9999}
)
"""What surveys write for "don't know", "refused" and "does not apply"."""
_SMALL_CODES: Final = frozenset({8, 9})
"""The same, where the scale ends at 5."""
_MOST_CODED = 0.5
_FEW_CODED = 0.2
_STATED = re.compile(
    r"(?<![\w.])(-?\d{1,2})\s*(?:-|–|—|to|\.\.|bis|à|a|until|sampai)\s*(\d{1,3})(?![\w.])"
)
_LABELLED = re.compile(r"(?<![\w.])(-?\d{1,2})\s?[=:].{1,60}?(?<![\w.])(\d{1,3})\s?[=:]")
_OUT_OF = re.compile(r"(?:\bout of|\bvon|\bsur|\bof|/)\s?(5|7|10|100)(?!\d)")
_STATED_SHARE = 0.8

_MOST_GROUPS = 20
_FEWEST_IN_GROUP = 10
_CHANCE = 0.001
_ALIKE = 0.3
"""How much the mean places of two groups between the ends of their scales may differ."""
_AT_TOP = 0.05


def find_scale(name: str, texts: Sequence[str]) -> RatingScale | None:
    """The smallest usual scale that holds the values: 1–5, 0–5, 1–7, 1–10, 0–10, 0–100, −n to n.

    Up to one value in a hundred may lie outside, and so may codes for "don't know" (99 among 0 to
    10). A column whose name states a scale ("Score (0-10)") is on it, one that is called after the
    net promoter score is on 0 to 10 (Reichheld 2003), and one of stars starts at 1. None without
    ratings.
    """
    known: dict[str, RatingValue | None] = {}
    for text in texts:
        if text not in known:
            known[text] = parse_rating(text)
    ratings = [rating for text in texts if (rating := known[text]) is not None]
    if not ratings:
        return None
    values = np.array([rating.value for rating in ratings])
    if (stated := _stated(name, values)) is not None:
        return stated
    values = _without_codes(values)
    low, high = np.quantile(values, (_OUTLIERS, 1 - _OUTLIERS), method="closest_observation")
    least = 0 if low < 1 and "star" not in name.casefold() else 1
    named = [rating.best for rating in ratings if rating.best is not None]
    if len(named) > len(ratings) / 2:
        bests = set(named)
        top = max(bests, key=lambda best: (named.count(best), best))
        mixed = any(named.count(best) > _OUTLIERS * len(named) for best in bests - {top})
        return RatingScale(0, max(bests)) if mixed else RatingScale(0 if top >= 100 else least, top)
    if low < 0 and -low > 0.6 * high:
        bound = math.ceil(max(-low, high))
        return RatingScale(-bound, bound)
    if (other := _unusual(name, values)) is not None:
        return other
    sevenfold = least == 1 and high == 7 and len(values) >= _TELLING
    tops = (5, 7, 10, 100) if sevenfold else (5, 10, 100)
    top = next((top for top in tops if high <= top), math.ceil(high))
    if top == 10 and np.any(values * 2 % 1):
        # Nobody chooses 8.4: sites work it out of several answers, on 0 to 10.
        least = 0
    return RatingScale(0 if top >= 100 else least, top)


def _unusual(name: str, values: NDArray[np.float64]) -> RatingScale | None:
    """0 to 1, for shares, or yes and no; 10 to 50, as sites write half stars without a point."""
    if len(values) >= _FEWEST_IN_GROUP and 0 <= values.min() < 1 and values.max() <= 1:
        return RatingScale(0, 1)
    stars = any(word in name.casefold() for word in ("star", "bubble"))
    if stars and values.max() == 50 and values.min() >= 10 and not (values % 5).any():
        return RatingScale(10, 50)
    return None


def scale_of_part(name: str, texts: Sequence[str], together: RatingScale) -> RatingScale:
    """The scale of a file, one of several with the same columns, which are ``together`` on another.

    Its own ratings decide where there are enough of them and their scale ends elsewhere; that a
    file lacks the lowest rating says nothing.
    """
    own = find_scale(name, texts)
    if own is None or own.high == together.high:
        return together
    rated = sum(parse_rating(text) is not None for text in texts)
    return own if rated >= _TELLING else together


def _stated(name: str, values: NDArray[np.float64]) -> RatingScale | None:
    """The scale that a column's name states, if the values are on it."""
    plain = name.casefold().replace("_", " ")
    if "nps" in re.split(r"[^a-z]+", plain):
        return RatingScale(0, 10)
    if asks_to_recommend(name) and 7 < np.quantile(values, 1 - _OUTLIERS) <= 10:
        return RatingScale(0, 10)
    scales = [
        RatingScale(int(found[1]), int(found[2]))
        for pattern in (_STATED, _LABELLED)
        if (found := pattern.search(plain))
    ]
    if found := _OUT_OF.search(plain):
        top = int(found[1])
        scales.append(RatingScale(0 if top == 100 or values.min() == 0 else 1, top))
    for scale in scales:
        usual = scale.low in (0, 1) or scale.low == -scale.high
        inside = ((values >= scale.low) & (values <= scale.high)).mean()
        if usual and 2 <= scale.high - scale.low <= 100 and inside >= _STATED_SHARE:
            return scale
    return None


def _without_codes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values without codes for "don't know", which lie far outside of the others."""
    plain = values[~np.isin(values, list(_CODES))]
    coded = 1 - len(plain) / len(values)
    most = _MOST_CODED if len(plain) >= _FEWEST_IN_GROUP else _FEW_CODED
    if 0 < coded <= most and plain.min() >= 0 and 3 <= plain.max() <= 10:
        values = plain
    small = values[~np.isin(values, list(_SMALL_CODES))]
    coded = 1 - len(small) / len(values)
    if 0 < coded <= _FEW_CODED and len(values) >= _TELLING and small.max() == 5:
        values = small
    return values


@dataclass(frozen=True, slots=True)
class SplitScales:
    """The scales of a column's ratings by the values of another column."""

    column: str
    scales: Mapping[str, RatingScale]


def split_scales(
    ratings: Sequence[str], columns: Mapping[str, Sequence[str]], whole: RatingScale
) -> SplitScales | None:
    """The column that tells on which of two scales ratings are; None without one.

    A group of records is on a lower scale than ``whole`` where its ratings end at 5 (or 10), reach
    that end, and would not have done so by chance: were they as those of the other groups, the
    probability that none is higher is below 0.001. Both kinds of groups must be about as content,
    since a column that says who is content (a sentiment, a segment) parts ratings as well.
    """
    if whole.high not in (10, 100):
        return None
    found = [parse_rating(text) for text in ratings]
    values = np.array([math.nan if one is None or one.best else one.value for one in found])
    best: tuple[int, SplitScales] | None = None
    for name, cells in columns.items():
        groups = np.array([group_name(cell) for cell in cells])
        split = _split_by(values, groups, whole)
        if split and (best is None or split[0] > best[0]):
            best = (split[0], SplitScales(name, split[1]))
    return None if best is None else best[1]


def _split_by(
    values: NDArray[np.float64], groups: NDArray[np.str_], whole: RatingScale
) -> tuple[int, Mapping[str, RatingScale]] | None:
    """How many ratings are on a lower scale, and the scale of every group; None where none is."""
    rated = ~np.isnan(values) & (values <= whole.high)
    names = np.unique(groups[rated])
    if not 2 <= len(names) <= _MOST_GROUPS:
        return None
    lows = [top for top in (5.0, 10.0) if top < whole.high]
    of_group = {str(name): values[rated & (groups == name)] for name in names}
    for top in lows:
        low = {name: own for name, own in of_group.items() if own.max() <= top}
        high = [own for name, own in of_group.items() if name not in low]
        if not low or not high:
            continue
        others = np.concatenate(high)
        above = float((others > top).mean())
        content = _place(others, whole)
        scales = dict.fromkeys(of_group, whole)
        for name, own in low.items():
            scale = RatingScale(0 if own.min() < 1 else 1, top)
            if (
                len(own) >= _FEWEST_IN_GROUP
                and (1 - above) ** len(own) < _CHANCE
                and (own == top).mean() >= _AT_TOP
                and abs(_place(own, scale) - content) <= _ALIKE
            ):
                scales[name] = scale
        moved = [name for name, scale in scales.items() if scale != whole]
        if moved:
            return sum(len(of_group[name]) for name in moved), scales
    return None


def _place(values: NDArray[np.float64], scale: RatingScale) -> float:
    return float(values.mean() - scale.low) / (scale.high - scale.low)
