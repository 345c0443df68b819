from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.reference.rules import matches
from vockit.errors import TaxonomyError
from vockit.language import blank_english, lemma, special_cases, tokenize
from vockit.taxonomy.model import Atom, AtomKind, Near, Phrase, Together, TokenPattern
from vockit.taxonomy.phrases import FURTHEST, parse_rule, render, written_words


def phrase(*atoms: str | tuple[AtomKind, str]) -> Phrase:
    return Phrase(tuple(Atom(*(("lemma", a) if isinstance(a, str) else a)) for a in atoms))


LATE = phrase("late")
DELIVER = phrase(("prefix", "deliver"))


@pytest.mark.parametrize(
    ("source", "expression"),
    [
        ("late", LATE),
        ("Late DELIVERIES", phrase("late", "delivery")),
        ("  still \t waiting ", phrase("still", "wait")),
        ('"Late Fees"', phrase(("exact", "late"), ("exact", "fees"))),
        ('"late" deliveries', phrase(("exact", "late"), "delivery")),
        ("“late” deliveries", phrase(("exact", "late"), "delivery")),
        ("deliver*", DELIVER),
        ("Deliver* late", phrase(("prefix", "deliver"), "late")),
        ("id*", phrase(("prefix", "id"))),
        ("24*", phrase(("prefix", "24"))),
        ("check-in", phrase("check", "-", "in")),
        ("re-book*", phrase("re", "-", ("prefix", "book"))),
        ("can't", phrase("ca", "not")),
        ("can’t", phrase("ca", "not")),
        ('"didn’t"', phrase(("exact", "did"), ("exact", "n't"))),
        ("$5", phrase("$", "5")),
        ("AT&T", phrase("at&t")),
        ("18+", phrase("18", "+")),
        ("c++", phrase("c++")),
        (":(", phrase(":(")),
        ('"+"', phrase(("exact", "+"))),
        ('"5*"', phrase(("exact", "5"), ("exact", "*"))),
        ('"(late)"', phrase(("exact", "("), ("exact", "late"), ("exact", ")"))),
        ("better", phrase("well")),
        ("near me", phrase("near", "me")),
        ("Near the nearby NEARLY", phrase("near", "the", "nearby", "nearly")),
        ("DO NOT BUY", phrase("do", "not", "buy")),
        ("this or that", phrase("this", "or", "that")),
        ("deliver* NEAR/4 late", Near(DELIVER, LATE, 4)),
        ("late NEAR/1 never arrived", Near(LATE, phrase("never", "arrive"), 1)),
        ("late + deliver*", Together((LATE, DELIVER))),
        (
            'late + deliver* NEAR/12 late + "fee"',
            Together((LATE, Near(DELIVER, LATE, 12), phrase(("exact", "fee")))),
        ),
    ],
)
def test_means(source: str, expression: Phrase | Near | Together) -> None:
    rule = parse_rule(source)
    assert rule.expression == expression
    assert rule.source == source.strip()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("", "it is empty"),
        (" \n ", "it is empty"),
        ("late NEAR delivery", "NEAR needs a number, such as NEAR/4"),
        ("late NEAR/ delivery", "NEAR/ needs a number"),
        ("late NEAR/x delivery", "NEAR/x needs a number"),
        ("late NEAR/-1 delivery", "NEAR/-1 needs a number"),
        ("late NEAR4 delivery", "NEAR4 needs a number"),
        ("late near/4 delivery", "near/4 is written in capitals: NEAR/4"),
        ("late Near/4 delivery", "Near/4 is written in capitals: NEAR/4"),
        ("late NEAR/0 delivery", "n is 1 to 99"),
        (f"late NEAR/{FURTHEST + 1} delivery", "n is 1 to 99"),
        (f"late NEAR/{'9' * 5000} delivery", "n is 1 to 99"),
        ("NEAR/4 late", "NEAR needs words on both sides"),
        ("late NEAR/4", "NEAR needs words on both sides"),
        ("late NEAR/4 + fee", "NEAR needs words on both sides"),
        ("a NEAR/4 b NEAR/4 c", "write three things as `a NEAR/4 b + b NEAR/4 c`"),
        ("late +", "+ needs words on both sides"),
        ("+ late", "+ needs words on both sides"),
        ("late + + fee", "+ needs words on both sides"),
        ("late+fee", "+ needs a space on both sides"),
        ("late +fee", "+ needs a space on both sides"),
        ('"late fee', "a quote is not closed"),
        ('late"', "a quote stands inside a word"),
        ('la"te" fee', "a quote stands inside a word"),
        ('"late"fee', "a space is missing after a closing quote"),
        ('"late"*', "a space is missing after a closing quote"),
        ('""', "nothing between two quotes"),
        ('" "', "nothing between two quotes"),
        ('"deliver*"', "write it outside, `deliver*`"),
        ("*", "* alone stands for no word"),
        ("wait * hours", "leave a gap with `wait NEAR/3 hour`"),
        ("*deliver", "* ends the beginning of a word"),
        ("del*ver", "* ends the beginning of a word"),
        ("deliver**", "* ends the beginning of a word"),
        ("'*", "* ends the beginning of a word"),
        ("late AND slow", "AND is not an operator; write `a + b`"),
        ("late OR slow", "OR is not an operator; write each alternative as a phrase of its own"),
        ("late NOT slow", "NOT is not an operator; write what must not be there under `unless`"),
        ("late | slow", "| is not an operator"),
        ("late|slow", "| is not an operator"),
        ("(late slow)", "there are no groups"),
    ],
)
def test_says_what_is_wrong_and_how_to_mend_it(source: str, complaint: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        parse_rule(source, "my.toml, line 3, theme delivery/late")
    message = str(error.value)
    assert message.startswith("my.toml, line 3, theme delivery/late: phrase ")
    assert complaint in message
    assert "\n" not in message


def test_names_no_place_where_none_is_known() -> None:
    with pytest.raises(TaxonomyError, match=r"^phrase '\+': "):
        parse_rule("+")


def test_a_long_phrase_is_cut_short_in_the_message() -> None:
    with pytest.raises(TaxonomyError) as error:
        parse_rule("late " * 1000 + "+")
    assert len(str(error.value)) < 250


@settings(deadline=None)
@given(st.text() | st.text(alphabet="ab \"*+/|()NEAR4n'’\n"))
def test_any_string_is_a_rule_or_a_taxonomy_error(source: str) -> None:
    try:
        expression = parse_rule(source).expression
    except TaxonomyError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert not isinstance(expression, TokenPattern)
        assert render(expression)


WORDS = st.lists(
    st.from_regex(r"[a-z]{2,9}", fullmatch=True).filter(lambda word: len(tokenize(word)) == 1),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(WORDS)
def test_plain_words_are_their_lemmas(words: list[str]) -> None:
    assert parse_rule(" ".join(words)).expression == phrase(*map(lemma, words))


@settings(deadline=None)
@given(st.text(alphabet="abé -'.,$&@#/5:()", min_size=1))
def test_a_phrase_without_operators_matches_its_own_words_in_any_case(source: str) -> None:
    try:
        rule = parse_rule(source)
    except TaxonomyError:
        return
    assert matches(rule.expression, tokenize(source.upper().lower()))


def test_renders_what_is_looked_for() -> None:
    source = 'better "Late fees" + deliver* NEAR/3 parcels'
    rule = parse_rule(source)
    assert not isinstance(rule.expression, TokenPattern)
    assert render(rule.expression) == 'well "late" "fees" + deliver* NEAR/3 parcel'


def test_what_is_rendered_reads_the_same() -> None:
    expression = parse_rule('late "fee" + deliver* NEAR/3 parcels').expression
    assert not isinstance(expression, TokenPattern)
    assert parse_rule(render(expression)).expression == expression


def test_written_words_leave_out_the_signs_of_the_language() -> None:
    source = '“late fee” + deliver* NEAR/3 parcels "5*"'
    assert written_words(source) == "late fee deliver parcels 5*"
    assert written_words("deliver*", "ed") == "delivered"


SMALL_LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
BY_HEART = sorted(case for case in special_cases() if case.isascii() and case.isalpha())


@given(st.lists(SMALL_LETTERS | st.sampled_from([*BY_HEART, "km", "usd", "http", "www"])))
def test_words_in_small_letters_are_the_tokens_of_spacy(words: list[str]) -> None:
    source = " ".join(word.lower() for word in words) or "word"
    tokens = blank_english().tokenizer(source)
    expected = Phrase(tuple(Atom("lemma", lemma(token.lower_)) for token in tokens))
    assert parse_rule(source).expression == expected
