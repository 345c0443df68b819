"""What is our score, and did it move?

The score is that of the ratings: which one, their column's name and scale decide (``--score``).

- **nps** on 0 to 10: 100 · (promoters, 9 and 10, − detractors, 0 to 6) / n (Reichheld 2003), with
  adjusted Wald limits (Rocks 2016).
- **csat**: 100 · the share of the two highest ratings (top two boxes); Wilson's interval (1927).
- **ces**: 100 · the share of the three highest ratings, those who found it easy (Dixon, Freeman and
  Toman 2010); Wilson's interval.
- **mean** of the ratings, on their own scale, with t limits.
- **Gap** = the score of the last full period − that of the full period before (``--period``), or,
  where the profile has a target (``[targets] score``), the score − the target.

The row ``(all)`` comes first, then each brand where the profile does not name ours, each channel,
and the last 12 full periods, each against the one before it.

*How to read it.* The interval of the gap says whether the score moved by more than chance. A score
that did not move may hide two channels that moved apart: read their rows.

*How it misleads.* Those who answer are no sample of customers, and who answers changes from wave to
wave. NPS throws most of its information away: with 100 answers it is known to about 15 points.

*Tests.* The two scores being the same: adjusted Wald, pooled z, or Welch's t (1947).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.gaps.evidence.rules import (
    Evidence,
    OfSpeaker,
    OnChannel,
    Rated,
    Verbatims,
    WrittenBetween,
    both,
)
from vockit.gaps.full_periods import default_period, full_periods
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.net import ALL
from vockit.gaps.periods import Period, check_period
from vockit.gaps.rating_groups import scales_of
from vockit.gaps.scores import NAMES, Counts, Scorer, score_for, scorer
from vockit.gaps.speakers import brands_in, each_brand, ours, own_of, rows_of
from vockit.gaps.timeline import STATISTICS, as_date, our_timeline, reach
from vockit.gaps.totals import totals, totals_by
from vockit.profile import SCORE
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

PERIOD_ROWS: Final = 3
"""Where rows of periods begin: after everyone, brands and channels."""
LISTED: Final = 12
"""Periods that have rows of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Ratings that are scored together."""

    name: str
    table: pd.DataFrame
    verbatims: Verbatims
    place: int
    """Where its rows come in the table."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The score of everyone, of brands, of channels and of periods."""
    scales = scales_of(tally)
    if len(scales) > 1:
        return Findings(
            missing="ratings on one scale, and there are several (--where, or one file)"
        )
    made = scorer(settings.score or score_for(scales[0], settings.rating_column), scales[0])
    periods = _periods(tally, settings)
    everyone, *others = _groups(tally, settings)
    rows = [
        _row(group, _counts(group.table), made, periods[-2:], settings)
        for group in (everyone, *others)
    ]
    for place, (before, period) in enumerate(pairwise(periods)):
        group = replace(
            everyone,
            name=period.label,
            verbatims=both(everyone.verbatims, WrittenBetween(period.start, period.end)),
            place=PERIOD_ROWS + place,
        )
        counts = _counts(_of_period(everyone.table, period))
        if counts:
            rows.append(_row(group, counts, made, (before, period), settings))
    return Findings(tuple(rows), _notes(tally, made, settings))


def _groups(tally: Tally, settings: ReportSettings) -> list[_Group]:
    speaker = ours(settings)
    table = rows_of(tally.tables["speaker_rating"], speaker)
    groups = [_Group(ALL, table, speaker.verbatims, 0)]
    if own_of(settings) is None:
        groups += [
            _Group(one.label, rows_of(table, one), OfSpeaker((one.label,)), 1)
            for one in each_brand(brands_in(tally))
            if len(rows_of(table, one))
        ]
    channels = sorted(set(table[s.CHANNEL]) - {""})
    groups += [
        _Group(
            channel,
            table[table[s.CHANNEL] == channel],
            both(speaker.verbatims, OnChannel((channel,))),
            2,
        )
        for channel in channels
        if len(channels) > 1 and channel not in {group.name for group in groups}
    ]
    return groups


def _periods(tally: Tally, settings: ReportSettings) -> tuple[Period, ...]:
    """The last full periods, one more than have rows; none where there are no two of them."""
    if settings.period is not None:
        check_period(settings.period)
    covered = reach(tally, settings)
    if covered is None:
        return ()
    kind = settings.period or default_period(our_timeline(tally, settings), covered)
    periods = full_periods(kind, covered)[-LISTED - 1 :] if kind is not None else ()
    return periods if len(periods) > 1 else ()


def _row(
    group: _Group,
    counts: Counts,
    made: Scorer,
    periods: Sequence[Period],
    settings: ReportSettings,
) -> Row:
    score = made.of(counts, settings.confidence)
    n = sum(counts.values())
    figures = {
        "score": float(score.value),
        "score_low": float(score.low),
        "score_high": float(score.high),
        "responses": n,
    }
    row = Row(
        key=(group.name,),
        n=n,
        values=figures,
        group=group.place,
        subject=group.name,
        always_shown=frozenset(figures),
        evidence=Evidence(both(group.verbatims, Rated())),
    )
    target = settings.profile.targets.get(SCORE)
    if target is not None and target.expectation is not None and group.place < PERIOD_ROWS:
        gaps = (float(x) - target.expectation for x in (score.value, score.low, score.high))
        return _with_gap(row, row.evidence.base, gaps, made)
    if len(periods) < 2:
        return row
    before, last = periods
    now, then = (_counts(_of_period(group.table, period)) for period in (last, before))
    if not now or not then:
        return row
    found = made.difference(now, then, settings.confidence)
    bounds = found.interval.value, found.interval.low, found.interval.high
    base = both(group.verbatims, WrittenBetween(last.start, last.end), Rated())
    earlier, later = (float(made.of(one, settings.confidence).value) for one in (then, now))
    return replace(
        _with_gap(row, base, map(float, bounds), made),
        n=sum(now.values()),
        p_value=found.p_value,
        values={**figures, "period": last.label, "before": earlier, "change": later - earlier},
        sentence=_sentence(made, last, (earlier, later)) if group.place == 0 else "",
    )


def _with_gap(row: Row, base: Verbatims, gap: Iterable[float], made: Scorer) -> Row:
    """The row with a gap; it is about those with a bad rating where it is below 0, else a good."""
    value, low, high = gap
    part = Rated(0, made.worst) if value < 0 else Rated(made.best)
    return replace(row, gap=value, low=low, high=high, evidence=Evidence(base, part))


def _counts(table: pd.DataFrame) -> Counts:
    """Verbatims by rating."""
    sums = totals_by(table, s.RATING)
    return {int(rating): found[s.N] for (rating,), found in sums.items()}


def _of_period(table: pd.DataFrame, period: Period) -> pd.DataFrame:
    # Days are ISO dates, so text sorts as they do; "none" comes after all of them.
    days = table[s.DAY]
    return table[(days >= as_date(period.start)) & (days < as_date(period.end))]


def _sentence(made: Scorer, last: Period, moved: tuple[float, float]) -> str:
    before, now = moved
    way = "fell" if now < before else "rose"
    return f"The {NAMES[made.name]} {way} from {before:.1f} to {now:.1f} in {last.label}"


def _notes(tally: Tally, made: Scorer, settings: ReportSettings) -> tuple[str, ...]:
    low, high = made.scale
    why = "as asked (--score)" if settings.score else "by its column's name and scale (--score)"
    notes = [f"The score is the {NAMES[made.name]} of ratings from {low:g} to {high:g}, {why}."]
    whole = totals(rows_of(tally.tables["speaker_channel"], ours(settings)))
    blank = whole[s.N] - whole[s.RATED]
    if blank:
        notes.append(f"{blank:,} of {whole[s.N]:,} verbatims have no rating on that scale.")
    return tuple(notes)


GAP = GapReport(
    name="scores",
    title="Scores",
    question="What is our score, and did it move?",
    unit="points of the score",
    unit_range=100,
    worse="lower",
    order="fixed",
    key=(Column("group", "(all), a brand, a channel, or a period"),),
    columns=(
        Column("score", "the score over all its ratings", "score", 1, main=True),
        Column("score_low", "lower bound of the score's confidence interval", "score", 1),
        Column("score_high", "upper bound of it", "score", 1),
        Column("responses", "ratings that it is made of", "count"),
        Column("period", "the period that the gap is of"),
        Column("before", "the score of the period before", "score", 1),
        Column("change", "the score of the period − that of the one before", "score", 1),
        Column(s.Q, "false discovery rate of the change", "p", 4),
    ),
    needs=Needs(
        statistics=("speaker_rating", *STATISTICS),
        whole=("days", "day_theme"),
        roles=(s.RATING,),
        better_with=("date", "[targets]", "[brands]"),
    ),
    measure=measure,
)
