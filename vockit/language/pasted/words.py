"""Whether letters are a word, by which a forgotten blank is told from a name or a short form."""

from __future__ import annotations

from vockit.language.english import is_known
from vockit.language.sentiment.lexicon import stock_lexicon

LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
"""For a class of a pattern."""


def is_word(word: str) -> bool:
    """Whether English has it; of single letters only "I" and "a" are words."""
    lower = word.lower()
    if len(lower) == 1:
        return lower in "ia"
    bare = lower.partition("'")[0].partition("’")[0]
    return is_known(bare) or bare in stock_lexicon().valences
