"""Verbatims that name an expectation in a clause on a theme, by brand and its outcome.

Themes include ancestors; ``(any)`` has every verbatim with such a cue, in whatever clause. A
verbatim counts once a theme: as ``short`` before ``exceeded``, and that before ``met``.
"""

from __future__ import annotations

import numpy as np

from vockit.schema import OUTCOME, SPEAKER, THEME, N
from vockit.tallies.expectations import OUTCOMES, expectation_cues, first_outcomes
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, join, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable, one_each


def _sums(facts: Facts) -> Sums:
    themes = (*facts.vocabulary.themes, ANY)
    clause, verbatim, outcome = expectation_cues(facts)
    found = facts.clause_themes
    cue, theme = join(clause, found.clause)
    verbatim, code, outcome = first_outcomes(
        np.concatenate((verbatim, verbatim[cue])),
        np.concatenate((np.full(len(verbatim), len(themes) - 1), found.code[theme])),
        np.concatenate((outcome, outcome[cue])),
    )
    return one_each(
        facts.speaker.at(verbatim),
        named_labels(code, themes),
        named_labels(outcome, OUTCOMES),
    )


STATISTIC = SumTable("speaker_theme_expectation", (SPEAKER, THEME, OUTCOME), (N,), _sums)
