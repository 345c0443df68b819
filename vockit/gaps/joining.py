"""Tables of a sample are joined by the hashes of verbatims, which ascend in each."""

from __future__ import annotations

import numpy as np

from vockit.language.arrays import Ints


def places_among(ascending: Ints, wanted: Ints) -> Ints:
    """The place of each wanted key among those that ascend, -1 where it is not there."""
    if not len(ascending):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    return np.where(ascending[place] == wanted, place, -1)
