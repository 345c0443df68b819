"""The words and word pairs of sampled verbatims, as terms that can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from vockit.language.arrays import Bools, Ints
from vockit.language.english import lemma, stop_words

NOISE: Final = r"https?://\S+|www\.\S+|[@&]\w+;?"
"""Links, handles and HTML entities are no words."""
BREAK: Final = r"[^\p{L}\p{N}\s'-]+"
"""What ends a phrase: two words with it between them are no pair."""
SHORTEST: Final = 3
"""Letters of a word that can be a term."""
BLOCK: Final = 1_000
"""Texts that are taken apart at a time."""
_Places: TypeAlias = NDArray[np.int32]
"""There are too many words for wider numbers."""
_NONE: Final[_Places] = np.empty(0, dtype=np.int32)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(64 - 22)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Which texts have which terms: one entry a (text, term), sorted by both."""

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


def normalised(texts: Iterable[str]) -> list[str]:
    """The words of each text in lower case with single spaces: reposts of a text are the same.

    Links, handles, hash signs, punctuation and a leading ``rt`` make no difference.
    """
    return [text for block in _blocks(list(texts)) for text in _normalised(block)]


def _normalised(texts: Sequence[str]) -> list[str]:
    column = pc.utf8_lower(pa.array(texts, type=pa.large_string()))
    column = pc.replace_substring_regex(column, NOISE, " ")
    column = pc.replace_substring_regex(column, r"[^\p{L}\p{N}]+", " ")
    column = pc.replace_substring_regex(pc.utf8_trim_whitespace(column), r"^rt ", "")
    return [str(text) for text in column.to_pylist()]


def terms_of(texts: Sequence[str], at_least: int = 1) -> Terms:
    """Lemmas, and pairs of lemmas side by side, that ``at_least`` texts have.

    Function words are no terms and part no pair. A term counts once a text.
    """
    text, word, spellings = _words(texts)
    lexicon = _lexicon(spellings)
    content, form = lexicon.content[word], lexicon.form[word]
    pair = content[:-1] & content[1:] & (text[:-1] == text[1:])
    size = len(lexicon.forms)
    code = np.concatenate((form[content], (form[:-1][pair] + 1) * size + form[1:][pair]))
    owner = np.concatenate((text[content], text[:-1][pair])).astype(np.int64)
    perhaps = _perhaps_frequent(code, at_least)
    owner, code = owner[perhaps], code[perhaps]
    owner, code = _distinct(owner, code)
    codes, place, counts = np.unique(code, return_inverse=True, return_counts=True)
    frequent = counts >= at_least
    chosen = frequent[place]
    return Terms(
        names=tuple(_name(code, lexicon.forms) for code in codes[frequent].tolist()),
        text=owner[chosen],
        term=(np.cumsum(frequent) - 1)[place[chosen]],
        words=np.bincount(text[lexicon.is_word[word]], minlength=len(texts)),
        english=np.bincount(text[lexicon.function[word]], minlength=len(texts)) > 0,
        spelling=_spelling(word, lexicon),
    )


def _words(texts: Sequence[str]) -> tuple[_Places, _Places, list[str]]:
    """The text and the spelling of each word, and the spellings; a break is a word ``.``."""
    place: dict[str, int] = {}
    owners, words = [_NONE], [_NONE]
    for number, block in enumerate(_blocks(texts)):
        owner, word, spellings = _words_of_block(block)
        known = [place.setdefault(spelling, len(place)) for spelling in spellings]
        owners.append(owner + np.int32(number * BLOCK))
        words.append(np.array(known, dtype=np.int32)[word])
    return np.concatenate(owners), np.concatenate(words), list(place)


def _words_of_block(texts: Sequence[str]) -> tuple[_Places, _Places, list[str]]:
    column = pc.utf8_lower(pa.array(texts, type=pa.large_string()))
    column = pc.replace_substring_regex(column, NOISE, " ")
    column = pc.replace_substring(column, "’", "'")
    column = pc.replace_substring_regex(column, BREAK, " . ")
    split = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(column))
    encoded = pc.dictionary_encode(pc.list_flatten(split))
    return (
        pc.list_parent_indices(split).to_numpy(zero_copy_only=False).astype(np.int32),
        encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32),
        [str(word) for word in encoded.dictionary.to_pylist()],
    )


def _blocks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """A text is copied many times on its way to words: not all texts at once."""
    return (texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK))


@dataclass(frozen=True, slots=True, eq=False)
class _Lexicon:
    """What is known of each spelling."""

    is_word: NDArray[np.bool_]
    function: NDArray[np.bool_]
    """Whether it is an English function word."""
    content: NDArray[np.bool_]
    """Whether it can be a term."""
    form: Ints
    """Index into ``forms``."""
    forms: tuple[str, ...]
    bare: tuple[str, ...]


def _spelling(word: _Places, lexicon: _Lexicon) -> dict[str, str]:
    """The most frequent spelling of each lemma, of equal ones the first in the alphabet."""
    counts: dict[str, dict[str, int]] = {}
    often = np.bincount(word, minlength=len(lexicon.bare)).tolist()
    for bare, form, count in zip(lexicon.bare, lexicon.form.tolist(), often, strict=True):
        spellings = counts.setdefault(lexicon.forms[form], {})
        spellings[bare] = spellings.get(bare, 0) + count
    return {
        form: min(spellings, key=lambda bare: (-spellings[bare], bare))
        for form, spellings in counts.items()
    }


def _lexicon(spellings: Sequence[str]) -> _Lexicon:
    bare = [spelling.strip("'-").removesuffix("'s") for spelling in spellings]
    lemmas = [lemma(word) for word in bare]
    stop = stop_words()
    is_word = np.array([any(c.isalpha() for c in word) for word in bare], dtype=bool)
    function = np.array(
        [
            "'" in word or word in stop or form in stop
            for word, form in zip(bare, lemmas, strict=True)
        ],
        dtype=bool,
    )
    long = np.array([len(form) >= SHORTEST for form in lemmas], dtype=bool)
    forms = sorted(set(lemmas))
    place = {form: code for code, form in enumerate(forms)}
    return _Lexicon(
        is_word=is_word,
        function=is_word & function,
        content=is_word & ~function & long,
        form=np.array([place[form] for form in lemmas], dtype=np.int64),
        forms=tuple(forms),
        bare=tuple(bare),
    )


def _perhaps_frequent(codes: Ints, at_least: int) -> Bools:
    """Which codes may occur so often. Most pairs occur once: they are not worth sorting.

    Codes are counted by their hash (Fibonacci hashing, Knuth 1973), so rare ones may pass.
    """
    if at_least < 2:
        return np.ones(len(codes), dtype=np.bool_)
    place = (codes.view(np.uint64) * _GOLDEN >> _SHIFT).view(np.int64)
    return np.asarray(np.bincount(place, minlength=1)[place] >= at_least)


def _distinct(owner: Ints, code: Ints) -> tuple[Ints, Ints]:
    order = np.lexsort((code, owner))
    owner, code = owner[order], code[order]
    new = np.ones(len(owner), dtype=bool)
    new[1:] = (owner[1:] != owner[:-1]) | (code[1:] != code[:-1])
    return owner[new], code[new]


def _name(code: int, forms: Sequence[str]) -> str:
    first, last = divmod(code, len(forms))
    return f"{forms[first - 1]} {forms[last]}" if first else forms[last]
