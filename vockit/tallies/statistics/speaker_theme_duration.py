"""Verbatims on themes with a standard, by brand, theme and how a stated duration compares with it.

``over`` where the longest duration in the clauses on the theme exceeds the standard's limit,
``within`` where it does not, ``none`` where no duration is stated or the standard is not one; a
duration of about a year or more counts as none, unless the standard is as long.
``breached``: those that are over, and those with ``none`` that are negative on the theme. The theme
``(any)`` has each verbatim once: the worst of its comparisons, breached where any of them is.
"""

from __future__ import annotations

import numpy as np

from vockit.arrays import Ints, first_of_runs
from vockit.schema import BREACHED, DURATION, NEGATIVE, SPEAKER, THEME, N
from vockit.tallies.facts import Facts, columns
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.standards import COMPARISONS, compared_with_standards
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    themes = (*facts.vocabulary.themes, ANY)
    found = compared_with_standards(facts)
    verbatim, theme = found.verbatim, found.theme
    starts = np.flatnonzero(first_of_runs(verbatim)) if len(verbatim) else verbatim
    comparison, negative, breached = (
        np.concatenate((values, _greatest(values, starts)))
        for values in (
            found.comparison,
            found.negative.astype(np.int64),
            found.breached.astype(np.int64),
        )
    )
    return group_sums(
        (
            facts.speaker.at(np.concatenate((verbatim, verbatim[starts]))),
            named_labels(np.concatenate((theme, np.full(len(starts), len(themes) - 1))), themes),
            named_labels(comparison, COMPARISONS),
        ),
        columns(np.ones_like(comparison), negative, breached),
    )


def _greatest(values: Ints, starts: Ints) -> Ints:
    return np.maximum.reduceat(values, starts) if len(starts) else values


STATISTIC = SumTable(
    "speaker_theme_duration", (SPEAKER, THEME, DURATION), (N, NEGATIVE, BREACHED), _sums
)
