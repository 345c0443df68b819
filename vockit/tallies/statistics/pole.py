"""Verbatims by brand, Guestology pole and theme: those whose expectation was met, and was not.

Met is positive, unmet negative, by the mean compound over the clauses that have both. Themes are as
matched, without ancestors. The theme ``(any)`` has all verbatims with the pole, also where a clause
has its cue (``pole/…``, for emotions also ``emotion/…``) and no theme.
"""

from __future__ import annotations

import numpy as np

from vockit.language.arrays import Ints
from vockit.schema import BRAND, MET, POLE, THEME, UNMET, N
from vockit.tallies.facts import Facts, columns, opinions
from vockit.tallies.grouping import Sums, group_sums, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable

_PREFIX = "pole/"
_EMOTION = "emotion"
_EMOTIONS = "emotions"


def _sums(facts: Facts) -> Sums:
    words, mentions = facts.vocabulary, facts.annotations.mentions
    themes = (*words.themes, ANY)
    known = mentions.pole >= 0
    clause, pole = mentions.clause[known], mentions.pole[known]
    signs = facts.clause_finds_of_cues(facts.cue_codes("pole", _EMOTION))
    sign_pole = _pole_of_cue(facts)[signs.code]
    of_pole = sign_pole >= 0
    found = facts.clause_finds(
        np.concatenate((clause, clause, signs.clause[of_pole])),
        np.concatenate(
            (
                pole * len(themes) + mentions.theme[known],
                pole * len(themes) + len(words.themes),
                sign_pole[of_pole] * len(themes) + len(words.themes),
            )
        ),
        len(words.poles) * len(themes),
    )
    seen = opinions(found.verbatim, found.code, found.compound)
    return group_sums(
        (
            facts.brand.at(seen.verbatim),
            named_labels(seen.code // len(themes), words.poles),
            named_labels(seen.code % len(themes), themes),
        ),
        columns(np.ones_like(seen.verbatim), seen.polarity > 0, seen.polarity < 0),
    )


def _pole_of_cue(facts: Facts) -> Ints:
    poles = facts.vocabulary.poles
    named = [
        _EMOTIONS if name.partition("/")[0] == _EMOTION else name.removeprefix(_PREFIX)
        for name in facts.vocabulary.cues
    ]
    return np.array([poles.index(name) if name in poles else -1 for name in named], dtype=np.int64)


STATISTIC = SumTable("pole", (BRAND, POLE, THEME), (N, MET, UNMET), _sums)
