"""Verbatims by brand, theme and cue, where a clause has both, and the opinion of those clauses.

Themes include ancestors. The theme ``(any)`` has every verbatim with the cue, in whatever clause;
the cue ``(any)`` has every verbatim with the theme. Positive and negative are by the mean compound
over the clauses that count.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import CUE, NEGATIVE, POSITIVE, SPEAKER, THEME, N
from vockit.tallies.facts import Facts, columns, opinions
from vockit.tallies.grouping import Sums, group_sums, join, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable


def _sums(facts: Facts) -> Sums:
    themes = (*facts.vocabulary.themes, ANY)
    cues = (*facts.vocabulary.cues, ANY)
    any_theme, any_cue = len(themes) - 1, len(cues) - 1
    of_cues, of_themes, pairs = facts.clause_cues, facts.clause_themes, facts.annotations.pairs
    cue, theme = join(of_cues.clause, of_themes.clause)
    together = opinions(
        np.concatenate((of_cues.verbatim[cue], of_cues.verbatim)),
        np.concatenate(
            (
                of_themes.code[theme] * len(cues) + of_cues.code[cue],
                any_theme * len(cues) + of_cues.code,
            )
        ),
        np.concatenate((of_cues.compound[cue], of_cues.compound)),
    )
    verbatim = np.concatenate((together.verbatim, pairs.verbatim))
    code = np.concatenate((together.code, pairs.theme * len(cues) + any_cue))
    polarity = np.concatenate((together.polarity, pairs.polarity))
    return group_sums(
        (
            facts.speaker.at(verbatim),
            named_labels(code // len(cues), themes),
            named_labels(code % len(cues), cues),
        ),
        columns(np.ones_like(verbatim), polarity > 0, polarity < 0),
    )


STATISTIC = SumTable("speaker_theme_cue", (SPEAKER, THEME, CUE), (N, POSITIVE, NEGATIVE), _sums)
