"""Cross products of a regression of the rating on opinions, as sums."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Ints, first_of_runs, ranges
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, group_sums, named_labels

ONE = "1"
"""The feature that every rated verbatim has: the regression's constant."""
RATING_FEATURE = "y"


def cross_products(facts: Facts, verbatim: Ints, feature: Ints, names: tuple[str, ...]) -> Sums:
    """X'X and X'y of the rated verbatims, for each brand: the upper triangle, by the sorted names.

    ``verbatim`` and ``feature`` are what is 1 in X, each once; ``names`` are the features'. The
    constant ``1`` and the rating ``y``, in ten-thousandths of its scale, are added, so that
    (1, 1) is n and (1, y) the sum of the ratings.
    """
    every = (*names, ONE, RATING_FEATURE)
    one, y = len(names), len(names) + 1
    rated = np.flatnonzero(facts.rated)
    chosen = facts.rated[verbatim]
    verbatim, feature = verbatim[chosen], feature[chosen]
    order = np.argsort(verbatim, kind="stable")
    verbatim, feature = verbatim[order], feature[order]
    first, second = _pairs_within(verbatim)
    rating = facts.rating
    counted: list[tuple[Ints, Ints | int, Ints | int, Ints]] = [
        (rated, one, one, np.ones_like(rated)),
        (rated, one, y, rating[rated]),
        (rated, y, y, rating[rated] ** 2),
        (verbatim, one, feature, np.ones_like(verbatim)),
        (verbatim, feature, y, rating[verbatim]),
        (verbatim[first], feature[first], feature[second], np.ones_like(first)),
    ]
    place = np.argsort(np.argsort(np.array(every, dtype=object)))
    owner = np.concatenate([part[0] for part in counted])
    one_end = np.concatenate([np.broadcast_to(part[1], len(part[0])) for part in counted])
    other_end = np.concatenate([np.broadcast_to(part[2], len(part[0])) for part in counted])
    swap = place[one_end] > place[other_end]
    left, right = np.where(swap, other_end, one_end), np.where(swap, one_end, other_end)
    return group_sums(
        (facts.speaker.at(owner), named_labels(left, every), named_labels(right, every)),
        np.concatenate([part[3] for part in counted])[:, np.newaxis],
    )


def _pairs_within(verbatim: Ints) -> tuple[Ints, Ints]:
    """Places of all pairs in the same verbatim, each with itself and with those after it."""
    starts = np.flatnonzero(first_of_runs(verbatim)) if len(verbatim) else verbatim
    sizes = np.diff(starts, append=len(verbatim))
    last = np.repeat(starts + sizes, sizes)
    places = np.arange(len(verbatim))
    after = last - places
    return np.repeat(places, after), ranges(places, after)
