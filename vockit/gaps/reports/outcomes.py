"""What were customers trying to get done, and did they?

Customers name the outcome that they were after: "I want to change my booking", "trying to get a
refund", "so that I can travel". The outcome is the first two words outside a stop list after such
a wording (a cue), within the clause: ``change booking``, ``get refund``. They are
compared as lemmas and named as they are written most often.

- **Achieved** where the clause is positive, **not achieved** where it is negative; where it is
  neutral the clause after it decides, and where that is neutral, too, it is **unclear**. A verbatim
  counts once an outcome, by its first clause that decides.
- **Gap** = not achieved / (achieved + not achieved), by Wilson's interval (1927). The test asks
  whether that differs from all other outcomes together (two proportions, pooled).
- **Value quotient** = (achieved + ½) / (not achieved + ½): 1 where as many achieve it as do not.

The row ``(all)`` has each verbatim with any outcome once: of several, one that was not achieved
counts before one that was.

*How to read it.* Customers do not want a product, they want something done (Christensen 2003). An
outcome with a low quotient is something that many of them do not get done.

*How it misleads.* Customers who got what they wanted seldom write that they wanted it, so all
shares are high: compare outcomes with one another. Two words are a rough name, and the same outcome
has several. Sentiment stands for success: a customer who is angry but got it done counts as not
achieved.

Outcomes are read from a random sample of up to 20,000 verbatims; above that ``achieved``,
``not_achieved`` and ``unclear`` are scaled up, and n is of the sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.arrays import Bools, Ints, first_of_runs
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import Evidence, TheseClauses, TheseVerbatims
from vockit.gaps.floats import as_floats
from vockit.gaps.joining import SampledClauses
from vockit.gaps.model import Column, Comparison, Findings, GapReport, Needs, Row
from vockit.gaps.net import ALL
from vockit.gaps.notes import sample_note
from vockit.gaps.speakers import Speaker, ours
from vockit.gaps.wishes import wish
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson
from vockit.stats.significance import two_proportions
from vockit.tallies.model import Tally

LISTED: Final = 50
"""Outcomes at most."""
FEWEST: Final = 5
"""Verbatims that an outcome must have to be listed."""
OUTCOME: Final = "outcome"
COUNTS: Final = ("achieved", "not_achieved", "unclear")


@dataclass(frozen=True, slots=True, eq=False)
class _Cases:
    """Verbatims and the outcomes that they name, one entry each, in the order of their hashes."""

    hash: Ints
    clause: Ints
    """The number of the clause that decides."""
    outcome: Ints
    """Its rank among all."""
    written: Ints
    """The rank of how it is written."""
    achieved: Ints
    """1 where it was achieved, -1 where not, 0 where that is unclear."""
    copies: Ints

    def only(self, chosen: Bools | Ints) -> _Cases:
        """Only these, in this order."""
        return _Cases(*(getattr(self, field.name)[chosen] for field in fields(self)))


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The outcomes that are named most often, and how often they were achieved."""
    cases, spellings = _cases(tally, ours(settings))
    if not len(cases.hash):
        return Findings(
            missing="verbatims that say what customers wanted to do (I want to, trying to)"
        )
    sampled = int(tally.tables["sample_verbatims"][s.COPIES].sum())
    n = int(tally.tables["speaker_channel"][s.N].sum())
    every = _by_verbatim(cases)
    rows = [_row(ALL, every, None, settings.confidence)]
    totals = np.bincount(cases.outcome, cases.copies)
    often = np.flatnonzero(totals >= FEWEST)
    often = often[np.argsort(-totals[often], kind="stable")][:LISTED]
    for outcome in often.tolist():
        named = cases.only(cases.outcome == outcome)
        rest = every.only(~np.isin(every.hash, named.hash))
        # How it is written most often, of equal spellings the first in the alphabet.
        name = spellings[int(np.argmax(np.bincount(named.written, named.copies)))]
        rows.append(_row(name, named, rest, settings.confidence))
    scaled = tuple(_scaled(row, n / max(sampled, 1)) for row in rows)
    rarer = len(totals) - len(often)
    notes = (f"{rarer:,} rarer outcomes are not listed; (all) has them.",) if rarer else ()
    return Findings(scaled, (*notes, *sample_note(sampled, n)))


def _cases(tally: Tally, speaker: Speaker) -> tuple[_Cases, list[str]]:
    """One entry a verbatim and outcome: the first clause that decides, else the first.

    And how outcomes are written, in the order of the alphabet.
    """
    verbatims, cues = tally.tables["sample_verbatims"], tally.tables["sample_cues"]
    clauses = SampledClauses(tally.tables)
    cues = cues[cues[s.CUE] == cue_names.OUTCOME]
    place = clauses.places_in(cues)
    begin, place = cues[s.END].to_numpy(np.int64)[place >= 0], place[place >= 0]
    if speaker.brands is not None:
        theirs = verbatims[s.SPEAKER].isin(speaker.brands).to_numpy(np.bool_)[clauses.owner[place]]
        begin, place = begin[theirs], place[theirs]
    texts = verbatims[s.TEXT].iloc[clauses.owner[place]].tolist()
    spans = zip(texts, begin.tolist(), clauses.column(s.END)[place].tolist(), strict=True)
    wishes = [wish(text[start:end]) for text, start, end in spans]
    place = place[np.array([named is not None for named in wishes], dtype=np.bool_)]
    outcome, _ = _ranked([named.lemmas for named in wishes if named])
    written, spellings = _ranked([named.written for named in wishes if named])
    owner, number, polarity = (
        clauses.owner[place],
        clauses.number[place],
        clauses.column(s.POLARITY),
    )
    hashes = verbatims[s.HASH].to_numpy(np.int64)[owner]
    # Where the clause is neutral, the next one decides.
    following = clauses.places_of(hashes, number + 1)
    achieved = np.where(following >= 0, polarity[following], 0)
    achieved = np.where(polarity[place] != 0, polarity[place], achieved)
    copies = verbatims[s.COPIES].to_numpy(np.int64)[owner]
    all_cases = _Cases(hashes, number, outcome, written, achieved, copies)
    order = np.lexsort((number, achieved == 0, outcome, hashes))
    order = order[first_of_runs(hashes[order], outcome[order])]
    return all_cases.only(order), spellings


def _ranked(names: Sequence[str]) -> tuple[Ints, list[str]]:
    """The rank of each name in the order of the alphabet, and the names in that order."""
    distinct = sorted(set(names))
    rank = {name: place for place, name in enumerate(distinct)}
    return np.array([rank[name] for name in names], dtype=np.int64), distinct


def _by_verbatim(cases: _Cases) -> _Cases:
    """One entry a verbatim: not achieved before achieved, achieved before unclear."""
    rank = np.select((cases.achieved < 0, cases.achieved > 0), (0, 1), 2)
    order = np.lexsort((cases.outcome, cases.clause, rank, cases.hash))
    return cases.only(order[first_of_runs(cases.hash[order])])


def _counts(cases: _Cases) -> tuple[int, int, int]:
    """Verbatims that achieved it, that did not, and of which that is unclear."""
    achieved, not_achieved, unclear = (
        int(cases.copies[cases.achieved == sign].sum()) for sign in (1, -1, 0)
    )
    return achieved, not_achieved, unclear


def _row(name: str, cases: _Cases, rest: _Cases | None, confidence: float) -> Row:
    achieved, not_achieved, unclear = _counts(cases)
    n = achieved + not_achieved
    share = wilson(not_achieved, n, confidence)
    gap, low, high = as_floats(share)
    p_value, compared = None, None
    if rest is not None:
        others_achieved, others_not, _ = _counts(rest)
        pair = (not_achieved, n, others_not, others_achieved + others_not)
        p_value = float(two_proportions(*pair))
        compared = Comparison(newcombe(*pair, confidence), n)
    worse = compared is not None and float(compared.difference.value) > 0
    prevails = (not_achieved > achieved) - (achieved > not_achieved)
    quoted = cases.only(cases.achieved == -prevails) if prevails else cases
    return Row(
        key=(name,),
        n=n,
        gap=gap,
        low=low,
        high=high,
        values={
            "achieved": achieved,
            "not_achieved": not_achieved,
            "unclear": unclear,
            "value_quotient": (achieved + 0.5) / (not_achieved + 0.5),
        },
        p_value=p_value,
        always_shown=frozenset(COUNTS),
        group=0 if name == ALL else 1,
        evidence=Evidence(
            TheseVerbatims(frozenset(cases.hash[cases.achieved != 0].tolist())),
            TheseVerbatims(frozenset(quoted.hash.tolist())),
            TheseClauses(frozenset(zip(quoted.hash.tolist(), quoted.clause.tolist(), strict=True))),
        ),
        subject=name,
        compared=compared,
        sentence=f"Of the customers who wanted to {name}, {not_achieved / n:.0%} did not"
        if worse
        else "",
    )


def _scaled(row: Row, scale: float) -> Row:
    """The row with its counts scaled up from the sample."""
    counts = {name: round(scale * int(str(row.values[name]))) for name in COUNTS}
    return replace(row, values={**row.values, **counts})


GAP = GapReport(
    name="outcomes",
    title="Outcomes",
    question="What were customers trying to get done, and did they?",
    unit="share not achieved",
    unit_range=1,
    worse="higher",
    kind="level",
    key=(Column(OUTCOME, "what customers wanted to do, in two words, or (all)"),),
    columns=(
        Column("achieved", "verbatims that speak well of it", "count"),
        Column("not_achieved", "verbatims that speak badly of it", "count"),
        Column("unclear", "verbatims that do neither", "count"),
        Column("value_quotient", "(achieved + 0.5) / (not achieved + 0.5)", "ratio", 2),
        Column(s.Q, "false discovery rate of the share being that of the others", "p", 4),
    ),
    needs=Needs(better_with=("[brands]",)),
    measure=measure,
)
