"""Names of brands in texts, which are no opinion: "Pets Best" is a name, no praise.

A verbatim's own brand and those of the profile are silent, whatever words they are made of. A name
that is one strong word of opinion, such as "Best", is a name only where it is written as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from vockit.arrays import Bools
from vockit.language import PlainTexts, SentimentLexicon, Stream
from vockit.verbatims import Batch

_PLAIN_NAME = re.compile(r"\w[\w'’&. -]*")
_STRONG = 2.0
"""From this valence on, one word is more often an opinion than a name."""
_NO_NAME_AFTER = re.compile(
    r"(?:^|[.!?\n]|\b(?:the|a|an|my|our|your|their|his|her|its|this|that|very|so|was|is|were|are))"
    r"[\s\"'(]*$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:['’]s?)?\s+(?:is|was|were|are|has|have|had|did|does|do|will|would|can|could|should|never"
    r"|always|refused?|sent|said|told|charged?|gave|made|took|kept|keeps?)\b|['’]s?\b",
    re.IGNORECASE,
)
"""What makes a name of a word with which a sentence begins: "Best was late"."""


class SilentNames:
    """Finds names of brands that have a word of opinion in them. Others need no looking for."""

    def __init__(self, lexicon: SentimentLexicon, always: Iterable[str]) -> None:
        """Take the names that are silent in every text."""
        self._lexicon = lexicon
        self._pattern = lru_cache(4096)(self._compiled)
        self._always = [name for name in dict.fromkeys(always) if self._pattern(name)]

    def pieces(self, batch: Batch, plain: PlainTexts, stream: Stream) -> Bools | None:
        """Which pieces of a batch are parts of such names; None where none is."""
        found = [
            (verbatim, start, end)
            for verbatim, name in self._names(batch)
            for start, end in self._places(name, plain.texts[verbatim])
        ]
        if not found:
            return None
        verbatim, start, end = np.array(sorted(set(found)), dtype=np.int64).T
        pieces = np.arange(len(stream.piece))
        of_piece, begins = stream.piece_verbatim(pieces), stream.piece_start(pieces)
        width = int(max(begins.max(), end.max())) + 1
        at = of_piece * width + begins
        first = np.searchsorted(at, verbatim * width + start, side="right") - 1
        behind = np.searchsorted(at, verbatim * width + end)
        change = np.zeros(len(pieces) + 1, dtype=np.int64)
        np.add.at(change, first, 1)
        np.add.at(change, behind, -1)
        return np.asarray(np.cumsum(change[:-1]) > 0)

    def _names(self, batch: Batch) -> Iterator[tuple[int, str]]:
        for name in self._always:
            yield from ((verbatim, name) for verbatim in range(len(batch)))
        own: Sequence[str] = batch.brand or ()
        opinionated = {name for name in set(own) if name and self._pattern(name)}
        if opinionated:
            yield from (
                (verbatim, name) for verbatim, name in enumerate(own) if name in opinionated
            )

    def _compiled(self, name: str) -> re.Pattern[str] | None:
        """How a name is found; None where it has no opinion, or is nothing that people write."""
        if not _PLAIN_NAME.fullmatch(name):
            return None
        words = re.findall(r"[^\W_]+", name)
        valences = [abs(self._lexicon.valence(word.lower()) or 0.0) for word in words]
        if not any(valences):
            return None
        written = re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]?")
        if len(words) == 1 and valences[0] >= _STRONG:
            return re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.capitalize())})(?!\w)")
        return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)

    def _places(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        pattern = self._pattern(name)
        if pattern is None:
            return
        for found in pattern.finditer(text):
            if pattern.flags & re.IGNORECASE or _is_name(text, *found.span()):
                yield found.span()


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a word of opinion with a capital is a name: not at the start, nor after "the"."""
    if not text[start].isupper():
        return False
    if not _NO_NAME_AFTER.search(text[max(start - 30, 0) : start]):
        return True
    return _NAME_BEFORE.match(text, end) is not None
