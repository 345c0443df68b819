"""Verbatims with a negative clause on a theme, by brand, theme and the cause that is stated.

A verbatim counts once for each cause that its negative clauses on the theme state by a ``cause/…``
cue, and for ``unstated`` where they state none. Besides, ``stated`` has the verbatims that state
any, ``system_alone`` those that name the system around people (process, policy or technology) and
no people, ``people_alone`` the reverse, and ``people_with_process`` those that state both. Themes
include ancestors; ``(any)`` has all negative clauses, whatever they mention.
"""

from __future__ import annotations

import numpy as np

from vockit.arrays import is_among
from vockit.schema import CAUSE, SPEAKER, THEME, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, distinct, join, named_labels
from vockit.tallies.model import ANY
from vockit.tallies.sums import SumTable, one_each

UNSTATED = "unstated"
PEOPLE_WITH_PROCESS = "people_with_process"
STATED = "stated"
SYSTEM_ALONE = "system_alone"
PEOPLE_ALONE = "people_alone"
SYSTEM = ("process", "policy", "technology")
_SUMMARIES = (UNSTATED, PEOPLE_WITH_PROCESS, STATED, SYSTEM_ALONE, PEOPLE_ALONE)
_PREFIX = "cause/"


def _sums(facts: Facts) -> Sums:
    found, clauses = facts.clause_themes, facts.annotations.clauses
    themes = (*facts.vocabulary.themes, ANY)
    causes = [name.removeprefix(_PREFIX) for name in facts.vocabulary.cues]
    names = (*causes, *_SUMMARIES)

    bad = np.flatnonzero(clauses.polarity < 0)
    on_theme = np.flatnonzero(clauses.polarity[found.clause] < 0)
    clause = np.concatenate((found.clause[on_theme], bad))
    theme = np.concatenate((found.code[on_theme], np.full(len(bad), len(themes) - 1)))
    about = clauses.verbatim[clause] * len(themes) + theme
    cues = facts.clauses_with_cues(facts.cues_below("cause"))
    place, cue = join(clause, cues.clause)
    stated = distinct(about[place] * len(names) + cues.code[cue])
    stating, cause = np.divmod(stated, len(names))
    people, process, system = (
        distinct(stating[facts.cues_below(*(f"{_PREFIX}{name}" for name in wanted))[cause]])
        for wanted in (("people",), ("process",), SYSTEM)
    )
    about = distinct(about)
    summaries = {
        UNSTATED: about[~is_among(about, stating)],
        PEOPLE_WITH_PROCESS: people[is_among(people, process)],
        STATED: distinct(stating),
        SYSTEM_ALONE: system[~is_among(system, people)],
        PEOPLE_ALONE: people[~is_among(people, system)],
    }
    rows = [
        summaries[name] * len(names) + len(causes) + place for place, name in enumerate(_SUMMARIES)
    ]
    pair, cause = np.divmod(np.concatenate((stated, *rows)), len(names))
    verbatim, theme = np.divmod(pair, len(themes))
    return one_each(
        facts.speaker.at(verbatim),
        named_labels(theme, themes),
        named_labels(cause, names),
    )


STATISTIC = SumTable("theme_cause", (SPEAKER, THEME, CAUSE), (N,), _sums)
