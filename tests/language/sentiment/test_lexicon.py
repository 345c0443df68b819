from __future__ import annotations

import pickle
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from vockit.language.sentiment.cx import cx_lexicon, read_lexicon
from vockit.language.sentiment.lexicon import stock_lexicon
from vockit.taxonomy.phrases import parse_rule


def test_every_phrase_of_cx_is_one_of_the_rule_language() -> None:
    for phrase in cx_lexicon().phrases:
        parse_rule(phrase.source)


def test_no_phrase_of_cx_is_there_twice() -> None:
    sources = [phrase.source for phrase in cx_lexicon().phrases]
    assert len(sources) == len(set(sources))


def test_no_word_is_in_two_families() -> None:
    path = files("vockit").joinpath("taxonomy/lexica/cx.toml")
    families = tomllib.loads(path.read_text(encoding="utf-8"))["families"]
    words = Counter(word for family in families.values() for word in family.get("words", ()))
    assert [word for word, count in words.items() if count > 1] == []


def test_valences_are_on_vaders_scale() -> None:
    lexicon = cx_lexicon()
    valences = [*lexicon.own_valences.values(), *lexicon.lemma_valences.values()]
    valences += [phrase.valence for phrase in lexicon.phrases]
    assert all(-4 <= valence <= 4 for valence in valences)


def test_a_word_stands_for_its_forms_and_a_quoted_one_for_itself() -> None:
    lexicon = cx_lexicon().extended({"kettle": 1.0, '"engine"': 2.0, "delays": 1.5})
    words = ("kettles", "engine", "engines", "delays", "delayed")
    figures = {word: lexicon.valence(word) for word in words}
    assert figures == {
        "kettles": 1.0,
        "engine": 2.0,
        "engines": None,
        "delays": 1.5,
        "delayed": -1.5,
    }


def test_zero_takes_a_word_out() -> None:
    assert stock_lexicon().valence("security") == 1.4
    assert cx_lexicon().valence("security") is None


def test_further_valences_go_before_the_lexicons_own() -> None:
    lexicon = cx_lexicon().extended({"delay": 1.0, "on hold": 0.0, "raised bed": 1.2})
    assert lexicon.valence("delays") == 1.0
    by_source = {phrase.source: phrase.valence for phrase in lexicon.phrases}
    assert (by_source["on hold"], by_source["raised bed"]) == (0.0, 1.2)
    assert len(by_source) == len(lexicon.phrases)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("late fee", ["late fee"]),
        ("(late|early) (fee|)", ["late fee", "late", "early fee", "early"]),
        ("a (b|c (d|e))", ["a b", "a c d", "a c e"]),
        ("can not pay", ["can not pay", "ca not pay", "ca nt pay"]),
        ('"not now"', ['"not now"']),
    ],
)
def test_alternatives_of_a_phrase(written: str, meant: list[str]) -> None:
    content = {
        "families": {"x": {"valence": -1, "phrases": [written]}},
        "negations": {"words": [], "phrases": []},
        "boosters": {"raise": [], "lower": [], "none": []},
        "requests": {"words": [], "askers": [], "courtesies": []},
        "emoji": {},
    }
    lexicon = read_lexicon(content, stock_lexicon())
    found = [phrase.source for phrase in lexicon.phrases] + [
        word for word in lexicon.own_valences if " " not in word
    ]
    assert sorted(found) == sorted(meant)


def test_lexica_can_be_sent_to_other_processes() -> None:
    for lexicon in (stock_lexicon(), cx_lexicon()):
        assert pickle.loads(pickle.dumps(lexicon)) == lexicon
