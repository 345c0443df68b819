"""Quotes: which verbatims show what a row says, chosen the same way every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT
from vockit.gaps.excerpts import words_and_sentences
from vockit.gaps.joining import SampledClauses
from vockit.gaps.model import Quote, Wanted
from vockit.language.arrays import Bools, Ints
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


class Shelf:
    """The clauses of the sampled verbatims, best quote first.

    The order needs no other row and no other report: 6 to 40 words first; then what reads as a
    sentence, of a verbatim that feels as the clause does: a clause that is misread, or no more than
    half of what its author thinks, shows little; then what has a theme; then the strength of the
    clause (its compound, whatever the sign, in coarse steps); then the hash of the verbatim and the
    clause's number.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], speaker: str = s.BRAND) -> None:
        """``speaker`` is the column of ``sample_verbatims`` that ``Wanted.brands`` is about."""
        self._tables = tables
        self._speaker = speaker
        verbatims, clauses = tables["sample_verbatims"], SampledClauses(tables)
        self._clauses = clauses
        self._texts: list[str] = verbatims[s.TEXT].tolist()
        length = np.fromiter(map(len, self._texts), np.int64, len(self._texts))[clauses.owner]
        whole = verbatims[s.WORDS].to_numpy(np.int64)[clauses.owner] <= WHOLE
        start = np.where(whole, 0, clauses.column(s.START))
        end = np.where(whole, length, np.minimum(clauses.column(s.END), length))
        words, sentence = words_and_sentences(self._texts, clauses.owner, start, end)
        polarity = clauses.column(s.POLARITY)
        agrees = verbatims[s.POLARITY].to_numpy(np.int64)[clauses.owner] == polarity
        strength = np.minimum(np.abs(clauses.column(s.COMPOUND)) // STEP, STRONGEST)
        faults = np.zeros(len(words), dtype=np.uint8)
        for fault, most in (
            ((words < SHORTEST) | (words > LONGEST), 1),
            (~(sentence & agrees), 1),
            (~_marks(clauses.places_in(tables["sample_mentions"]), len(words)), 1),
            (STRONGEST - strength, STRONGEST),
        ):
            faults = faults * np.uint8(most + 1) + fault.astype(np.uint8)
        # Equals stay in the order of hash and number; bytes are sorted in linear time.
        order = np.argsort(faults, kind="stable")
        order = order[words[order] > 0]
        self._owner: Ints = clauses.owner[order]
        self._start: Ints = start[order]
        self._end: Ints = end[order]
        self._polarity: Ints = polarity[order]
        # What is no clause, and has the place -1 among them, is nowhere on the shelf.
        self._place: Ints = np.full(len(words) + 1, -1)
        self._place[order] = np.arange(len(order))
        self._facets: dict[str, _Facet] = {}
        self._speakers: dict[tuple[str, tuple[str, ...]], Bools] = {}
        self._asked: tuple[frozenset[int] | None, Bools] = (None, np.zeros(0, dtype=np.bool_))

    def candidates(self, wanted: Wanted) -> Ints:
        """Places on the shelf of all clauses that are wanted, best first."""
        size = len(self._owner)
        chosen: Ints | None = None
        for column, table in _CLAUSE_FACETS:
            name = getattr(wanted, column)
            if name is not None:
                places = self._facet(column, table).places(name)
                chosen = places if chosen is None else chosen[_marks(places, size)[chosen]]
        if wanted.clauses is not None:
            pairs = np.array(list(wanted.clauses), dtype=np.int64).reshape(-1, 2)
            named = _marks(self._place[self._clauses.places_of(*pairs.T)], size)
            chosen = np.flatnonzero(named) if chosen is None else chosen[named[chosen]]
        if chosen is None:
            chosen = np.arange(size)
        if wanted.polarity is not None:
            chosen = chosen[self._polarity[chosen] == wanted.polarity]
        if wanted.brands is not None:
            chosen = chosen[self._said_by(self._speaker, wanted.brands)[self._owner[chosen]]]
        if wanted.channel is not None:
            chosen = chosen[self._said_by(s.CHANNEL, (wanted.channel,))[self._owner[chosen]]]
        if wanted.among is not None:
            chosen = chosen[self._inside(wanted.among)[self._owner[chosen]]]
        return chosen

    def _facet(self, column: str, table: str) -> _Facet:
        if column not in self._facets:
            found = self._tables[table]
            places = self._place[self._clauses.places_in(found)]
            self._facets[column] = _Facet(found[column], places, len(self._owner))
        return self._facets[column]

    def _inside(self, hashes: frozenset[int]) -> Bools:
        """Which verbatims are among these; many rows in turn may ask for the same."""
        if self._asked[0] is not hashes:
            found = self._clauses.verbatims_of(np.array(list(hashes), dtype=np.int64))
            self._asked = hashes, _marks(found, len(self._texts))
        return self._asked[1]

    def _said_by(self, column: str, names: tuple[str, ...]) -> Bools:
        """Which verbatims have one of these brands, segments or channels."""
        if (column, names) not in self._speakers:
            said = self._tables["sample_verbatims"][column].isin(names)
            self._speakers[column, names] = said.to_numpy(np.bool_)
        return self._speakers[column, names]

    def quotes(self, rows: Sequence[Wanted | None], each: int) -> tuple[tuple[Quote, ...], ...]:
        """Up to ``each`` quotes for every row, no verbatim twice and none that opens as another.

        Every row takes its first quote before any takes its second; within a round the rows with
        fewest candidates choose first, so that a rare theme is not left without.
        """
        found = [self.candidates(w) if w is not None else np.zeros(0, np.int64) for w in rows]
        turns = sorted(range(len(rows)), key=lambda row: (len(found[row]), row))
        waiting = [iter(places[:KEPT].tolist()) for places in found]
        taken: set[int] = set()
        opened: set[str] = set()
        given: list[list[int]] = [[] for _ in rows]
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
                        given[row].append(place)
                        break
        quotes = iter(self._quotes([place for places in given for place in places]))
        return tuple(tuple(islice(quotes, len(places))) for places in given)

    def _text(self, place: int) -> str:
        text = self._texts[int(self._owner[place])]
        return text[int(self._start[place]) : int(self._end[place])]

    def _quotes(self, places: Sequence[int]) -> Iterator[Quote]:
        verbatims, owners = self._tables["sample_verbatims"], self._owner[places]
        said = (s.ROW, s.ID, s.DAY, s.CHANNEL, s.BRAND)
        columns = (verbatims[name].take(owners).tolist() for name in said)
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


def _marks(places: Ints, size: int) -> Bools:
    """Which of so many places are among these; -1 is none."""
    marks = np.zeros(size + 1, dtype=np.bool_)
    marks[places] = True
    return marks[:-1]


def _opening(text: str) -> str:
    """The first words of a quote, whoever is addressed, whatever the punctuation."""
    words = ("".join(filter(str.isalnum, word)) for word in text.split() if word[0] not in "@#")
    return " ".join(islice(filter(None, words), OPENING)).casefold()


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

    def __init__(self, column: pd.Series, place: Ints, size: int) -> None:
        """``place`` is where the clause of each row is, -1 for nowhere; the shelf has ``size``."""
        import pandas as pd

        self._place = place
        self._size = size
        self._code, names = pd.factorize(column)
        self._names: list[str] = names.tolist()
        self._known: dict[str, Ints] = {}

    def places(self, name: str) -> Ints:
        """Ascending places of the clauses with that name, or with one under it."""
        if name not in self._known:
            under = f"{name}/"
            wanted = np.array([own == name or own.startswith(under) for own in self._names], bool)
            self._known[name] = np.flatnonzero(_marks(self._place[wanted[self._code]], self._size))
        return self._known[name]


def shelf_of(tally: Tally, *, by: str | None = None) -> Shelf | None:
    """The shelf of a tally; None where it was counted without samples."""
    if any(name not in tally.tables for name in SAMPLES):
        return None
    return Shelf(tally.tables, s.BRAND if by is None else s.SEGMENT)


SAMPLES: Final = ("sample_verbatims", "sample_clauses", "sample_mentions", "sample_cues")
"""The statistics that quotes are read from."""
