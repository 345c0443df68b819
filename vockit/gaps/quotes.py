"""Quotes: which verbatims are examples of a row, chosen the same way every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT
from vockit.arrays import Ints
from vockit.gaps.evidence.rules import Evidence, OnTheme
from vockit.gaps.evidence.selecting import Selector
from vockit.gaps.evidence.views import view_of_sample
from vockit.gaps.excerpts import words_and_sentences
from vockit.gaps.joining import SampledClauses
from vockit.gaps.model import Quote
from vockit.tallies.model import UNDATED, Tally

if TYPE_CHECKING:
    import pandas as pd

SHORTEST: Final = 6
LONGEST: Final = 40
"""In words: what a reader takes in at a glance."""
WHOLE: Final = 25
"""In words: a verbatim up to that length is quoted whole, of a longer one only the clause."""
STEP: Final = COMPOUND_UNIT // 4
STRONGEST: Final = 2
"""Strength goes by steps of 0.25 up to 0.5: a clear clause is as good a quote as a shout."""
OPENING: Final = 6
"""Words: quotes that open with the same ones are the same to a reader."""
KEPT: Final = 256
"""Candidates a row keeps; the others are only counted."""
POLARITIES: Final = {-1: "negative", 0: "neutral", 1: "positive"}


class QuoteIndex:
    """The clauses of the sampled verbatims, the best to quote first.

    The order needs no other row and no other report: 6 to 40 words first; then what reads as a
    sentence, of a verbatim that feels as the clause does: a clause that is misread, or no more than
    half of what its author thinks, shows little; then what has a theme; then the strength of the
    clause (its compound, whatever the sign, in coarse steps); then the hash of the verbatim and the
    clause's number.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables
        verbatims, clauses = tables["sample_verbatims"], SampledClauses(tables)
        view = view_of_sample(tables)
        self._selector = Selector(view)
        self._texts: list[str] = verbatims[s.TEXT].tolist()
        length = np.fromiter(map(len, self._texts), np.int64, len(self._texts))[clauses.owner]
        whole = verbatims[s.WORDS].to_numpy(np.int64)[clauses.owner] <= WHOLE
        start = np.where(whole, 0, clauses.column(s.START))
        end = np.where(whole, length, np.minimum(clauses.column(s.END), length))
        words, sentence = words_and_sentences(self._texts, clauses.owner, start, end)
        agrees = view.polarity[clauses.owner] == view.clause_polarity
        strength = np.minimum(np.abs(view.clause_compound) // STEP, STRONGEST)
        has_theme = np.zeros(len(words), dtype=np.bool_)
        has_theme[self._selector.clauses(OnTheme())] = True
        faults = np.zeros(len(words), dtype=np.uint8)
        for fault, most in (
            ((words < SHORTEST) | (words > LONGEST), 1),
            (~(sentence & agrees), 1),
            (~has_theme, 1),
            (STRONGEST - strength, STRONGEST),
        ):
            faults = faults * np.uint8(most + 1) + fault.astype(np.uint8)
        # Equals stay in the order of hash and number; bytes are sorted in linear time.
        order = np.argsort(faults, kind="stable")
        order = order[words[order] > 0]
        self._owner: Ints = clauses.owner[order]
        self._start: Ints = start[order]
        self._end: Ints = end[order]
        self._polarity: Ints = view.clause_polarity[order]
        # A clause without words has no place in the index.
        self._place: Ints = np.full(len(words), -1)
        self._place[order] = np.arange(len(order))

    def candidates(self, evidence: Evidence) -> Ints:
        """Places in the index of all clauses that a row can quote, best first."""
        places = self._place[self._selector.shown(evidence)]
        return np.sort(places[places >= 0])

    def quotes(self, rows: Sequence[Evidence], each: int) -> tuple[tuple[Quote, ...], ...]:
        """Up to ``each`` quotes for every row, no verbatim twice and none that opens as another.

        Every row takes its first quote before any takes its second; within a round the rows with
        fewest candidates choose first, so that a rare theme is not left without.
        """
        candidates = [self.candidates(evidence) for evidence in rows]
        turns = sorted(range(len(rows)), key=lambda row: (len(candidates[row]), row))
        waiting = [iter(places[:KEPT].tolist()) for places in candidates]
        taken: set[int] = set()
        opened: set[str] = set()
        chosen: list[list[int]] = [[] for _ in rows]
        for _ in range(each):
            for row in turns:
                for place in waiting[row]:
                    verbatim = int(self._owner[place])
                    if verbatim in taken:
                        continue
                    opening = _opening(self._text(place))
                    if opening not in opened:
                        taken.add(verbatim)
                        opened.add(opening)
                        chosen[row].append(place)
                        break
        quotes = iter(self._quotes([place for places in chosen for place in places]))
        return tuple(tuple(islice(quotes, len(places))) for places in chosen)

    def _text(self, place: int) -> str:
        text = self._texts[int(self._owner[place])]
        return text[int(self._start[place]) : int(self._end[place])]

    def _quotes(self, places: Sequence[int]) -> Iterator[Quote]:
        verbatims, owners = self._tables["sample_verbatims"], self._owner[places]
        names = (s.ROW, s.ID, s.DAY, s.CHANNEL, s.BRAND)
        columns = (verbatims[name].take(owners).tolist() for name in names)
        for place, row, name, day, channel, brand in zip(places, *columns, strict=True):
            yield Quote(
                text=" ".join(unescape(self._text(place)).split()),
                row=row,
                id=name,
                date="" if day == UNDATED else day,
                channel=channel,
                brand=brand,
                polarity=POLARITIES[int(self._polarity[place])],
            )


def _opening(text: str) -> str:
    """The first words of a quote, whoever is addressed, whatever the punctuation."""
    words = ("".join(filter(str.isalnum, word)) for word in text.split() if word[0] not in "@#")
    return " ".join(islice(filter(None, words), OPENING)).casefold()


def quote_index_of(tally: Tally) -> QuoteIndex | None:
    """The index of a tally; None where it was counted without samples."""
    if any(name not in tally.tables for name in SAMPLES):
        return None
    return QuoteIndex(tally.tables)


SAMPLES: Final = ("sample_verbatims", "sample_clauses", "sample_mentions", "sample_cues")
"""The statistics that quotes are read from."""
