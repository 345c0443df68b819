"""Rules that are spaCy token patterns: matched by spaCy's Matcher on Docs of vockit's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vockit.arrays import Ints
from vockit.language import Stream, blank_english, lemma, lower_form
from vockit.taxonomy.model import TokenPattern
from vockit.taxonomy.tagger import RuleHits

if TYPE_CHECKING:
    from spacy.tokens import Doc


class PatternMatcher:
    """False where no rule is a token pattern: then no Doc is ever built."""

    def __init__(self, patterns: Sequence[tuple[int, TokenPattern]]) -> None:
        self._patterns = patterns
        if patterns:
            from spacy.matcher import Matcher  # noqa: PLC0415 - only taxonomies that need it pay

            self._matcher = Matcher(blank_english().vocab)
            for rule, pattern in patterns:
                self._matcher.add(str(rule), [[dict(token) for token in pattern.tokens]])

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def add(
        self, found: RuleHits, texts: Sequence[str], stream: Stream, clause_of_token: Ints
    ) -> RuleHits:
        """The matches of the token patterns, each within one clause, added to ``found``."""
        verbatim = stream.piece_verbatim(stream.token_piece)
        bounds = np.searchsorted(verbatim, np.arange(len(texts) + 1))
        rules, firsts, lasts = [], [], []
        strings = blank_english().vocab.strings
        for number, text in enumerate(texts):
            low, high = int(bounds[number]), int(bounds[number + 1])
            tokens = np.arange(low, high)
            doc = _doc(text, stream.token_start(tokens).tolist(), stream.token_end(tokens).tolist())
            for key, start, end in self._matcher(doc):
                rules.append(int(strings[key]))
                firsts.append(low + start)
                lasts.append(low + end - 1)
        rule, first, last = (np.array(part, dtype=np.int64) for part in (rules, firsts, lasts))
        clause = clause_of_token[first]
        inside = clause == clause_of_token[last]
        return RuleHits(
            np.concatenate([found.rule, rule[inside]]),
            np.concatenate([found.clause, clause[inside]]),
            np.concatenate([found.first, first[inside]]),
            np.concatenate([found.last, last[inside]]),
        )


def _doc(text: str, starts: list[int], ends: list[int]) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415 - only taxonomies that need it pay

    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    spaces = [end < start for end, start in zip(ends, [*starts[1:], len(text)], strict=True)]
    doc = Doc(blank_english().vocab, words=words, spaces=spaces)
    for token in doc:
        token.lemma_ = lemma(lower_form(token.text))
    return doc
