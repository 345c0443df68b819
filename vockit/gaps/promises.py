"""Clauses on what the profile promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vockit.gaps.evidence.rules import Clauses, Either, OnTheme, WithCue
from vockit.profile import Promise
from vockit.tallies.promised import PHRASES


def on_promises(promises: Sequence[Promise], places: Iterable[int]) -> Clauses:
    """The clauses on any of these promises, by place: with one of its themes or phrases."""
    rules: list[Clauses] = []
    for place in places:
        if promises[place].themes:
            rules.append(OnTheme(promises[place].themes))
        rules.append(WithCue((f"{PHRASES}/{place + 1}",)))
    return Either(tuple(rules))
