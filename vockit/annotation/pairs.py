"""The opinion of each verbatim on each theme, from all its clauses."""

from __future__ import annotations

import numpy as np

from vockit.annotation.model import Mentions, Pairs, Vocabulary
from vockit.annotation.polarity import polarity_of
from vockit.arrays import Ints, first_of_runs, order_by


def pairs_of(mentions: Mentions, vocabulary: Vocabulary) -> Pairs:
    """One entry a (verbatim, theme or ancestor of it).

    A clause that mentions two children of a theme counts once for the theme.
    """
    clause, theme, verbatim, compound = _with_ancestors(mentions, vocabulary.parent)
    order = order_by(verbatim, theme, clause)
    clause, theme, verbatim, compound = (
        part[order] for part in (clause, theme, verbatim, compound)
    )
    once = first_of_runs(verbatim, theme, clause)
    theme, verbatim, compound = theme[once], verbatim[once], compound[once]
    starts = np.flatnonzero(first_of_runs(verbatim, theme))
    if not len(starts):
        empty = np.empty(0, dtype=np.int64)
        return Pairs(empty, empty, empty, empty, empty)
    clauses = np.diff(np.append(starts, len(theme)))
    total = np.add.reduceat(compound, starts)
    polarity = polarity_of(total, clauses)
    return Pairs(verbatim[starts], theme[starts], clauses, total, polarity)


def _with_ancestors(mentions: Mentions, parent: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    parts = [(mentions.clause, mentions.theme, mentions.verbatim, mentions.compound)]
    clause, theme, verbatim, compound = parts[0]
    while len(theme):
        above = parent[theme]
        has_parent = above >= 0
        clause, theme, verbatim, compound = (
            part[has_parent] for part in (clause, above, verbatim, compound)
        )
        parts.append((clause, theme, verbatim, compound))
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return joined[0], joined[1], joined[2], joined[3]
