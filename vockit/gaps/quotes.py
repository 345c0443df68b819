"""Quotes: which verbatims show what a row says, chosen the same way every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Final

import numpy as np
import pandas as pd

from vockit import schema as s
from vockit.gaps.model import Quote, Wanted
from vockit.language.arrays import Ints
from vockit.tallies.model import UNDATED, Tally

SHORTEST: Final = 6
LONGEST: Final = 40
"""In words: what a reader takes in at a glance. A verbatim up to that length is quoted whole."""
KEPT: Final = 256
"""Candidates a row keeps; the others are only counted."""
POLARITIES: Final = {-1: "negative", 0: "neutral", 1: "positive"}


class Shelf:
    """The clauses of the sampled verbatims, best quote first.

    The order needs no other row and no other report: 6 to 40 words first, then the strength of the
    clause (its compound, whatever the sign), then the hash of the verbatim and the clause's number.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        verbatims = tables["sample_verbatims"]
        self._verbatims = verbatims
        hashes = verbatims[s.HASH].to_numpy(np.int64)
        clauses = tables["sample_clauses"]
        clauses = clauses[clauses[s.HASH].isin(hashes)]
        owner = np.searchsorted(hashes, clauses[s.HASH].to_numpy(np.int64))
        texts = verbatims[s.TEXT].tolist()
        whole = verbatims[s.WORDS].to_numpy(np.int64)[owner] <= LONGEST
        spans = zip(
            owner.tolist(),
            whole.tolist(),
            clauses[s.START].tolist(),
            clauses[s.END].tolist(),
            strict=True,
        )
        quotes = [
            texts[verbatim] if entire else texts[verbatim][start:end]
            for verbatim, entire, start, end in spans
        ]
        words = np.fromiter((len(text.split()) for text in quotes), np.int64, len(quotes))
        apt = (words >= SHORTEST) & (words <= LONGEST)
        strength = np.abs(clauses[s.COMPOUND].to_numpy(np.int64))
        order = np.lexsort((clauses[s.CLAUSE].to_numpy(np.int64), owner, -strength, ~apt))
        order = order[words[order] > 0]
        self._owner: Ints = owner[order]
        self._polarity: Ints = clauses[s.POLARITY].to_numpy(np.int64)[order]
        self._texts = [quotes[place] for place in order.tolist()]
        self._hash: Ints = hashes[self._owner]
        self._number: Ints = clauses[s.CLAUSE].to_numpy(np.int64)[order]
        self._codes = {
            column: pd.factorize(verbatims[column], sort=True) for column in _VERBATIM_FACETS
        }
        places = pd.MultiIndex.from_frame(clauses[[s.HASH, s.CLAUSE]].iloc[order])
        self._facets = {
            column: _Facet(tables[table], column, places) for column, table in _CLAUSE_FACETS
        }

    def candidates(self, wanted: Wanted) -> Ints:
        """Places on the shelf of all clauses that are wanted, best first."""
        chosen: Ints | None = None
        for column, facet in self._facets.items():
            name = getattr(wanted, column)
            if name is not None:
                places = facet.places(name)
                chosen = (
                    places if chosen is None else np.intersect1d(chosen, places, assume_unique=True)
                )
        if chosen is None:
            chosen = np.arange(len(self._owner))
        if wanted.polarity is not None:
            chosen = chosen[self._polarity[chosen] == wanted.polarity]
        for column, names in (
            (s.BRAND, wanted.brands),
            (s.CHANNEL, wanted.channel and (wanted.channel,)),
            (s.SEGMENT, wanted.segment and (wanted.segment,)),
        ):
            if names is not None:
                codes, values = self._codes[column]
                code = codes[self._owner[chosen]]
                chosen = chosen[
                    np.isin(code, [place for place, value in enumerate(values) if value in names])
                ]
        if wanted.among is not None:
            chosen = chosen[np.isin(self._hash[chosen], sorted(wanted.among))]
        if wanted.clauses is not None:
            chosen = chosen[[pair in wanted.clauses for pair in self._pairs(chosen)]]
        return chosen

    def _pairs(self, places: Ints) -> Iterator[tuple[int, int]]:
        return zip(self._hash[places].tolist(), self._number[places].tolist(), strict=True)

    def quotes(self, rows: Sequence[Wanted | None], each: int) -> tuple[tuple[Quote, ...], ...]:
        """Up to ``each`` quotes for every row, no verbatim twice.

        Every row takes its first quote before any takes its second; within a round the rows with
        fewest candidates choose first, so that a rare theme is not left without.
        """
        found = [self.candidates(w) if w is not None else np.zeros(0, np.int64) for w in rows]
        turns = sorted(range(len(rows)), key=lambda row: (len(found[row]), row))
        waiting = [iter(places[:KEPT].tolist()) for places in found]
        taken: set[int] = set()
        given: list[list[Quote]] = [[] for _ in rows]
        for _ in range(each):
            for row in turns:
                for place in waiting[row]:
                    verbatim = int(self._owner[place])
                    if verbatim not in taken:
                        taken.add(verbatim)
                        given[row].append(self._quote(place, verbatim))
                        break
        return tuple(tuple(quotes) for quotes in given)

    def _quote(self, place: int, verbatim: int) -> Quote:
        record = self._verbatims.iloc[verbatim]
        day = str(record[s.DAY])
        return Quote(
            text=" ".join(unescape(self._texts[place]).split()),
            row=int(record[s.ROW]),
            id=str(record[s.ID]),
            date="" if day == UNDATED else day,
            channel=str(record[s.CHANNEL]),
            brand=str(record[s.BRAND]),
            polarity=POLARITIES[int(self._polarity[place])],
        )


_VERBATIM_FACETS: Final = (s.BRAND, s.CHANNEL, s.SEGMENT)
_CLAUSE_FACETS: Final = (
    (s.THEME, "sample_mentions"),
    (s.DIMENSION, "sample_mentions"),
    (s.STAGE, "sample_mentions"),
    (s.CAUSE, "sample_mentions"),
    (s.POLE, "sample_mentions"),
    (s.CUE, "sample_cues"),
)


class _Facet:
    """Which clauses on the shelf have a theme, a dimension, a cue."""

    def __init__(self, table: pd.DataFrame, column: str, places: pd.MultiIndex) -> None:
        keys = pd.MultiIndex.from_frame(table[[s.HASH, s.CLAUSE]])
        self._place: Ints = places.get_indexer(keys).astype(np.int64)
        self._code, names = pd.factorize(table[column], sort=True)
        self._names = [str(name) for name in names]
        self._known: dict[str, Ints] = {}

    def places(self, name: str) -> Ints:
        """Ascending places of the clauses with that name, or with one under it."""
        if name not in self._known:
            under = f"{name}/"
            codes = [i for i, n in enumerate(self._names) if n == name or n.startswith(under)]
            places = np.unique(self._place[np.isin(self._code, codes)])
            self._known[name] = places[places >= 0]
        return self._known[name]


def shelf_of(tally: Tally) -> Shelf | None:
    """The shelf of a tally; None where it was counted without samples."""
    if any(name not in tally.tables for name in SAMPLES):
        return None
    return Shelf(tally.tables)


SAMPLES: Final = ("sample_verbatims", "sample_clauses", "sample_mentions", "sample_cues")
"""The statistics that quotes are read from."""
