"""Verbatims by brand, Guestology pole and theme: those whose expectation was met, and was not.

Met is positive, unmet negative, by the mean compound over the clauses that have both. Themes are as
matched, without ancestors. The theme ``(any)`` has all verbatims with the pole, also where a clause
has its cue (``pole/…``, for emotions also ``emotion/…``) and no theme.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import MET, POLE, SPEAKER, THEME, UNMET, N
from vockit.tallies.facts import Facts, columns
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.poles import opinions_on_poles
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    themes = (*facts.vocabulary.themes, ANY)
    seen = opinions_on_poles(facts)
    return group_sums(
        (
            facts.speaker.at(seen.verbatim),
            named_labels(seen.code // len(themes), facts.vocabulary.poles),
            named_labels(seen.code % len(themes), themes),
        ),
        columns(np.ones_like(seen.verbatim), seen.polarity > 0, seen.polarity < 0),
    )


STATISTIC = SumTable("pole", (SPEAKER, POLE, THEME), (N, MET, UNMET), _sums)
