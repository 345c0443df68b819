"""Verbatims with a negative clause on a theme, by brand, theme and the cause that is stated.

A verbatim counts once for each cause that its negative clauses on the theme state by a ``cause/…``
cue, and for ``unstated`` where they state none. ``people_with_process`` has the verbatims that
state both. Themes include ancestors; ``(any)`` has all negative clauses, whatever they mention.
"""

from __future__ import annotations

import numpy as np

from vockit.arrays import is_among
from vockit.schema import BRAND, CAUSE, THEME, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, distinct, join, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable, one_each

UNSTATED = "unstated"
PEOPLE_WITH_PROCESS = "people_with_process"
_PREFIX = "cause/"


def _sums(facts: Facts) -> Sums:
    talk, clauses = facts.clause_themes, facts.annotations.clauses
    themes = (*facts.vocabulary.themes, ANY)
    causes = [name.removeprefix(_PREFIX) for name in facts.vocabulary.cues]
    unstated, both = len(causes), len(causes) + 1
    names = (*causes, UNSTATED, PEOPLE_WITH_PROCESS)

    bad = np.flatnonzero(clauses.polarity < 0)
    on_theme = np.flatnonzero(clauses.polarity[talk.clause] < 0)
    clause = np.concatenate((talk.clause[on_theme], bad))
    theme = np.concatenate((talk.code[on_theme], np.full(len(bad), len(themes) - 1)))
    about = clauses.verbatim[clause] * len(themes) + theme
    signs = facts.clause_finds_of_cues(facts.cues_below("cause"))
    place, sign = join(clause, signs.clause)
    stated = distinct(about[place] * len(names) + signs.code[sign])
    stating, cause = np.divmod(stated, len(names))
    people = distinct(stating[facts.cues_below("cause/people")[cause]])
    process = stating[facts.cues_below("cause/process")[cause]]
    about = distinct(about)
    silent = about[~is_among(about, stating)]
    found = np.concatenate(
        (
            stated,
            silent * len(names) + unstated,
            people[is_among(people, process)] * len(names) + both,
        )
    )
    pair, cause = np.divmod(found, len(names))
    verbatim, theme = np.divmod(pair, len(themes))
    return one_each(
        facts.brand.at(verbatim),
        named_labels(theme, themes),
        named_labels(cause, names),
    )


STATISTIC = SumTable("theme_cause", (BRAND, THEME, CAUSE), (N,), _sums)
