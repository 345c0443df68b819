"""English function words and contractions: "although", "don't", "they've", "who'll".

They are those of spaCy's stop words and tokenizer that its lemma table lacks, and a few more,
listed here so that languages can be told without importing it, which takes longer than reading a
small file.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_WORDS: Final = """
    about above across afterwards again against all almost alone along already although always
    among amongst another any anyhow anyone anything anyway anywhere around at before
    beforehand below beside besides between beyond both by ca cannot during each either else
    elsewhere ever every everyone everything everywhere for formerly forty from he hence her
    here hereby herein hereupon hers herself him his however if in indeed into it its itself
    latterly many me meanwhile moreover mostly my myself namely neither never nevertheless
    next none noone nor now nowhere of off on once only onto or otherwise our ours ourselves
    over per perhaps quite rather re really same serious several she should since so some
    somehow someone something sometime sometimes somewhere such than the their themselves then
    thence there thereafter thereby therefore therein thereupon they though through throughout
    thru thus to together too toward towards under unless upon us various very via we what
    whatever when whence whenever whereafter whereas whereby wherein whereupon wherever
    whether which whither who whoever whom whose with within without yet your yours
"""
_SUBJECTS: Final = [
    "how",
    "i",
    "it",
    "he",
    "she",
    "that",
    "there",
    "these",
    "they",
    "this",
    "those",
    "we",
    "what",
    "when",
    "where",
    "who",
    "why",
    "you",
    "y",
]
_ENDINGS: Final = ["'d", "'d've", "'ll", "'ll've", "'m", "'ma", "'re", "'s", "'ve"]
_NEGATED: Final = [
    "ai",
    "are",
    "ca",
    "could",
    "dare",
    "did",
    "do",
    "does",
    "had",
    "has",
    "have",
    "is",
    "may",
    "might",
    "must",
    "need",
    "ought",
    "sha",
    "should",
    "was",
    "were",
    "wo",
    "would",
]
_OTHERS: Final = [
    "'bout",
    "'cause",
    "'cos",
    "'coz",
    "'cuz",
    "'d",
    "'em",
    "'ll",
    "'nuff",
    "'re",
    "'s",
    "'ve",
    "c'mon",
    "could've",
    "doin'",
    "goin'",
    "havin'",
    "how'd'y",
    "let's",
    "lovin'",
    "ma'am",
    "might've",
    "must've",
    "not've",
    "nothin'",
    "nuthin'",
    "o'clock",
    "ol'",
    "should've",
    "somethin'",
    "would've",
    "y'all",
]


@cache
def function_words() -> frozenset[str]:
    """All of them, in lower case, contractions with either apostrophe."""
    found = {subject + ending for subject in _SUBJECTS for ending in _ENDINGS}
    found |= {word + ending for word in _NEGATED for ending in ("n't", "n't've")}
    found.update(_OTHERS, _WORDS.split())
    return frozenset(found | {word.replace("'", "’") for word in found})
