"""Rules turned into what can be matched over a whole batch, and matched.

Every phrase of every rule is a *term*, matched once by the trie of ``vockit.language.matching``.
What rules make of terms (``NEAR``, ``a + b``) is joined afterwards, clause by clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.language.arrays import (
    Bools,
    Ints,
    KeyFilter,
    as_places,
    first_of_runs,
    is_among,
    spread,
)
from vockit.language.matching import AtomKey, Hits, TermMatcher
from vockit.taxonomy.model import Expression, Near, Phrase, Together, TokenPattern

_BITS = 18
_EMPTY = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class RuleHits:
    """Where rules matched: the rule, the clause, and the first and last token of the match."""

    rule: Ints
    clause: Ints
    first: Ints
    last: Ints

    def where(self, keep: Bools | Ints) -> RuleHits:
        """The hits that a mask or an index array picks."""
        keep = as_places(keep)
        return RuleHits(self.rule[keep], self.clause[keep], self.first[keep], self.last[keep])


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """For each of n things, the numbers that belong to it, in one flat array."""

    start: Ints
    count: Ints
    flat: Ints

    @classmethod
    def of(cls, size: int, pairs: Sequence[tuple[int, int]]) -> _Rows:
        ordered = sorted(pairs)
        keys = np.array([key for key, _ in ordered], dtype=np.int64)
        count = np.bincount(keys, minlength=size).astype(np.int64)
        start = np.cumsum(count) - count
        return cls(start, count, np.array([value for _, value in ordered], dtype=np.int64))

    def expand(self, things: Ints) -> tuple[Ints, Ints]:
        """Each number of each thing, and the index into ``things`` that it came from."""
        counts = self.count[things]
        some = np.flatnonzero(counts > 0)
        places, origin = spread(self.start[things[some]], counts[some])
        return self.flat[places], some[origin]


def _within_clauses(hits: Hits, clause_of_token: Ints) -> tuple[Hits, Ints]:
    """The hits that lie within one clause, and their clauses."""
    clause = clause_of_token[hits.first]
    inside = np.flatnonzero(clause == clause_of_token[hits.last])
    return hits.where(inside), clause[inside]


def _within(keys: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Pairs (i, j) with ``low[i] <= keys[j] <= high[i]``."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    start = np.searchsorted(ordered, low, side="left").astype(np.int64)
    stop = np.searchsorted(ordered, high, side="right").astype(np.int64)
    places, pair = spread(start, np.maximum(stop - start, 0))
    return pair, order[places]


class RuleSet:
    """Expressions compiled for matching. A rule is its index in the sequence given."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._terms: dict[tuple[AtomKey, ...], int] = {}
        self._nears: list[tuple[int, int, int]] = []
        """(left term, right term, distance) of each NEAR, its own rule or a part of one."""
        direct: list[tuple[int, int]] = []
        near_rules: list[tuple[int, int]] = []
        term_parts: list[tuple[int, int]] = []
        near_parts: list[tuple[int, int]] = []
        self._part_rule: list[int] = []
        part_counts = [0] * len(expressions)
        patterns: list[tuple[int, TokenPattern]] = []
        for rule, expression in enumerate(expressions):
            match expression:
                case Phrase():
                    direct.append((self._term(expression), rule))
                case Near():
                    near_rules.append((self._near(expression), rule))
                case Together(parts):
                    for part in parts:
                        number = len(self._part_rule)
                        self._part_rule.append(rule)
                        part_counts[rule] += 1
                        if isinstance(part, Phrase):
                            term_parts.append((self._term(part), number))
                        else:
                            near_parts.append((self._near(part), number))
                case TokenPattern():
                    patterns.append((rule, expression))
        self.token_patterns: tuple[tuple[int, TokenPattern], ...] = tuple(patterns)
        """Rules that only spaCy's Matcher can find, by rule."""
        self.matcher = TermMatcher(list(self._terms))
        terms, nears = len(self._terms), len(self._nears)
        self._rules_of_term = _Rows.of(terms, direct)
        self._rules_of_near = _Rows.of(nears, near_rules)
        self._parts_of_term = _Rows.of(terms, term_parts)
        self._parts_of_near = _Rows.of(nears, near_parts)
        lefts = [(left, near) for near, (left, _, _) in enumerate(self._nears)]
        rights = [(right, near) for near, (_, right, _) in enumerate(self._nears)]
        self._left_of = _Rows.of(terms, lefts)
        self._right_of = _Rows.of(terms, rights)
        self._distance = np.array([distance for _, _, distance in self._nears], dtype=np.int64)
        self._rule_of_part = np.array(self._part_rule, dtype=np.int64)
        self._parts_needed = np.array(part_counts, dtype=np.int64)

    def direct(self, hits: Hits) -> Hits:
        """Where rules match that a term satisfies alone; the term of each is the rule."""
        rule, origin = self._rules_of_term.expand(hits.term)
        return Hits(rule, hits.first[origin], hits.last[origin])

    def matches(self, hits: Hits, direct: Hits, clause_of_token: Ints) -> RuleHits:
        """All matches of all rules; ``direct`` are those of terms alone.

        Hits that run over the end of a clause count for nothing.
        """
        direct, clause = _within_clauses(direct, clause_of_token)
        found = [RuleHits(direct.term, clause, direct.first, direct.last)]
        hits, clause = _within_clauses(hits, clause_of_token)
        near = self._near_hits(hits, clause)
        rule, origin = self._rules_of_near.expand(near.rule)
        found.append(RuleHits(rule, near.clause[origin], near.first[origin], near.last[origin]))
        if len(self._rule_of_part):
            found.append(self._together_hits(hits, clause, near))
        return RuleHits(
            np.concatenate([part.rule for part in found]),
            np.concatenate([part.clause for part in found]),
            np.concatenate([part.first for part in found]),
            np.concatenate([part.last for part in found]),
        )

    def _near_hits(self, hits: Hits, clause: Ints) -> RuleHits:
        """Both sides of a NEAR in one clause, near enough; ``rule`` is the number of the NEAR.

        Each left side looks only at the right sides within its distance, so that a word repeated a
        hundred thousand times in one clause costs linear time.
        """
        near_left, left = self._left_of.expand(hits.term)
        near_right, right = self._right_of.expand(hits.term)
        on_left = clause[left] * len(self._nears) + near_left
        on_right = clause[right] * len(self._nears) + near_right
        # Most words of a NEAR stand where its other side does not: drop them before sorting.
        meets = np.flatnonzero(KeyFilter(on_right, _BITS).may_have(on_left))
        near_left, left, on_left = near_left[meets], left[meets], on_left[meets]
        meets = np.flatnonzero(is_among(on_right, on_left))
        near_right, right, on_right = near_right[meets], right[meets], on_right[meets]
        meets = np.flatnonzero(is_among(on_left, on_right))
        near_left, left = near_left[meets], left[meets]
        if not len(left) or not len(right):
            return RuleHits(_EMPTY, _EMPTY, _EMPTY, _EMPTY)
        width = int(hits.last.max()) + int(self._distance.max()) + 2
        base, reach = near_left * width, self._distance[near_left]
        after = near_right * width + hits.first[right]
        before = near_right * width + hits.last[right]
        found = [
            _within(after, base + hits.last[left] + 1, base + hits.last[left] + reach),
            _within(
                before,
                base + np.maximum(hits.first[left] - reach, 0),
                base + hits.first[left] - 1,
            ),
        ]
        left_side = left[np.concatenate([pair[0] for pair in found])]
        right_side = right[np.concatenate([pair[1] for pair in found])]
        near = near_left[np.concatenate([pair[0] for pair in found])]
        same = clause[left_side] == clause[right_side]
        near, left_side, right_side = near[same], left_side[same], right_side[same]
        return RuleHits(
            near,
            clause[left_side],
            np.minimum(hits.first[left_side], hits.first[right_side]),
            np.maximum(hits.last[left_side], hits.last[right_side]),
        )

    def _together_hits(self, hits: Hits, clause: Ints, near: RuleHits) -> RuleHits:
        """Clauses with all parts of an ``a + b``, from the earliest match of a part to the last."""
        part_a, origin_a = self._parts_of_term.expand(hits.term)
        part_b, origin_b = self._parts_of_near.expand(near.rule)
        part = np.concatenate([part_a, part_b])
        where = np.concatenate([clause[origin_a], near.clause[origin_b]])
        first = np.concatenate([hits.first[origin_a], near.first[origin_b]])
        last = np.concatenate([hits.last[origin_a], near.last[origin_b]])
        order = np.lexsort((last, first, part, where))
        part, where, first, last = part[order], where[order], first[order], last[order]
        earliest = first_of_runs(where, part)
        part, where, first, last = part[earliest], where[earliest], first[earliest], last[earliest]
        if not len(part):
            return RuleHits(_EMPTY, _EMPTY, _EMPTY, _EMPTY)
        rule = self._rule_of_part[part]
        starts = np.flatnonzero(first_of_runs(where, rule))
        counts = np.diff(np.append(starts, len(rule)))
        whole = counts == self._parts_needed[rule[starts]]
        return RuleHits(
            rule[starts][whole],
            where[starts][whole],
            np.minimum.reduceat(first, starts)[whole],
            np.maximum.reduceat(last, starts)[whole],
        )

    def _term(self, phrase: Phrase) -> int:
        key = tuple((atom.kind, atom.text) for atom in phrase.atoms)
        return self._terms.setdefault(key, len(self._terms))

    def _near(self, near: Near) -> int:
        self._nears.append((self._term(near.left), self._term(near.right), near.distance))
        return len(self._nears) - 1
