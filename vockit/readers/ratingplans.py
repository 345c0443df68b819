"""How a column of ratings is read: its scale, or its scales by another column, or its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from vockit.readers.ratings import RatingReader
from vockit.readers.ratingscales import SplitScales, find_scale, scale_of_part, split_scales
from vockit.readers.ratingwords import Ladder, find_ladder
from vockit.verbatims import RatingScale

_NAMED = 3
"""Groups on another scale that a note names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class RatedColumn:
    """The first ratings of one input, and its columns that may tell their scales apart."""

    ratings: Sequence[str]
    others: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class RatingPlan:
    """How the ratings of one input are read, and what is to be said of it."""

    reader: RatingReader
    notes: tuple[str, ...]
    by: str | None = None
    """The column that tells on which scale a record's rating is, where they differ."""


def plan_ratings(
    name: str, inputs: Sequence[RatedColumn], chosen: RatingScale | None
) -> list[RatingPlan | None]:
    """Decide how a column is read in each of the inputs that have it; None without ratings.

    The inputs are parts of one export. ``chosen`` is the scale that the user named.
    """
    texts = list(chain.from_iterable(one.ratings for one in inputs))
    ladder = find_ladder(texts)
    if ladder is not None:
        scale = chosen or RatingScale(ladder.low, ladder.high)
        return [_of_words(ladder, scale, texts)] * len(inputs)
    if chosen is not None:
        return [_on(chosen)] * len(inputs)
    together = find_scale(name, texts)
    if together is None:
        return [None] * len(inputs)
    return [_of_numbers(name, one, together) for one in inputs]


def _of_numbers(name: str, rated: RatedColumn, together: RatingScale) -> RatingPlan:
    scale = scale_of_part(name, rated.ratings, together)
    split = split_scales(rated.ratings, rated.others, scale)
    if split is None:
        return _on(scale)
    return RatingPlan(
        RatingReader(scale, scales=split.scales), (_split_note(split, scale),), split.column
    )


def _on(scale: RatingScale) -> RatingPlan:
    note = f"rating: read on a scale of {_spoken(scale)}; --rating-scale for another"
    return RatingPlan(RatingReader(scale), (note,))


def _of_words(ladder: Ladder, scale: RatingScale, texts: Sequence[str]) -> RatingPlan:
    reader = RatingReader(scale, ladder)
    written = sorted(Counter(texts).items(), key=lambda one: (-one[1], one[0]))
    steps = [(step, text) for text, _ in written if (step := ladder.step(text)) is not None]
    worst, best = min(steps, key=lambda one: one[0]), max(steps, key=lambda one: one[0])
    note = (
        f"rating: words read in order on a scale of {_spoken(scale)}, "
        f"{worst[1]!r} the lowest of them and {best[1]!r} the highest"
    )
    return RatingPlan(reader, (note,))


def _split_note(split: SplitScales, scale: RatingScale) -> str:
    parts = []
    for own in sorted({*split.scales.values()} - {scale}, key=lambda one: (one.low, one.high)):
        groups = sorted(group for group, its in split.scales.items() if its == own)
        named = ", ".join(map(repr, groups[:_NAMED]))
        more = f" and {len(groups) - _NAMED} more" if len(groups) > _NAMED else ""
        parts.append(f"{_spoken(own)} where {split.column!r} is {named}{more}")
    return (
        f"rating: on a scale of {' and of '.join(parts)}, else of {_spoken(scale)}; each rating "
        "counts as its place between the two ends"
    )


def _spoken(scale: RatingScale) -> str:
    return f"{scale.low:g} to {scale.high:g}"
