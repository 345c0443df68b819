"""Which verbatims, and which clauses, of a view a rule picks.

``Selector`` remembers the result of each rule: the rows of all reports share most of their rules.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import reduce
from typing import assert_never

import numpy as np

from vockit import schema as s
from vockit.arrays import Bools, Ints
from vockit.gaps.evidence import rules as r
from vockit.gaps.evidence.views import Finds, View
from vockit.tallies.facts import opinions
from vockit.tallies.grouping import Labels, distinct

EMOTIONS = "emotions"
"""The pole that cues of feelings belong to."""


class Selector:
    """Picks verbatims and clauses of one view by rules."""

    def __init__(self, view: View, before: Set[int] = frozenset()) -> None:
        """``before`` are the hashes of verbatims that earlier batches had."""
        self.view = view
        self._before = before
        self._clauses: dict[r.Clauses, Ints] = {}
        self._verbatims: dict[r.Verbatims, Bools] = {}
        self._named: dict[tuple[str, str | None], Ints] = {}

    def base(self, evidence: r.Evidence) -> Bools:
        """Which verbatims a row's n counts: a mask."""
        return self.verbatims(evidence.base)

    def part(self, evidence: r.Evidence) -> Bools:
        """Which of them its gap is about: a mask."""
        base = self.verbatims(evidence.base)
        return base if evidence.part is None else base & self.verbatims(evidence.part)

    def shown(self, evidence: r.Evidence) -> Ints:
        """The clauses that can be quoted for the row, ascending: clauses of the part."""
        part = self.part(evidence)
        rule = evidence.clauses
        if isinstance(rule, r.AnyClause):
            chosen = np.flatnonzero(part[self.view.clause_verbatim])
        else:
            chosen = self.clauses(rule)
            chosen = chosen[part[self.view.clause_verbatim[chosen]]]
        if evidence.polarity is None:
            return chosen
        return np.asarray(chosen[self.view.clause_polarity[chosen] == evidence.polarity])

    def verbatims(self, rule: r.Verbatims) -> Bools:
        """Which verbatims the rule picks: a mask."""
        if rule not in self._verbatims:
            self._verbatims[rule] = self._pick_verbatims(rule)
        return self._verbatims[rule]

    def clauses(self, rule: r.Clauses) -> Ints:
        """The indices of the clauses that the rule picks, ascending."""
        if rule not in self._clauses:
            self._clauses[rule] = self._pick_clauses(rule)
        return self._clauses[rule]

    def _pick_verbatims(self, rule: r.Verbatims) -> Bools:
        view = self.view
        match rule:
            case r.Both() | r.Either() | r.Not():
                picked = self._combined_verbatims(rule)
            case r.EveryVerbatim():
                picked = np.ones(len(view), dtype=np.bool_)
            case r.OfSpeaker(names):
                picked = _labelled(view.speaker, names)
            case r.OnChannel(names):
                picked = _labelled(view.channel, names)
            case r.WrittenBetween(start, end):
                picked = np.asarray((view.day >= start) & (view.day < end))
            case r.Rated(least, most):
                picked = _between(view.rating, least, most)
            case r.HasPolarity(polarity):
                picked = np.asarray(view.polarity == polarity)
            case r.HasClause(clauses, polarity):
                picked = self._saying(self.clauses(clauses), polarity)
            case r.LongestDuration(clauses, least, most):
                picked = self._lasting(self.clauses(clauses), least, most)
            case r.TheseVerbatims(hashes, once):
                picked = self._among(hashes, once=once)
            case _:
                assert_never(rule)
        return picked

    def _combined_verbatims(
        self, rule: r.Both[r.Verbatims] | r.Either[r.Verbatims] | r.Not[r.Verbatims]
    ) -> Bools:
        match rule:
            case r.Both(rules):
                every = np.ones(len(self.view), dtype=np.bool_)
                return reduce(np.logical_and, map(self.verbatims, rules), every)
            case r.Either(rules):
                none = np.zeros(len(self.view), dtype=np.bool_)
                return reduce(np.logical_or, map(self.verbatims, rules), none)
            case r.Not(one):
                return ~self.verbatims(one)

    def _pick_clauses(self, rule: r.Clauses) -> Ints:
        match rule:
            case r.Both() | r.Either() | r.Not():
                picked = self._combined_clauses(rule)
            case r.AnyClause():
                picked = np.arange(len(self.view.clause_verbatim))
            case r.OnTheme(names):
                picked = self._with_any(s.THEME, names) if names else self._with(s.THEME, None)
            case r.OnDimension(name):
                picked = self._with(s.DIMENSION, name)
            case r.OnStage(name):
                picked = self._with(s.STAGE, name)
            case r.OnPole(name):
                picked = distinct(np.concatenate((self._with(s.POLE, name), self._by_cue(name))))
            case r.WithCue(names):
                picked = self._with_any(s.CUE, names)
            case r.ClauseHasPolarity(polarity):
                picked = np.flatnonzero(self.view.clause_polarity == polarity)
            case r.TheseClauses(clauses):
                picked = self._these(clauses)
            case _:
                assert_never(rule)
        return picked

    def _combined_clauses(
        self, rule: r.Both[r.Clauses] | r.Either[r.Clauses] | r.Not[r.Clauses]
    ) -> Ints:
        match rule:
            case r.Both(rules):
                first, *rest = sorted(map(self.clauses, rules), key=len)
                return reduce(self._common, rest, first)
            case r.Either(rules):
                picked = [self.clauses(one) for one in rules]
                return distinct(np.concatenate([np.empty(0, dtype=np.int64), *picked]))
            case r.Not(one):
                return np.flatnonzero(~self._marks(self.clauses(one)))

    def _with_any(self, facet: str, names: Sequence[str]) -> Ints:
        if len(names) == 1:
            return self._with(facet, names[0])
        picked = [self._with(facet, name) for name in names]
        return distinct(np.concatenate([np.empty(0, dtype=np.int64), *picked]))

    def _with(self, facet: str, name: str | None) -> Ints:
        """The clauses with that name of a facet, or one under it; with any where it is None."""
        if (facet, name) not in self._named:
            self._named[facet, name] = _clauses_with(self.view.finds[facet], name)
        return self._named[facet, name]

    def _by_cue(self, pole: str) -> Ints:
        """The clauses that a cue alone puts at a pole."""
        cues = (f"pole/{pole}", "emotion") if pole == EMOTIONS else (f"pole/{pole}",)
        return self._with_any(s.CUE, cues)

    def _these(self, clauses: frozenset[tuple[int, int]]) -> Ints:
        view = self.view
        matching = np.array(sorted(clauses), dtype=np.int64).reshape(-1, 2)
        candidates = np.flatnonzero(np.isin(view.hash[view.clause_verbatim], matching[:, 0]))
        pairs = zip(
            view.hash[view.clause_verbatim[candidates]].tolist(),
            view.clause_number[candidates].tolist(),
            strict=True,
        )
        chosen = np.fromiter((pair in clauses for pair in pairs), bool, len(candidates))
        return np.asarray(candidates[chosen])

    def _common(self, few: Ints, many: Ints) -> Ints:
        return np.asarray(few[self._marks(many)[few]])

    def _marks(self, clauses: Ints) -> Bools:
        marks = np.zeros(len(self.view.clause_verbatim), dtype=np.bool_)
        marks[clauses] = True
        return marks

    def _among(self, hashes: frozenset[int], *, once: bool) -> Bools:
        mask = np.isin(self.view.hash, np.fromiter(hashes, np.int64, len(hashes)))
        if once:
            _, first = np.unique(self.view.hash, return_index=True)
            is_first = np.zeros(len(mask), dtype=np.bool_)
            is_first[first] = True
            mask &= is_first
            again = [at for at in np.flatnonzero(mask) if int(self.view.hash[at]) in self._before]
            mask[again] = False
        return mask

    def _saying(self, clauses: Ints, polarity: int | None) -> Bools:
        """The verbatims with any of these clauses, or of which the mean over them is such."""
        mask = np.zeros(len(self.view), dtype=np.bool_)
        owner = self.view.clause_verbatim[clauses]
        if polarity is None:
            mask[owner] = True
        else:
            seen = opinions(owner, np.zeros_like(owner), self.view.clause_compound[clauses])
            mask[seen.verbatim[seen.polarity == polarity]] = True
        return mask

    def _lasting(self, clauses: Ints, least: int, most: int | None) -> Bools:
        longest = np.full(len(self.view), -1)
        durations = self.view.clause_duration[clauses]
        np.maximum.at(longest, self.view.clause_verbatim[clauses], durations)
        return _between(longest, least, most)


def _clauses_with(finds: Finds, name: str | None) -> Ints:
    under = f"{name}/"
    matching = [name is None or own == name or own.startswith(under) for own in finds.names]
    # The last entry is that of finds without a name, which have the code -1.
    marks = np.array(
        [*(one and bool(own) for one, own in zip(matching, finds.names, strict=True)), False]
    )
    picked = finds.clause[marks[finds.code]]
    return distinct(picked[picked >= 0])


def _labelled(labels: Labels, names: Sequence[str]) -> Bools:
    matching = set(names)
    marks = np.array([name in matching for name in labels.names], dtype=np.bool_)
    return marks[labels.codes] if len(marks) else np.zeros(len(labels), dtype=np.bool_)


def _between(values: Ints, least: int, most: int | None) -> Bools:
    inside = values >= least
    return np.asarray(inside if most is None else inside & (values <= most))
