"""Which terms distinguish one kind of text from another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vockit.stats.intervals import Floats


@dataclass(frozen=True, slots=True, eq=False)
class LogOdds:
    """Log-odds ratios, one a term, and how many standard errors each is away from 0."""

    value: Floats
    z: Floats


def log_odds(ours: ArrayLike, theirs: ArrayLike, prior_weight: float) -> LogOdds:
    """How much more often terms occur in our texts than in theirs, on the log-odds scale.

    ``ours`` and ``theirs`` count the same terms. An informative Dirichlet prior, shaped as both
    kinds of text together and worth ``prior_weight`` occurrences, keeps rare terms from looking
    distinctive (Monroe, Colaresi and Quinn 2008, eq. 16, 20 and 22).
    """
    y1, y2 = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    both = y1 + y2
    prior = prior_weight * both / max(float(both.sum()), 1.0)
    a, b = y1 + prior, y2 + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
        z = value / np.sqrt(1 / a + 1 / b)
    return LogOdds(value, z)
