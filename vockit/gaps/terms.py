"""The words and word pairs of sampled verbatims, as terms that can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import GOLDEN, Bools, Ints, first_of_runs
from vockit.gaps.words import Words, words_of
from vockit.language import lemma, stop_words

SHORTEST: Final = 3
"""Letters of a word that can be a term."""
_BITS: Final = 18
"""Pairs are counted by so many bits of their hash before they are counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Which texts have which terms: one entry a (text, term), sorted by text."""

    names: tuple[str, ...]
    text: Ints
    """0-based place of the text."""
    term: Ints
    """Index into ``names``."""
    words: Ints
    """Words of each text."""
    english: NDArray[np.bool_]
    """Whether a text has an English function word."""
    spelling: Mapping[str, str]
    """How a lemma is written most often."""

    def written(self, term: int) -> str:
        """The term as people write it: ``vegas``, where its lemma is ``vega``."""
        return " ".join(self.spelling[part] for part in self.names[term].split())


def term_of(written: str) -> str:
    """The term of words as people write them."""
    return " ".join(lemma(word) for word in written.split())


def terms_of(texts: Sequence[str], at_least: int = 1) -> Terms:
    """Lemmas, and pairs of lemmas side by side, that ``at_least`` texts have.

    Function words are no terms and part no pair. A term counts once a text.
    """
    import pandas as pd

    words = words_of(texts)
    lexicon = _lexicon(words, at_least)
    form = lexicon.form[words.word]
    single = np.flatnonzero(form >= 0)
    second = np.flatnonzero((form[1:] >= 0) & (form[:-1] >= 0) & words.joined[1:]) + 1
    size = len(lexicon.forms)
    pair = (form[second - 1] + 1) * size + form[second]
    perhaps = _perhaps_frequent(pair, at_least)
    code = np.concatenate((form[single], pair[perhaps]))
    owner = np.concatenate((words.text[single], words.text[second[perhaps]]))
    # Numbers without gaps keep a text and its term in one whole number, and that sorts fast.
    place, codes = pd.factorize(code, sort=True)
    both = np.sort(owner.astype(np.int64) * len(codes) + place)
    owner, place = np.divmod(both[first_of_runs(both)], max(len(codes), 1))
    frequent = np.bincount(place, minlength=len(codes)) >= at_least
    chosen = frequent[place]
    return Terms(
        names=tuple(_name(code, lexicon.forms) for code in codes[frequent].tolist()),
        text=owner[chosen],
        term=(np.cumsum(frequent) - 1)[place[chosen]],
        words=np.bincount(words.text[lexicon.is_word[words.word]], minlength=len(texts)),
        english=np.bincount(words.text[lexicon.function[words.word]], minlength=len(texts)) > 0,
        spelling=lexicon.spelling,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Lexicon:
    """What is known of each spelling."""

    is_word: Bools
    function: Bools
    """Whether it is an English function word."""
    form: Ints
    """Index into ``forms``; -1 where it is no term, or its lemma is too rare for one."""
    forms: tuple[str, ...]
    """Lemmas, sorted."""
    spelling: Mapping[str, str]
    """See ``Terms``."""


def _lexicon(words: Words, at_least: int) -> _Lexicon:
    stop = stop_words()
    bare = [spelling.strip("'-").removesuffix("'s") for spelling in words.spellings]
    lemmas = list(map(lemma, bare))
    is_word = [word.isalpha() or any(map(str.isalpha, word)) for word in bare]
    function = [
        known and (form in stop or word in stop or "'" in word)
        for word, form, known in zip(bare, lemmas, is_word, strict=True)
    ]
    content = [
        known and not says_nothing and len(form) >= SHORTEST
        for form, known, says_nothing in zip(lemmas, is_word, function, strict=True)
    ]
    often = np.bincount(words.word, minlength=len(bare)).tolist()
    totals: dict[str, int] = {}
    for form, count in compress(zip(lemmas, often, strict=True), content):
        totals[form] = totals.get(form, 0) + count
    forms = sorted(form for form, count in totals.items() if count >= at_least)
    code = {form: place for place, form in enumerate(forms)}
    codes = np.array([code.get(form, -1) for form in lemmas], dtype=np.int64)
    spellings: list[dict[str, int]] = [{} for _ in forms]
    for place in np.flatnonzero(codes >= 0).tolist():
        counts, word = spellings[codes[place]], bare[place]
        counts[word] = counts.get(word, 0) + often[place]
    return _Lexicon(
        is_word=np.array(is_word, dtype=np.bool_),
        function=np.array(function, dtype=np.bool_),
        form=np.where(np.array(content, dtype=np.bool_), codes, -1),
        forms=tuple(forms),
        spelling={
            form: min(counts, key=lambda word: (-counts[word], word))
            for form, counts in zip(forms, spellings, strict=True)
        },
    )


def _perhaps_frequent(codes: Ints, at_least: int) -> Bools:
    """Which codes may occur so often. Most pairs occur once: they are not worth sorting.

    Codes are counted by their hash (Fibonacci hashing, Knuth 1973), so rare ones may pass.
    """
    place = (codes.view(np.uint64) * GOLDEN >> np.uint64(64 - _BITS)).view(np.int64)
    return np.asarray(np.bincount(place, minlength=1)[place] >= at_least)


def _name(code: int, forms: Sequence[str]) -> str:
    first, last = divmod(code, len(forms))
    return f"{forms[first - 1]} {forms[last]}" if first else forms[last]
