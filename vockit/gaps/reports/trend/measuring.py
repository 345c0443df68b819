"""From a tally to the rows of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vockit.gaps.decomposition import parts_note
from vockit.gaps.evidence.rules import NO_CLAUSE, Evidence, HasClause, OnTheme, WrittenBetween, both
from vockit.gaps.full_periods import CHARTED, default_period
from vockit.gaps.labels import labels
from vockit.gaps.model import Findings, Row
from vockit.gaps.periods import check_period
from vockit.gaps.reports.trend.period_counts import N, PeriodCounts, count_periods
from vockit.gaps.reports.trend.sentences import headline, notes_of, too_few_periods
from vockit.gaps.speakers import ours
from vockit.gaps.timeline import net_of, our_timeline, reach
from vockit.settings import ReportSettings
from vockit.stats.control import Chart, ewma, p_prime_chart, two_rates, widened
from vockit.stats.intervals import Floats, Interval, newcombe
from vockit.tallies.model import Tally

LAMBDA: Final = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
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
    counts = count_periods(timeline, covered, kind) if kind is not None else None
    if counts is None:
        return Findings(missing=too_few_periods(settings.period, covered))
    figures = _figures_of(counts, settings)
    notes = (
        *notes_of(counts, covered),
        *parts_note(
            timeline, tally.tables["themes"], counts.before, (counts.last.start, counts.last.end)
        ),
    )
    return Findings(_rows(tally, counts, figures, settings), notes)


def _figures_of(counts: PeriodCounts, settings: ReportSettings) -> _Figures:
    earlier, n_earlier = counts.mentions[:-1], counts.n[:-1]
    x, n = counts.mentions[-1], int(counts.n[-1])
    x0, n0 = earlier.sum(axis=0), int(n_earlier.sum())
    chart = p_prime_chart(earlier, n_earlier, n) if len(earlier) >= CHARTED else None
    sigma = np.ones(len(x)) if chart is None else np.maximum(chart.sigma_z, 1)
    p_value = widened(two_rates(x, x0, n / (n + n0)), sigma)
    p_value = np.where(x + x0 >= settings.suppress_n, p_value, np.nan)
    gap = newcombe(x / sigma**2, n / sigma**2, x0 / sigma**2, n0 / sigma**2, settings.confidence)
    shares = counts.mentions / counts.n[:, np.newaxis]
    return _Figures(
        expected=x0 / n0,
        gap=gap,
        chart=chart,
        level=ewma(shares, LAMBDA),
        p_value=p_value,
    )


def _rows(
    tally: Tally, counts: PeriodCounts, figures: _Figures, settings: ReportSettings
) -> tuple[Row, ...]:
    theme_labels = labels(tally)
    whose = both(ours(settings).verbatims, WrittenBetween(counts.last.start, counts.last.end))
    talk = counts.timeline.talk(counts.last.start, counts.last.end)
    n = int(counts.n[-1])
    chart = figures.chart
    rows = []
    for i in np.flatnonzero(counts.mentions.sum(axis=0)).tolist():
        theme = counts.timeline.themes[i]
        net = net_of(talk[i])
        share, expected = talk[i, N] / n, float(figures.expected[i])
        tested = not np.isnan(figures.p_value[i])
        row = Row(
            key=(theme,),
            n=n,
            gap=float(figures.gap.value[i]) if tested else None,
            low=float(figures.gap.low[i]) if tested else None,
            high=float(figures.gap.high[i]) if tested else None,
            values={
                "period": counts.last.label,
                "share": float(share),
                "expected": expected,
                "lower": None if chart is None else float(chart.lower[i]),
                "upper": None if chart is None else float(chart.upper[i]),
                "ewma": float(figures.level[i]),
                "net_sentiment": net.value if net.n >= settings.suppress_n else None,
                "p_value": float(figures.p_value[i]),
                "state": "",
            },
            p_value=float(figures.p_value[i]),
            flag=None if tested else "not measured",
            group=1,
            evidence=Evidence(
                whose, HasClause(OnTheme((theme,))), OnTheme((theme,)) if tested else NO_CLAUSE
            ),
            subject=theme,
            sentence=headline(theme_labels.get(theme, theme), counts.last, share, expected),
        )
        if tested:
            row = replace(row, verdict=_Verdict(row, counts, i, chart, settings))
        rows.append(row)
    return tuple(rows)


def _state(counts: PeriodCounts, theme: int, chart: Chart | None, *, significant: bool) -> str:
    """The state of a theme."""
    x, x0 = counts.mentions[-1, theme], counts.mentions[:-1, theme].sum()
    if not significant:
        return "steady"
    if not x0:
        return "new"
    if not x:
        return "gone"
    expected = x0 / counts.n[:-1].sum()
    share = x / counts.n[-1]
    sign = 1 if share > expected else -1
    outside = chart is not None and not chart.lower[theme] <= share <= chart.upper[theme]
    if outside and chart is not None:
        error = np.sqrt(expected * (1 - expected) / counts.n[-2]) * chart.sigma_z[theme]
        before = counts.mentions[-2, theme] / counts.n[-2]
        if sign * (before - expected) < error:
            return "out of control"
    return "rising" if sign > 0 else "falling"


@dataclass(frozen=True, slots=True, eq=False)
class _Verdict:
    """The state of a theme by the q-value of its test."""

    row: Row
    counts: PeriodCounts
    theme: int
    chart: Chart | None
    settings: ReportSettings

    def __call__(self, q_values: Sequence[float]) -> Row:
        """The row with its state."""
        significant = q_values[0] <= self.settings.q
        state = _state(self.counts, self.theme, self.chart, significant=significant)
        values = {**self.row.values, "state": state}
        return replace(self.row, values=values, group=int(state == "steady"))
