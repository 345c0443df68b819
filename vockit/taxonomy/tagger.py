"""Rules compiled so that they can be matched over a whole batch.

Every phrase of every rule is a *term*, matched once by the trie of ``vockit.language.matching``.
Rules of several terms (``NEAR``, ``a + b``) are joined afterwards, clause by clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.arrays import (
    Bools,
    Ints,
    Rows,
    as_places,
    first_of_runs,
    is_among,
    order_by,
    spread,
)
from vockit.language import AtomKey, Hits, TermMatcher
from vockit.taxonomy.model import Expression, Near, Phrase, Together, TokenPattern

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

    def inside(self, clause_of_token: Ints) -> RuleHits:
        """The hits that end in the clause in which they begin."""
        return self.where(clause_of_token[self.last] == self.clause)

    def for_each(self, rows: Rows) -> RuleHits:
        """A hit for each number that belongs to a hit's rule, with that number as its rule."""
        rule, origin = rows.expand(self.rule)
        return RuleHits(rule, self.clause[origin], self.first[origin], self.last[origin])


def _rows(size: int, pairs: Sequence[tuple[int, int]]) -> Rows:
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return Rows.of(size, ordered[:, 0], ordered[:, 1].copy())


def _joined(parts: Sequence[RuleHits]) -> RuleHits:
    return RuleHits(
        np.concatenate([part.rule for part in parts]),
        np.concatenate([part.clause for part in parts]),
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.last for part in parts]),
    )


class _Partners:
    """Rules out most things for which none of those that they need is in their clause.

    Each thing that is needed has one of 64 bits, and a clause the bits of all that are in it.
    """

    def __init__(self, size: int, needs: Sequence[tuple[int, int]]) -> None:
        thing, needed = np.array(needs, dtype=np.int64).reshape(-1, 2).T
        number = np.unique(needed, return_inverse=True)[1]
        sign = np.left_shift(np.uint64(1), number.astype(np.uint64) % 64)
        self._sign = np.zeros(size, dtype=np.uint64)
        self._sign[needed] = sign
        self._needed = np.zeros(size, dtype=np.uint64)
        np.bitwise_or.at(self._needed, thing, sign)

    def may_be_near(self, hits: RuleHits, partners: RuleHits) -> Bools:
        """Whether each hit may have a partner in its clause. Things are their rules."""
        n_clauses = max(hits.clause.max(initial=-1), partners.clause.max(initial=-1)) + 1
        signs = np.zeros(n_clauses, dtype=np.uint64)
        np.bitwise_or.at(signs, partners.clause, self._sign[partners.rule])
        may_be: Bools = self._needed[hits.rule] & signs[hits.clause] != 0
        return may_be


def _within(keys: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Pairs (i, j) with ``low[i] <= keys[j] <= high[i]``."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    start = np.searchsorted(ordered, low, side="left").astype(np.int64)
    stop = np.searchsorted(ordered, high, side="right").astype(np.int64)
    places, pair = spread(start, np.maximum(stop - start, 0))
    return pair, order[places]


class RuleSet:
    """Expressions compiled for matching. A rule is the index of its expression."""

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
        self._rules_of_term = _rows(terms, direct)
        self._rules_of_near = _rows(nears, near_rules)
        self._parts_of_term = _rows(terms, term_parts)
        self._parts_of_near = _rows(nears, near_parts)
        lefts = [(left, near) for near, (left, _, _) in enumerate(self._nears)]
        rights = [(right, near) for near, (_, right, _) in enumerate(self._nears)]
        self._left_of = _rows(terms, lefts)
        self._right_of = _rows(terms, rights)
        sides = [(left, right) for left, right, _ in self._nears]
        self._rights = _Partners(terms, sides)
        self._lefts = _Partners(terms, [(right, left) for left, right in sides])
        self._distance = np.array([distance for _, _, distance in self._nears], dtype=np.int64)
        self._rule_of_part = np.array(self._part_rule, dtype=np.int64)
        self._parts_needed = np.array(part_counts, dtype=np.int64)
        first_part = np.cumsum(self._parts_needed) - self._parts_needed
        self._other_parts = _Partners(
            len(self._part_rule),
            [
                (first + number, first + (number + 1) % count)
                for first, count in zip(first_part.tolist(), part_counts, strict=True)
                for number in range(count)
            ],
        )

    def direct(self, hits: Hits) -> Hits:
        """Where rules match that a term satisfies alone; the term of each is the rule."""
        rule, origin = self._rules_of_term.expand(hits.term)
        return Hits(rule, hits.first[origin], hits.last[origin])

    def matches(self, hits: Hits, direct: Hits, clause_of_token: Ints) -> RuleHits:
        """All matches of all rules; ``direct`` are those of terms alone.

        Hits that run over the end of a clause are dropped.
        """
        terms = RuleHits(hits.term, clause_of_token[hits.first], hits.first, hits.last)
        near = self._near_hits(terms, clause_of_token)
        found = [
            RuleHits(direct.term, clause_of_token[direct.first], direct.first, direct.last).inside(
                clause_of_token
            ),
            near.for_each(self._rules_of_near),
        ]
        if self._part_rule:
            found.append(self._together_hits(terms, near, clause_of_token))
        return _joined(found)

    def _near_hits(self, terms: RuleHits, clause_of_token: Ints) -> RuleHits:
        """Both sides of a NEAR in one clause, near enough; ``rule`` is the number of the NEAR.

        Each left side looks only at the right sides within its distance, so that a word repeated a
        hundred thousand times in one clause costs linear time.
        """
        # Most words of a NEAR stand where its other side does not.
        left = terms.where(self._left_of.count[terms.rule] > 0)
        right = terms.where(self._right_of.count[terms.rule] > 0)
        left = left.where(self._rights.may_be_near(left, right))
        right = right.where(self._lefts.may_be_near(right, left)).inside(clause_of_token)
        left = left.where(self._rights.may_be_near(left, right)).inside(clause_of_token)
        left, right = left.for_each(self._left_of), right.for_each(self._right_of)
        on_left = left.clause * len(self._nears) + left.rule
        on_right = right.clause * len(self._nears) + right.rule
        left = left.where(is_among(on_left, on_right))
        right = right.where(is_among(on_right, on_left))
        width = int(terms.last.max(initial=0)) + int(self._distance.max(initial=0)) + 2
        base, reach = left.rule * width, self._distance[left.rule]
        after = right.rule * width + right.first
        before = right.rule * width + right.last
        found = [
            _within(after, base + left.last + 1, base + left.last + reach),
            _within(before, base + np.maximum(left.first - reach, 0), base + left.first - 1),
        ]
        left = left.where(np.concatenate([pair[0] for pair in found]))
        right = right.where(np.concatenate([pair[1] for pair in found]))
        same = np.flatnonzero(left.clause == right.clause)
        left, right = left.where(same), right.where(same)
        return RuleHits(
            left.rule,
            left.clause,
            np.minimum(left.first, right.first),
            np.maximum(left.last, right.last),
        )

    def _together_hits(self, terms: RuleHits, near: RuleHits, clause_of_token: Ints) -> RuleHits:
        """Clauses with all parts of an ``a + b``, from the earliest match of a part to the last."""
        parts = _joined([terms.for_each(self._parts_of_term), near.for_each(self._parts_of_near)])
        parts = parts.where(self._other_parts.may_be_near(parts, parts)).inside(clause_of_token)
        parts = parts.where(order_by(parts.clause, parts.rule, parts.first, parts.last))
        parts = parts.where(first_of_runs(parts.clause, parts.rule))
        rule = self._rule_of_part[parts.rule]
        starts = np.flatnonzero(first_of_runs(parts.clause, rule))
        counts = np.diff(np.append(starts, len(rule)))
        whole = np.flatnonzero(counts == self._parts_needed[rule[starts]])
        if not len(whole):
            return RuleHits(_EMPTY, _EMPTY, _EMPTY, _EMPTY)
        return RuleHits(
            rule[starts][whole],
            parts.clause[starts][whole],
            np.minimum.reduceat(parts.first, starts)[whole],
            np.maximum.reduceat(parts.last, starts)[whole],
        )

    def _term(self, phrase: Phrase) -> int:
        key = tuple((atom.kind, atom.text) for atom in phrase.atoms)
        return self._terms.setdefault(key, len(self._terms))

    def _near(self, near: Near) -> int:
        self._nears.append((self._term(near.left), self._term(near.right), near.distance))
        return len(self._nears) - 1
