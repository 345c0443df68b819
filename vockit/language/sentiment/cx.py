"""The customer-experience profile: VADER's lexicon with what customers mean in ``cx.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from vaderSentiment.vaderSentiment import B_DECR, B_INCR

from vockit.language.sentiment.lexicon import SentimentLexicon, SentimentPhrase, stock_lexicon

_GROUP = re.compile(r"\(([^()]*)\)")


@cache
def cx_lexicon() -> SentimentLexicon:
    """The lexicon of the ``cx`` profile, which is the default."""
    text = files("vockit").joinpath("taxonomy/lexica/cx.toml").read_text(encoding="utf-8")
    return read_lexicon(tomllib.loads(text), stock_lexicon())


def read_lexicon(content: dict[str, Any], base: SentimentLexicon) -> SentimentLexicon:
    """A lexicon file's tables over a base lexicon; contrast is then the clauses' business.

    A word or phrase of a later family goes before the same one of an earlier family.
    """
    valences: dict[str, float] = {}
    for family in content["families"].values():
        valence = float(family["valence"])
        # A word is taken out in the form that is written: "please", and not "pleased".
        words = [_exact(word) if valence == 0 else word for word in family.get("words", ())]
        for entry in (*words, *_phrases(family.get("phrases", ()))):
            valences[entry] = valence
    boosters, negations, requests = content["boosters"], content["negations"], content["requests"]
    lexicon = replace(
        base,
        normalizes=True,
        contrasts=frozenset(),
        boosters={
            **{
                word: boost for word, boost in base.boosters.items() if word not in boosters["none"]
            },
            **dict.fromkeys(boosters["raise"], B_INCR),
            **dict.fromkeys(boosters["lower"], B_DECR),
        },
        negations=base.negations | frozenset(negations["words"]),
        requests=frozenset(requests["words"]),
        askers=frozenset(requests["askers"]),
        courtesies=frozenset(requests["courtesies"]),
    ).extended(valences)
    negating = tuple(
        SentimentPhrase(source, negates=True) for source in _phrases(negations["phrases"])
    )
    return replace(
        lexicon,
        own_valences={**lexicon.own_valences, **content["emoji"]},
        phrases=(*lexicon.phrases, *negating),
    )


def _exact(word: str) -> str:
    bare = word.strip('"')
    return f'"{bare}"'


def _phrases(written: Iterable[str]) -> Iterator[str]:
    """Every phrase that is meant: "can't" is "ca" + "n't" to the tokenizer, "dont" "do" + "nt"."""
    for source in written:
        for phrase in _ways(source):
            yield phrase
            if '"' not in phrase and "not" in phrase.split():
                contracted = phrase.replace("can not", "ca not").replace("will not", "wo not")
                if contracted != phrase:
                    yield contracted
                yield re.sub(r"\bnot\b", "nt", contracted, count=1)


def _ways(phrase: str) -> Iterable[str]:
    """Every phrase that one with ``(a|b)`` stands for; groups may be nested."""
    group = _GROUP.search(phrase)
    if group is None:
        return (" ".join(phrase.split()),)
    before, after = phrase[: group.start()], phrase[group.end() :]
    ways = (_ways(f"{before}{way}{after}") for way in group[1].split("|"))
    return dict.fromkeys(chain.from_iterable(ways))
