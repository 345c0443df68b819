"""Quotes: which verbatims show what a row says, chosen the same way every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT
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
CONNECTIVES: Final = re.compile(
    r"(?:and|but|or|nor|yet|however|although|though|whereas|while|except|which|than)\b",
    re.IGNORECASE,
)
"""A clause that opens with one of these is a fragment, even where a sentence begins with it."""
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
        import pandas as pd

        self._speaker = speaker
        verbatims = tables["sample_verbatims"]
        self._said: dict[str, list[str]] = {
            column: list(map(str, verbatims[column].tolist())) for column in _SHOWN
        }
        self._rows: list[int] = verbatims[s.ROW].tolist()
        hashes = verbatims[s.HASH].to_numpy(np.int64)
        clauses = tables["sample_clauses"]
        clauses = clauses[clauses[s.HASH].isin(hashes)]
        owner = np.searchsorted(hashes, clauses[s.HASH].to_numpy(np.int64))
        texts = verbatims[s.TEXT].tolist()
        whole = verbatims[s.WORDS].to_numpy(np.int64)[owner] <= WHOLE
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
        first = clauses[s.START].to_numpy(np.int64) == 0
        alone = np.fromiter(
            map(_reads_alone, quotes, (whole | first).tolist()), np.bool_, len(quotes)
        )
        polarity = clauses[s.POLARITY].to_numpy(np.int64)
        alone &= verbatims[s.POLARITY].to_numpy(np.int64)[owner] == polarity
        strength = np.abs(clauses[s.COMPOUND].to_numpy(np.int64)) // STEP
        strength = np.minimum(strength, STRONGEST)
        number = clauses[s.CLAUSE].to_numpy(np.int64)
        places = _Places(hashes, owner, number)
        themed = np.zeros(len(clauses), dtype=np.bool_)
        mentioned = places.of(tables["sample_mentions"])
        themed[mentioned[mentioned >= 0]] = True
        order = np.lexsort((number, owner, -strength, ~themed, ~alone, ~apt))
        order = order[words[order] > 0]
        self._owner: Ints = owner[order]
        self._polarity: Ints = polarity[order]
        self._texts = [quotes[place] for place in order.tolist()]
        self._hash: Ints = hashes[self._owner]
        self._number: Ints = number[order]
        self._codes = {
            column: (codes, names.tolist())
            for column in _VERBATIM_FACETS
            for codes, names in (pd.factorize(verbatims[column]),)
        }
        places = _Places(hashes, self._owner, self._number)
        on_shelf = {table: places.of(tables[table]) for table in dict(_CLAUSE_FACETS).values()}
        self._facets = {
            column: _Facet(tables[table], column, on_shelf[table])
            for column, table in _CLAUSE_FACETS
        }

    def candidates(self, wanted: Wanted) -> Ints:
        """Places on the shelf of all clauses that are wanted, best first."""
        chosen: Ints | None = None
        size = len(self._owner)
        for column, facet in self._facets.items():
            name = getattr(wanted, column)
            if name is not None:
                places = facet.places(name)
                chosen = places if chosen is None else chosen[_marks(places, size)[chosen]]
        if chosen is None:
            chosen = np.arange(size)
        if wanted.polarity is not None:
            chosen = chosen[self._polarity[chosen] == wanted.polarity]
        for column, names in (
            (self._speaker, wanted.brands),
            (s.CHANNEL, wanted.channel and (wanted.channel,)),
        ):
            if names is not None:
                codes, values = self._codes[column]
                named = [place for place, value in enumerate(values) if value in names]
                chosen = chosen[_marks(named, len(values))[codes[self._owner[chosen]]]]
        if wanted.among is not None:
            chosen = chosen[np.isin(self._hash[chosen], sorted(wanted.among))]
        if wanted.clauses is not None:
            chosen = chosen[[pair in wanted.clauses for pair in self._pairs(chosen)]]
        return chosen

    def _pairs(self, places: Ints) -> Iterator[tuple[int, int]]:
        return zip(self._hash[places].tolist(), self._number[places].tolist(), strict=True)

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
        given: list[list[Quote]] = [[] for _ in rows]
        for _ in range(each):
            for row in turns:
                for place in waiting[row]:
                    verbatim, opening = int(self._owner[place]), _opening(self._texts[place])
                    if verbatim not in taken and opening not in opened:
                        taken.add(verbatim)
                        opened.add(opening)
                        given[row].append(self._quote(place, verbatim))
                        break
        return tuple(tuple(quotes) for quotes in given)

    def _quote(self, place: int, verbatim: int) -> Quote:
        record = {column: values[verbatim] for column, values in self._said.items()}
        return Quote(
            text=" ".join(unescape(self._texts[place]).split()),
            row=self._rows[verbatim],
            id=record[s.ID],
            date="" if record[s.DAY] == UNDATED else record[s.DAY],
            channel=record[s.CHANNEL],
            brand=record[s.BRAND],
            polarity=POLARITIES[int(self._polarity[place])],
        )


class _Places:
    """Where clauses are in a list of clauses, by the hash of their verbatim and their number."""

    def __init__(self, hashes: Ints, owner: Ints, number: Ints) -> None:
        """``hashes`` ascend; clause i is number ``number[i]`` of verbatim ``owner[i]``."""
        self._hashes = hashes
        self._width = int(number.max(initial=0)) + 1
        key = owner * self._width + number
        self._order = np.argsort(key)
        self._key = key[self._order]

    def of(self, table: pd.DataFrame) -> Ints:
        """The place of each row's clause, -1 where the list does not have it."""
        hashes, number = (table[name].to_numpy(np.int64) for name in (s.HASH, s.CLAUSE))
        if not len(self._key):
            return np.full(len(hashes), -1, dtype=np.int64)
        owner = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        key = owner * self._width + number
        place = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        found = (self._key[place] == key) & (self._hashes[owner] == hashes)
        found &= number < self._width
        return np.where(found, self._order[place], -1)


def _marks(places: Sequence[int] | Ints, size: int) -> Bools:
    """Which of so many places are among these."""
    marks = np.zeros(size, dtype=np.bool_)
    marks[places] = True
    return marks


def _reads_alone(text: str, opens: bool) -> bool:
    """Whether a quote begins and ends as a sentence does; ``opens`` where its text begins there."""
    if text.rstrip()[-1:] in {",", ";", ":", "-", "("}:
        return False
    start = text.lstrip(" \t\r\n-–—,.;:*\"'“‘(")
    return not CONNECTIVES.match(start) and (opens or not start[:1].islower())


def _opening(text: str) -> str:
    """The first words of a quote, whoever is addressed, whatever the punctuation."""
    words = ("".join(filter(str.isalnum, word)) for word in text.split() if word[0] not in "@#")
    return " ".join([word for word in words if word][:OPENING]).casefold()


_SHOWN: Final = (s.ID, s.DAY, s.CHANNEL, s.BRAND)
"""What is said of a quote's verbatim."""
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

    def __init__(self, table: pd.DataFrame, column: str, place: Ints) -> None:
        import pandas as pd

        self._place = place
        self._code, names = pd.factorize(table[column])
        self._names = [str(name) for name in names.tolist()]
        self._known: dict[str, Ints] = {}

    def places(self, name: str) -> Ints:
        """Ascending places of the clauses with that name, or with one under it."""
        if name not in self._known:
            under = f"{name}/"
            codes = [i for i, n in enumerate(self._names) if n == name or n.startswith(under)]
            places = np.unique(self._place[_marks(codes, len(self._names))[self._code]])
            self._known[name] = places[places >= 0]
        return self._known[name]


def shelf_of(tally: Tally, *, by: str | None = None) -> Shelf | None:
    """The shelf of a tally; None where it was counted without samples."""
    if any(name not in tally.tables for name in SAMPLES):
        return None
    return Shelf(tally.tables, s.BRAND if by is None else s.SEGMENT)


SAMPLES: Final = ("sample_verbatims", "sample_clauses", "sample_mentions", "sample_cues")
"""The statistics that quotes are read from."""
