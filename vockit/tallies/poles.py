"""Whether verbatims say that an expectation was met, at each pole of the Guestology compass."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Ints
from vockit.tallies.facts import Facts, Opinions, opinions

_PREFIX = "pole/"
_EMOTION = "emotion"
_EMOTIONS = "emotions"


def opinions_on_poles(facts: Facts) -> Opinions:
    """By pole and theme: the code is ``pole * (themes + 1) + theme``, themes as matched.

    The last theme stands for any: for all clauses with the pole, also where a clause has its cue
    (``pole/…``, for emotions also ``emotion/…``) and no theme.
    """
    words, mentions = facts.vocabulary, facts.annotations.mentions
    any_theme, themes = len(words.themes), len(words.themes) + 1
    known = mentions.pole >= 0
    clause, pole = mentions.clause[known], mentions.pole[known]
    signs = facts.clauses_with_cues(facts.cues_below("pole", _EMOTION))
    sign_pole = _pole_of_cue(facts)[signs.code]
    of_pole = sign_pole >= 0
    found = facts.clauses_with(
        np.concatenate((clause, clause, signs.clause[of_pole])),
        np.concatenate(
            (
                pole * themes + mentions.theme[known],
                pole * themes + any_theme,
                sign_pole[of_pole] * themes + any_theme,
            )
        ),
        len(words.poles) * themes,
    )
    return opinions(found.verbatim, found.code, found.compound)


def _pole_of_cue(facts: Facts) -> Ints:
    poles = facts.vocabulary.poles
    named = [
        _EMOTIONS if name.partition("/")[0] == _EMOTION else name.removeprefix(_PREFIX)
        for name in facts.vocabulary.cues
    ]
    return np.array([poles.index(name) if name in poles else -1 for name in named], dtype=np.int64)
