from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.reference.rules import matches
from vockit.language import Token
from vockit.taxonomy.covering import covers
from vockit.taxonomy.model import (
    Atom,
    AtomKind,
    Expression,
    Near,
    Phrase,
    Together,
    TokenPattern,
)
from vockit.taxonomy.phrases import parse_rule


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("late", "late"),
        ("late", "very late delivery"),
        ("deliveries", "late delivery"),
        ("delivery", '"deliveries"'),
        ("deliver*", "delivery"),
        ("deliver*", "deliveri*"),
        ("deliver*", '"delivered"'),
        ("late", "late NEAR/4 delivery"),
        ("late NEAR/4 delivery", "delivery was late"),
        ("late NEAR/4 delivery", "delivery NEAR/3 late"),
        ("late NEAR/5 delivery", "very late NEAR/4 delivery"),
        ("late", "refund + late fee"),
        ("late + fee", "fee + pay + late"),
        ("late + fee", "late fee"),
    ],
)
def test_covers(wide: str, narrow: str) -> None:
    assert covers(parse_rule(wide).expression, parse_rule(narrow).expression)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("late delivery", "late"),
        ("late delivery", "delivery late"),
        ('"delivery"', "delivery"),
        ("delivery", "deliver*"),
        ("delivered*", "deliver"),
        ("late NEAR/2 delivery", "late NEAR/3 delivery"),
        ("late NEAR/4 delivery", "very late NEAR/4 delivery"),
        ("late NEAR/2 delivery", "delivery was far too late"),
        ("late NEAR/2 late", "late"),
        ("late NEAR/4 delivery", "late + delivery"),
        ("late + fee", "late"),
        ("late fee", "late + fee"),
    ],
)
def test_does_not_cover(wide: str, narrow: str) -> None:
    assert not covers(parse_rule(wide).expression, parse_rule(narrow).expression)


def test_token_patterns_cover_themselves_only() -> None:
    pattern, other = TokenPattern(({"LOWER": "late"},)), TokenPattern(({"LOWER": "later"},))
    assert covers(pattern, pattern)
    assert not covers(pattern, other)
    assert not covers(pattern, parse_rule("late").expression)
    assert not covers(parse_rule("late").expression, pattern)


WORDS = ("wait", "waits", "waited", "waiter", "late", "later", "fee", "fees")


def atoms() -> st.SearchStrategy[Atom]:
    kinds: st.SearchStrategy[AtomKind] = st.sampled_from(("lemma", "exact", "prefix"))
    return st.builds(Atom, kinds, st.sampled_from(("wait", "waits", "late", "fe", "fee")))


def phrases() -> st.SearchStrategy[Phrase]:
    return st.lists(atoms(), min_size=1, max_size=3).map(lambda found: Phrase(tuple(found)))


def nears() -> st.SearchStrategy[Near]:
    return st.builds(Near, phrases(), phrases(), st.integers(1, 4))


def expressions() -> st.SearchStrategy[Expression]:
    parts = st.lists(phrases() | nears(), min_size=2, max_size=3)
    return phrases() | nears() | parts.map(lambda found: Together(tuple(found)))


@settings(deadline=None, max_examples=500)
@given(expressions(), expressions(), st.lists(st.sampled_from(WORDS), max_size=9))
def test_what_covers_matches_wherever_the_other_does(
    wide: Expression, narrow: Expression, words: list[str]
) -> None:
    clause = [Token(word, 0, 0) for word in words]
    if covers(wide, narrow) and matches(narrow, clause):
        assert matches(wide, clause)


@settings(deadline=None)
@given(expressions())
def test_every_rule_covers_itself(expression: Expression) -> None:
    assert covers(expression, expression)
