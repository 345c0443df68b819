"""What the question of a text column asks for: what to improve, what was good, or anything."""

from __future__ import annotations

from vockit.profile import Asks
from vockit.readers.roles.words import words_of

_LONG_NAME = 10
"""Characters from which a name without blanks is a sentence."""
_REQUESTS = ("요", "까", "か", "さい", "吗", "呢")
"""How questions and requests end in Korean, Japanese and Chinese."""


def is_question(text: str) -> bool:
    """Whether a name or a label is a question or a request, as forms have them."""
    words = words_of(text)
    if text.rstrip().endswith(("?", "？", ":")) and len(words) > 2:
        return True
    if words.words and not words.words[0].isascii():
        # Scripts without blanks: a whole sentence may be one word.
        return len(text) >= _LONG_NAME or text.rstrip().endswith(_REQUESTS)
    return len(words) > 3 and words.open_with("question")


def asks_for_a_rating(text: str) -> bool:
    """Whether the answer is a place on a scale: "How likely are you to recommend us?"."""
    return words_of(text).mean("how_much")


def asks_to_recommend(text: str) -> bool:
    """Whether it is the question of the net promoter score: how likely one is to recommend."""
    return asks_for_a_rating(text) and words_of(text).mean("recommending")


def asks_for_words(text: str) -> bool:
    """Whether it asks for an opinion or a reason, and not where somebody lives."""
    words = words_of(text)
    return words.mean("subject_matter", "improve", "praise", "suggest", "voice")


def asked_for(text: str) -> Asks:
    """What a question, or the name of a column, asks for.

    Where it has words of both, it asks for what to improve ("What is the best thing that we could
    improve?"), unless it is two questions in one ("What did you like, and what should change?").
    """
    # "Would like to" is no praise.
    words = words_of(text).without("polite")
    improve, praise = words.mean("improve"), words.mean("praise")
    if praise and words.mean("negation"):
        improve = True
    if improve and words.mean("both") and (praise or words.mean("voice")):
        # "Any comments or concerns?" asks for anything.
        return "open"
    if improve:
        return "improve"
    if praise:
        return "praise"
    return "improve" if words.mean("suggest") and not words.mean("voice") else "open"
