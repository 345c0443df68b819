"""What customers were trying to get done, in two words: ``change booking``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vockit.gaps.words import NOISE
from vockit.language import lemma, lower_form, stop_words

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOISE: Final = re.compile(NOISE)
DEEDS: Final = frozenset(
    {
        "become",
        "call",
        "do",
        "get",
        "give",
        "go",
        "keep",
        "make",
        "move",
        "name",
        "pay",
        "put",
        "see",
        "serve",
        "show",
        "take",
        "use",
    }
)
"""Verbs in spaCy's stop list that name what someone was trying to do."""
LIGHT: Final = frozenset(
    {
        "become",
        "begin",
        "do",
        "get",
        "give",
        "go",
        "keep",
        "make",
        "put",
        "start",
        "take",
        "try",
        "use",
    }
)
"""Verbs that name nothing where no other word follows."""
ASIDE: Final = frozenset(
    {
        "able",
        "absolutely",
        "actually",
        "again",
        "anymore",
        "asap",
        "basically",
        "dear",
        "definitely",
        "finally",
        "guys",
        "hello",
        "hi",
        "honestly",
        "immediate",
        "immediately",
        "instead",
        "kindly",
        "later",
        "literally",
        "maybe",
        "now",
        "ok",
        "okay",
        "please",
        "pls",
        "plz",
        "possibly",
        "really",
        "simply",
        "somehow",
        "someone",
        "something",
        "somewhere",
        "soon",
        "sorry",
        "thanks",
        "thing",
        "think",
        "today",
        "tomorrow",
        "tonight",
        "try",
        "u",
        "ur",
        "want",
        "way",
        "yesterday",
        "yet",
    }
)
"""Words between a cue and what it is about."""
LENGTH: Final = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """The first two words outside the stop list; one where there are no more."""

    lemmas: str
    written: str
    """In lower case, as the customer wrote them: the lemma of ``booking`` is ``book``."""


def wish(words_after_cue: str) -> Wish | None:
    """What a customer wanted; None where no word names it, or only a verb such as ``get``."""
    roots: list[str] = []
    words: list[str] = []
    for match in WORD.finditer(_NOISE.sub(" ", words_after_cue)):
        word = lower_form(match[0]).removesuffix("'s")
        root = lemma(word)
        stop = {word, root} & stop_words() and not {word, root} & DEEDS
        if not stop and "'" not in word and not {word, root} & ASIDE and len(root) > 1:
            roots.append(root)
            words.append(word)
            if len(roots) == LENGTH:
                break
    return None if set(roots) <= LIGHT else Wish(" ".join(roots), " ".join(words))
