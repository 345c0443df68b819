"""What is rising, falling, new, out of control?

Each theme in the last full period against what the periods before lead to expect.

- **Share** = verbatims that mention the theme / all verbatims of the period; **expected** = the
  same over the full periods before, at most 26 of them. **Gap** = share − expected, by Newcombe's
  interval (1998).
- **Lower, upper**: the limits of Laney's p'-chart (2002), with 8 full earlier periods or more.
  Large samples make the limits of an ordinary chart far too narrow, since shares vary from week to
  week by more than chance; this one widens them by how much they do (σ_z). The interval and the
  test are widened by the same, never narrowed.
- **EWMA**: the level of the share, each period weighing 0.2 and all before it 0.8 (Roberts 1959).
- **p_value**: how surprising the period's count is, as x1 of x1 + x0 in proportion to the verbatims
  of the period and of those before: an exact binomial with mid-p (Przyborowski and Wilenski 1940).
  Themes with fewer than 10 verbatims in all are not tested.
- **State**, where q is under its limit: *new* (never mentioned before), *gone* (not mentioned any
  more), *out of control* (outside the chart's limits at one bound), *rising* or *falling* (where
  the period before was on that side already by a standard error, or where there is no chart).
  Else *steady*.

The period (``--period day|week|month|quarter``) is, unless given, the shortest with 8 full
periods and a median of 30 verbatims; else the longest with 8, or else with 2. A first or last
period that the data does not fill is partial, marked in the note and not tested;
``--as-of DATE`` reports as if it were that day.

*How to read it.* The gap sets out how much more is said, not whether that is good: net sentiment
tells. One period out of control asks what happened; a rising theme asks what is happening. A
share outside the limits is no finding by itself: of sixty themes one is so by chance every sixth
period, and q tells them apart.

*How it misleads.* Shares add up to a whole: where one theme surges, others seem to fall. Seasons
come back each year, and a period without the same one before takes them for news. A change of how
the file is collected changes everything at once.

*The whole.* The note splits the change of net sentiment over all talk, against the periods before,
into the part made by what is talked about and the part made by how it is felt (Kitagawa 1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.decomposition import parts_note
from vockit.gaps.evidence.rules import NO_CLAUSE, Evidence, OnTheme, Says, WrittenBetween, both
from vockit.gaps.full_periods import CHARTED, default_period, edges, full_periods
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.periods import Period, check_period, period_of
from vockit.gaps.speakers import ours
from vockit.gaps.timeline import (
    STATISTICS,
    Reach,
    Timeline,
    as_date,
    net_of,
    our_timeline,
    reach,
)
from vockit.settings import ReportSettings
from vockit.stats.control import Chart, ewma, p_prime_chart, two_rates, widened
from vockit.stats.intervals import Floats, Interval, newcombe
from vockit.tallies.model import Tally

BASELINE: Final = 26
"""Earlier periods at most: what is usual lately."""
LAMBDA: Final = 0.2
N: Final = 0
"""Column of ``Timeline.talk``."""


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """What was said in the full periods, a row each; the last of them is the one that is judged."""

    timeline: Timeline
    periods: tuple[Period, ...]
    n: Ints
    mentions: Ints
    """A column a theme."""

    @property
    def last(self) -> Period:
        return self.periods[-1]

    @property
    def before(self) -> tuple[int, int]:
        """The days of the earlier periods."""
        return self.periods[0].start, self.last.start


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """One entry a theme."""

    expected: Floats
    gap: Interval
    chart: Chart | None
    level: Floats
    p_value: Floats


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Every theme in the last full period."""
    if settings.period is not None:
        check_period(settings.period)
    covered = reach(tally, settings)
    if covered is None:
        return Findings(missing="verbatims with a date")
    timeline = our_timeline(tally, settings)
    kind = settings.period or default_period(timeline, covered)
    course = _course(timeline, covered, kind) if kind is not None else None
    if course is None:
        return Findings(
            missing=f"two full periods with verbatims ({settings.period or 'of any length'}); the "
            f"data reaches from {as_date(covered.first)} to {as_date(covered.last)}"
        )
    judged = _judged(course, settings)
    notes = (
        *_notes(course, covered),
        *parts_note(
            timeline, tally.tables["themes"], course.before, (course.last.start, course.last.end)
        ),
    )
    return Findings(_rows(tally, course, judged, settings), notes)


def _course(timeline: Timeline, covered: Reach, kind: str) -> _Course | None:
    """The last full period and those before it that have verbatims; None without any before."""
    periods = full_periods(kind, covered)
    counts = timeline.counts(edges(periods))
    kept = [place for place, count in enumerate(counts) if count][-BASELINE - 1 :]
    if len(kept) < 2:
        return None
    chosen = tuple(periods[place] for place in kept)
    talk = [timeline.talk(period.start, period.end)[:, N] for period in chosen]
    return _Course(timeline, chosen, np.array([counts[place] for place in kept]), np.array(talk))


def _judged(course: _Course, settings: ReportSettings) -> _Judged:
    earlier, n_earlier = course.mentions[:-1], course.n[:-1]
    x, n = course.mentions[-1], int(course.n[-1])
    x0, n0 = earlier.sum(axis=0), int(n_earlier.sum())
    chart = p_prime_chart(earlier, n_earlier, n) if len(earlier) >= CHARTED else None
    sigma = np.ones(len(x)) if chart is None else np.maximum(chart.sigma_z, 1)
    p_value = widened(two_rates(x, x0, n / (n + n0)), sigma)
    p_value = np.where(x + x0 >= settings.suppress_n, p_value, np.nan)
    gap = newcombe(x / sigma**2, n / sigma**2, x0 / sigma**2, n0 / sigma**2, settings.confidence)
    shares = course.mentions / course.n[:, np.newaxis]
    return _Judged(
        expected=x0 / n0,
        gap=gap,
        chart=chart,
        level=ewma(shares, LAMBDA),
        p_value=p_value,
    )


def _state(course: _Course, theme: int, chart: Chart | None, *, found: bool) -> str:
    """What has become of a theme."""
    x, x0 = course.mentions[-1, theme], course.mentions[:-1, theme].sum()
    if not found:
        return "steady"
    if not x0:
        return "new"
    if not x:
        return "gone"
    expected = x0 / course.n[:-1].sum()
    share = x / course.n[-1]
    sign = 1 if share > expected else -1
    outside = chart is not None and not chart.lower[theme] <= share <= chart.upper[theme]
    if outside and chart is not None:
        error = np.sqrt(expected * (1 - expected) / course.n[-2]) * chart.sigma_z[theme]
        before = course.mentions[-2, theme] / course.n[-2]
        if sign * (before - expected) < error:
            return "out of control"
    return "rising" if sign > 0 else "falling"


def _rows(
    tally: Tally, course: _Course, judged: _Judged, settings: ReportSettings
) -> tuple[Row, ...]:
    named = labels(tally)
    whose = both(ours(settings).verbatims, WrittenBetween(course.last.start, course.last.end))
    talk = course.timeline.talk(course.last.start, course.last.end)
    n = int(course.n[-1])
    chart = judged.chart
    rows = []
    for i in np.flatnonzero(course.mentions.sum(axis=0)).tolist():
        theme = course.timeline.themes[i]
        net = net_of(talk[i])
        share, expected = talk[i, N] / n, float(judged.expected[i])
        tested = not np.isnan(judged.p_value[i])
        row = Row(
            key=(theme,),
            n=n,
            gap=float(judged.gap.value[i]) if tested else None,
            low=float(judged.gap.low[i]) if tested else None,
            high=float(judged.gap.high[i]) if tested else None,
            values={
                "period": course.last.label,
                "share": float(share),
                "expected": expected,
                "lower": None if chart is None else float(chart.lower[i]),
                "upper": None if chart is None else float(chart.upper[i]),
                "ewma": float(judged.level[i]),
                "net_sentiment": net.value if net.n >= settings.suppress_n else None,
                "p_value": float(judged.p_value[i]),
                "state": "",
            },
            p_value=float(judged.p_value[i]),
            flag=None if tested else "not measured",
            group=1,
            evidence=Evidence(
                whose, Says(OnTheme((theme,))), OnTheme((theme,)) if tested else NO_CLAUSE
            ),
            subject=theme,
            sentence=_sentence(named.get(theme, theme), course.last, share, expected),
        )
        if tested:
            row = replace(row, verdict=_Verdict(row, course, i, chart, settings))
        rows.append(row)
    return tuple(rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Verdict:
    """What has become of a theme, as its test says."""

    row: Row
    course: _Course
    theme: int
    chart: Chart | None
    settings: ReportSettings

    def __call__(self, q_values: Sequence[float]) -> Row:
        """The row with its state."""
        found = q_values[0] <= self.settings.q
        state = _state(self.course, self.theme, self.chart, found=found)
        values = {**self.row.values, "state": state}
        return replace(self.row, values=values, group=int(state == "steady"))


def _sentence(label: str, period: Period, share: float, expected: float) -> str:
    return (
        f"In {period.label} {share:.1%} of verbatims speak of {label}, "
        f"against {expected:.1%} before"
    )


def _notes(course: _Course, covered: Reach) -> tuple[str, ...]:
    earlier, last = course.periods[:-1], course.last
    notes = [_said(f"{last.label} ({course.n[-1]:,} verbatims)", earlier, int(course.n[:-1].sum()))]
    if len(earlier) < CHARTED:
        notes.append(f"No limits: a chart takes {CHARTED} full periods before, there are fewer.")
    for period in {period_of(last.kind, covered.first), period_of(last.kind, covered.last)}:
        days = min(period.end, covered.last + 1) - max(period.start, covered.first)
        written = course.timeline.count(period.start, period.end)
        if written and days < period.end - period.start:
            notes.append(
                f"{period.label} is partial ({days} of {period.end - period.start} days) and not "
                "tested."
            )
    return (notes[0], *sorted(notes[1:]))


def _said(what: str, earlier: Sequence[Period], n: int) -> str:
    if len(earlier) == 1:
        return f"{what} against {earlier[0].label} ({n:,})."
    return (
        f"{what} against {len(earlier)} periods, {earlier[0].label} to {earlier[-1].label} ({n:,})."
    )


GAP = GapReport(
    name="trend",
    title="Trend",
    question="What is rising, falling, new, out of control?",
    unit="share of verbatims that mention the theme, less the expected one",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("period", "the last full period"),
        Column("share", "share of its verbatims that mention the theme", "share", telling=True),
        Column("expected", "the same over the periods before", "share"),
        Column("lower", "lower limit of the chart", "share"),
        Column("upper", "upper limit of the chart", "share"),
        Column("ewma", "level of the share, the last periods weighing most", "share"),
        Column("net_sentiment", "net sentiment on the theme in the period", "score"),
        Column("p_value", "probability of a count as far off by chance", "p", 4),
        Column(s.Q, "false discovery rate of that", "p", 4),
        Column("state", "rising, falling, new, gone, out of control, or steady", telling=True),
    ),
    needs=Needs(
        whole=("days", "day_theme"),
        statistics=(*STATISTICS, "themes"),
        roles=(s.DATE,),
        better_with=("[brands]",),
    ),
    measure=measure,
)
