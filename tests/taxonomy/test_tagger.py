"""What rules make of terms, against a brute force; spaCy's matchers are in ``tests.annotation``."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.arrays import Ints
from vockit.language import Hits, TermMatcher
from vockit.taxonomy.model import Atom, Expression, Near, Phrase, Together
from vockit.taxonomy.tagger import RuleSet

WORDS = ["late", "deliver", "bag", "staff", "rude"]
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=3).map(
    lambda parts: Phrase(tuple(Atom("lemma", part) for part in parts))
)
nears = st.builds(Near, phrases, phrases, st.integers(1, 5))
togethers = st.lists(phrases | nears, min_size=2, max_size=3).map(
    lambda parts: Together(tuple(parts))
)
texts = st.lists(st.sampled_from([*WORDS, "the", "|"]), max_size=25)
"""``|`` ends a clause."""

Span = tuple[int, int]


def sets_of(tokens: list[str], matcher: TermMatcher) -> Ints:
    return np.array([matcher.symbols.of(token, token) for token in tokens], dtype=np.int64)


def phrase_spans(phrase: Phrase, tokens: list[str], clause: list[int]) -> list[Span]:
    wanted = [atom.text for atom in phrase.atoms]
    n = len(wanted)
    return [
        (i, i + n - 1)
        for i in range(len(tokens) - n + 1)
        if tokens[i : i + n] == wanted and clause[i] == clause[i + n - 1]
    ]


def near_spans(near: Near, tokens: list[str], clause: list[int]) -> list[Span]:
    found = []
    for a in phrase_spans(near.left, tokens, clause):
        for b in phrase_spans(near.right, tokens, clause):
            apart = b[0] - a[1] if b[0] > a[1] else a[0] - b[1]
            if clause[a[0]] == clause[b[0]] and 1 <= apart <= near.distance:
                found.append((min(a[0], b[0]), max(a[1], b[1])))
    return found


def brute_force(expression: Expression, tokens: list[str], clause: list[int]) -> set[Span]:
    if isinstance(expression, Phrase):
        return set(phrase_spans(expression, tokens, clause))
    if isinstance(expression, Near):
        return set(near_spans(expression, tokens, clause))
    assert isinstance(expression, Together)
    found = set()
    for number in set(clause):
        firsts = []
        for part in expression.parts:
            spans = (
                phrase_spans(part, tokens, clause)
                if isinstance(part, Phrase)
                else near_spans(part, tokens, clause)
            )
            here = sorted(span for span in spans if clause[span[0]] == number)
            firsts += here[:1] or [(-1, -1)]
        if min(firsts)[0] >= 0:
            found.add((min(start for start, _ in firsts), max(end for _, end in firsts)))
    return found


@settings(max_examples=300)
@given(st.lists(phrases | nears | togethers, min_size=1, max_size=6), texts)
def test_rules_match_as_a_brute_force_does(
    expressions: list[Expression], tokens: list[str]
) -> None:
    rules = RuleSet(expressions)
    ends = np.array([token == "|" for token in tokens], dtype=np.int64)
    clause = np.cumsum(ends, dtype=np.int64)
    hits = rules.matcher.hits(sets_of(tokens, rules.matcher))
    found = rules.matches(hits, rules.direct(hits), clause)
    for number, expression in enumerate(expressions):
        mine = found.rule == number
        spans = set(zip(found.first[mine].tolist(), found.last[mine].tolist(), strict=True))
        assert spans == brute_force(expression, tokens, clause.tolist())
        assert np.array_equal(found.clause[mine], clause[found.first[mine]])


def test_a_word_repeated_in_one_clause_costs_linear_work() -> None:
    near = Near(Phrase((Atom("lemma", "late"),)), Phrase((Atom("lemma", "deliver"),)), 4)
    rules = RuleSet([near])
    tokens = ["late", "deliver"] * 50_000
    hits = rules.matcher.hits(sets_of(tokens, rules.matcher))
    found = rules.matches(hits, rules.direct(hits), np.zeros(len(tokens), dtype=np.int64))
    assert len(found.rule) < 5 * len(tokens)


def test_atoms_of_every_kind() -> None:
    matcher = TermMatcher(
        [
            (("prefix", "deliver"), ("exact", "late")),
            (("lemma", "deliver"),),
            (("lemma", "deliver"), ("lemma", "late")),
        ]
    )
    tokens = [("delivered", "deliver"), ("late", "late"), ("deliverable", "deliverable")]
    hits = matcher.hits(np.array([matcher.symbols.of(*token) for token in tokens]))
    assert sorted(_triples(hits)) == [(0, 0, 1), (1, 0, 0), (2, 0, 1)]


def test_no_tokens_and_no_rules() -> None:
    empty = np.empty(0, dtype=np.int64)
    assert len(TermMatcher([]).hits(empty)) == 0
    rules = RuleSet([])
    hits = rules.matcher.hits(empty)
    assert len(rules.matches(hits, rules.direct(hits), empty).rule) == 0


def _triples(hits: Hits) -> list[tuple[int, int, int]]:
    return list(zip(hits.term.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True))
