"""English tokens and lemmas, the same for rules and for texts."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from vockit.language.function_words import function_words
from vockit.language.spacy_import import english

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'"})


_WRONG_APOSTROPHE = re.compile("(?<=[A-Za-z])[`´ʼ＇](?=[A-Za-z])")


class Token(NamedTuple):
    """A token of spaCy's English tokenizer, with its place in the text (code points)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The lower-cased form that exact words and prefixes are compared with."""
        return lower_form(self.text)

    @property
    def lemma(self) -> str:
        """The lemma that phrases are compared with."""
        return lemma(self.lower)


def mended(chunk: str) -> str:
    """The chunk with accents typed for apostrophes inside a word made straight: ``didn´t``.

    spaCy's tokenizer knows straight and curly apostrophes only. No character is added or lost.
    """
    return chunk if chunk.isascii() and "`" not in chunk else _WRONG_APOSTROPHE.sub("'", chunk)


def lower_form(text: str) -> str:
    """Lower case, with every apostrophe straight: ``Didn’t`` and ``didn't`` are one word."""
    lower = text.lower()
    return lower if lower.isascii() and "`" not in lower else lower.translate(APOSTROPHES)


def lemma(lower: str) -> str:
    """The lemma of a lower-cased token by spaCy's lookup table; the token itself where it has none.

    The table has its quirks (``better`` gives ``well``, ``building`` gives ``build``), the same for
    rules and for texts. spaCy's own lookup is case-sensitive; this one is not.
    """
    return _lemma_table().get(lower, lower)


def word_forms(word_lemma: str) -> frozenset[str]:
    """The lower-cased words that have this lemma; empty where none has."""
    own = {word_lemma} if lemma(word_lemma) == word_lemma else set()
    return _forms_of_lemmas().get(word_lemma, frozenset()) | own


def words_of(lemmas: Collection[str]) -> set[str]:
    """The lower-cased words that have one of these lemmas, as ``word_forms`` has them."""
    own = {word_lemma for word_lemma in lemmas if lemma(word_lemma) == word_lemma}
    wanted = frozenset(lemmas)
    return own.union(
        word for word, of in _lemma_table().items() if of in wanted and word == word.lower()
    )


@cache
def blank_english() -> Language:
    """spaCy's blank English pipeline, built once per process."""
    return english()()


@cache
def english_tokenizer() -> Callable[[str], Doc]:
    """The tokenizer of ``blank_english``, built once per process, without the pipeline.

    Its vocabulary computes no attributes of words: that of the pipeline calls twenty functions for
    each word of 1,400 special cases, and for each token that is new.
    """
    rules = english().Defaults
    # Slow to import, and `--help` does without.
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415
    from spacy.util import compile_infix_regex as infix  # noqa: PLC0415
    from spacy.util import compile_prefix_regex as prefix  # noqa: PLC0415
    from spacy.util import compile_suffix_regex as suffix  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    tokenizer: Callable[[str], Doc] = Tokenizer(
        Vocab(),
        rules=rules.tokenizer_exceptions,
        prefix_search=prefix(rules.prefixes or ()).search,
        suffix_search=suffix(rules.suffixes or ()).search,
        infix_finditer=infix(rules.infixes or ()).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
    return tokenizer


@cache
def special_cases() -> frozenset[str]:
    """The chunks for which spaCy's tokenizer has exceptions, such as "can't" and "p.m."."""
    return frozenset(english().Defaults.tokenizer_exceptions)


@cache
def measures() -> frozenset[str]:
    """The units that spaCy's tokenizer knows, such as "km" and "km/h"."""
    english()
    from spacy.lang.char_classes import LIST_UNITS  # noqa: PLC0415 - slow to import, as above

    return frozenset(LIST_UNITS)


@cache
def stop_words() -> frozenset[str]:
    """Frequent words without a subject of their own, such as "the", lower-cased."""
    return frozenset(english().Defaults.stop_words)


def is_known(lower: str) -> bool:
    """Whether spaCy's tables have a lower-cased word in some form; many names are among them."""
    return lower in _lemma_table() or lower in _lemmas() or lower in function_words()


@cache
def _lemmas() -> frozenset[str]:
    return frozenset(_lemma_table().values())


@cache
def english_words() -> frozenset[str]:
    """The words of spaCy's lemma table and their lemmas, lower-cased: 67,000, without importing it.

    Function words are not among them.
    """
    table = _lemma_table()
    return frozenset(word.lower() for word in (*table, *table.values()))


@cache
def _lemma_table() -> Mapping[str, str]:
    packed = files("spacy_lookups_data").joinpath("data/en_lemma_lookup.json.gz").read_bytes()
    table: dict[str, str] = json.loads(gzip.decompress(packed))
    return table


@cache
def _forms_of_lemmas() -> Mapping[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for word, word_lemma in _lemma_table().items():
        if word == word.lower():
            forms.setdefault(word_lemma, set()).add(word)
    return {word_lemma: frozenset(words) for word_lemma, words in forms.items()}
