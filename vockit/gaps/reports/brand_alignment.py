"""Do customers experience what the brand promises?

Each of the profile's ``[[promises]]`` names themes and phrases; a verbatim is on the promise where
a clause has one of them, and is positive or negative on it by the mean over those clauses.

- **Score** (Brand Alignment Score) = 100 · (P + ½) / (P + N + 1) over positive and negative
  verbatims: the share of them that found the promise kept, with Jeffreys's interval (Brown, Cai and
  DasGupta 2001). **Gap** = 100 − score. n = P + N.
- **Evidence share** = (P + N) / all verbatims: how many verbatims praise or criticise the promise.
- **overall** = the mean of the scores of promises with n of 10 or more, weighted by their
  ``weight``. Its limits combine the promises' own as those of independent estimates (MOVER: Zou and
  Donner 2008). Its counts are of verbatims on any promise, each once.

*How to read it.* The widest gap with a lower limit above 50 is a promise that more customers found
broken than kept. Nobody writes about a promise without evidence. An unpromised strength is what
customers praise and the brand does not promise.

*How it misleads.* Customers do not judge promises; they write what happened on the theme, good or
bad. A promise on a broad theme also counts what it never meant. Those who write were pleased or
upset; the many for whom a promise is simply kept do not write.

*Tests.* As many positive as negative verbatims, by the exact sign test with mid-p.

*Source.* Brand promise against experience: the gap of communication in Parasuraman, Zeithaml and
Berry 1985.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps.attention import above, within
from vockit.gaps.evidence.rules import Clauses, Evidence, HasClause, both, with_opinion
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.promises import on_promises
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals, totals_by
from vockit.profile import Promise
from vockit.settings import ReportSettings
from vockit.stats.intervals import Interval, jeffreys, net_sentiment
from vockit.stats.signs import sign_test
from vockit.tallies.model import OVERALL, Tally
from vockit.tallies.promised import ANY_PROMISE

POINTS: Final = 100
STRENGTHS: Final = 5
"""Unpromised strengths that are named."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """Verbatims on a promise: positive and negative ones."""

    promise: Promise
    place: int
    positive: int
    negative: int

    @property
    def n(self) -> int:
        return self.positive + self.negative


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How far each promise is from being kept."""
    speaker = ours(settings)
    total = int(rows_of(tally.tables["speaker_channel"], speaker)[s.N].sum())
    counted = _counts(tally, speaker, settings)
    promises = settings.profile.promises
    rows = [_row(counts, total, settings) for counts in counted]
    rows.append(_overall(tally, speaker, counted, total, settings))
    places = [*([counts.place] for counts in counted), [counts.place for counts in counted]]
    rows = [
        replace(
            row,
            evidence=_evidence(speaker, on_promises(promises, among), bool(row.values["negative"])),
        )
        for row, among in zip(rows, places, strict=True)
    ]
    notes = _notes(tally, speaker, counted, settings)
    return Findings(tuple(rows), notes)


def _counts(tally: Tally, speaker: Speaker, settings: ReportSettings) -> list[_Counts]:
    table = rows_of(tally.tables["promise"], speaker)
    return [
        _Counts(promise, place, sums[s.POSITIVE], sums[s.NEGATIVE])
        for place, promise in enumerate(settings.profile.promises)
        for sums in (totals(table[table[s.PROMISE] == place]),)
    ]


def _row(counts: _Counts, total: int, settings: ReportSettings) -> Row:
    share = jeffreys(counts.positive, counts.n, settings.confidence)
    score, low, high = as_floats(share, POINTS)
    broken = counts.negative > counts.positive
    return Row(
        key=(counts.promise.text,),
        n=counts.n,
        gap=POINTS - score,
        low=POINTS - high,
        high=POINTS - low,
        values={
            "score": score,
            "positive": counts.positive,
            "negative": counts.negative,
            "evidence_share": counts.n / total,
        },
        p_value=float(sign_test(counts.positive, counts.negative)),
        always_shown=frozenset({"positive", "negative", "evidence_share"}),
        subject=counts.promise.themes[0]
        if len(counts.promise.themes) == 1
        else counts.promise.text,
        sentence=(
            f"The promise {counts.promise.text!r} is broken for more customers than it is kept: "
            f"{counts.negative:,} against {counts.positive:,}"
            if broken
            else ""
        ),
    )


def _overall(
    tally: Tally,
    speaker: Speaker,
    counted: Sequence[_Counts],
    total: int,
    settings: ReportSettings,
) -> Row:
    """The mean of the scores; a verbatim that touches on several promises is one of n."""
    enough = [counts for counts in counted if counts.n >= settings.suppress_n]
    score = _weighted(enough, settings.confidence)
    table = rows_of(tally.tables["promise"], speaker)
    sums = totals(table[table[s.PROMISE] == ANY_PROMISE])
    n = sums[s.POSITIVE] + sums[s.NEGATIVE]
    value, low, high = as_floats(score, POINTS)
    return Row(
        key=(OVERALL,),
        n=n,
        gap=POINTS - value,
        low=POINTS - high,
        high=POINTS - low,
        values={
            "score": value,
            "positive": sums[s.POSITIVE],
            "negative": sums[s.NEGATIVE],
            "evidence_share": n / total,
        },
        always_shown=frozenset({"positive", "negative", "evidence_share"}),
        group=1,
    )


def _evidence(speaker: Speaker, clauses: Clauses, broken: bool) -> Evidence:
    """Who is positive or negative on the promise; of these who found it broken, or else kept."""
    polarity = -1 if broken else 1
    part = HasClause(clauses, polarity)
    return Evidence(both(speaker.verbatims, with_opinion(clauses)), part, clauses, polarity)


def _weighted(enough: Sequence[_Counts], confidence: float) -> Interval:
    """The weighted mean of the scores, as a share; NaN where no promise has enough verbatims."""
    weights = np.array([counts.promise.weight for counts in enough], dtype=np.float64)
    if not weights.sum():
        blank = np.asarray(np.nan)
        return Interval(blank, blank, blank)
    weights /= weights.sum()
    shares = jeffreys(
        [counts.positive for counts in enough], [counts.n for counts in enough], confidence
    )
    value = np.asarray(weights @ shares.value)
    low = value - np.sqrt(weights**2 @ (shares.value - shares.low) ** 2)
    high = value + np.sqrt(weights**2 @ (shares.high - shares.value) ** 2)
    return Interval(value, np.asarray(low), np.asarray(high))


def _notes(
    tally: Tally, speaker: Speaker, counted: Sequence[_Counts], settings: ReportSettings
) -> tuple[str, ...]:
    notes = []
    silent = [counts.promise.text for counts in counted if not counts.n]
    if silent:
        notes.append(f"Promises that no verbatim praises or criticises: {'; '.join(silent)}.")
    strengths = _unpromised(tally, speaker, settings)
    if strengths:
        notes.append(f"Unpromised strengths, praised and in no promise: {', '.join(strengths)}.")
    return tuple(notes)


def _unpromised(tally: Tally, speaker: Speaker, settings: ReportSettings) -> list[str]:
    """Leaf themes that are praised beyond chance and in no promise, most praised first."""
    promised = {theme for promise in settings.profile.promises for theme in promise.themes}
    known = tally.tables["themes"]
    leaves = known[s.THEME][known[s.LEAF] == 1]
    free = [name for name in leaves if not within(name, promised) and not above(name, promised)]
    table = rows_of(tally.tables["speaker_theme"], speaker)
    praised = []
    for (theme,), sums in totals_by(table[table[s.THEME].isin(free)], s.THEME).items():
        net = net_sentiment(sums[s.POSITIVE], sums[s.NEGATIVE], sums[s.N], settings.confidence)
        if sums[s.N] >= settings.min_n and net.low > 0:
            praised.append((-sums[s.POSITIVE], theme, float(net.value)))
    return [f"{theme} ({value:+.0f})" for _, theme, value in sorted(praised)[:STRENGTHS]]


GAP = GapReport(
    name="brand-alignment",
    title="Brand alignment",
    question="Do customers experience what the brand promises?",
    unit="points of 0-100, 0 is kept for all",
    unit_range=POINTS,
    worse="higher",
    key=(Column("promise", "what is promised, or overall"),),
    columns=(
        Column("score", "Brand Alignment Score: 100 is kept for all", "score", bar=True),
        Column("positive", "verbatims positive on the promise", "count"),
        Column("negative", "verbatims negative on the promise", "count"),
        Column(
            "evidence_share", "share of all verbatims that are positive or negative on it", "share"
        ),
        Column(s.Q, "false discovery rate of the score not being 50", "p", 4),
    ),
    needs=Needs(
        statistics=("promise", "speaker_theme", "themes"),
        profile=("promises",),
        better_with=("[brands]",),
    ),
    measure=measure,
)
