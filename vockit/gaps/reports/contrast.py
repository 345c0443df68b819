"""What do unhappy customers talk about that happy ones don't?

Customers with a low rating are compared with those with a high one: on 0 to 10 detractors (0 to 6)
with promoters (9 and 10: Reichheld 2003), on 1 to 5 those who give 1 or 2 with those who give 4 or
5, on 1 to 7 the three lowest with the two highest. Those between are left out.

- **Share low, share high** = of the unhappy, and of the happy, how many mention the theme.
- **Gap** = share low − share high, by Newcombe's interval (1998).
- **Odds ratio** = the odds that an unhappy customer mentions the theme / the odds that a happy one
  does, with ½ added to each count (Haldane 1956): 1 where both mention it as often.

*How to read it.* A theme far above 0 is what makes the difference in what is talked about: it is
where to look first for what goes wrong. A theme far below 0 is what the happy come back for.

*How it misleads.* That unhappy customers talk of a theme does not say that it made them unhappy.
Shares of talk compete: where one theme takes much room, others have less. Long texts mention more
themes, and the unhappy write longer.

*Tests.* The two shares being the same, by the pooled z test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.gaps.evidence.rules import Evidence, HasClause, OnTheme, Rated, both, either
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.rating_groups import RatingGroups, rating_groups
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe
from vockit.stats.significance import two_proportions
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

HALF: Final = 0.5
Counts = tuple[int, int]
"""Of the unhappy and of the happy."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How often the unhappy and the happy mention each theme."""
    speaker, groups = ours(settings), rating_groups(tally)
    ratings = rows_of(tally.tables["speaker_rating"], speaker)
    totals = _counts(totals_by(ratings.assign(**{s.THEME: ""}), s.THEME, s.RATING), groups)
    low, high = totals.get("", (0, 0))
    if not low or not high:
        return Findings(
            missing=f"customers who {groups.low_name}, and others who {groups.high_name}; "
            f"there are {low:,} and {high:,}"
        )
    table = rows_of(tally.tables["speaker_theme_rating"], speaker)
    themes = _counts(_summed(table), groups)
    named = labels(tally)
    rows = tuple(
        _row(theme, named.get(theme, theme), counts, (low, high), settings)
        for theme, counts in themes.items()
        if any(counts)
    )
    rows = tuple(_with_evidence(row, speaker, groups) for row in rows)
    note = f"{low:,} {groups.low_name}, {high:,} {groups.high_name}; others are left out."
    return Findings(rows, (note,))


def _summed(table: pd.DataFrame) -> Mapping[tuple[str, ...], Mapping[str, int]]:
    return totals_by(table, s.THEME, s.RATING)


def _counts(
    sums: Mapping[tuple[str, ...], Mapping[str, int]], groups: RatingGroups
) -> dict[str, Counts]:
    """Verbatims of the unhappy and of the happy, by theme."""
    counts: dict[str, Counts] = {}
    for (theme, rating), found in sums.items():
        low, high = counts.get(theme, (0, 0))
        low += found[s.N] * _is_in(int(rating), groups.low)
        high += found[s.N] * _is_in(int(rating), groups.high)
        counts[theme] = low, high
    return counts


def _is_in(rating: int, group: Rated) -> bool:
    return group.least <= rating <= group.most


def _row(theme: str, label: str, counts: Counts, n: Counts, settings: ReportSettings) -> Row:
    (low, high), (n_low, n_high) = counts, n
    gap = newcombe(low, n_low, high, n_high, settings.confidence)
    odds = (low + HALF) / (n_low - low + HALF) / ((high + HALF) / (n_high - high + HALF))
    return Row(
        key=(theme,),
        n=n_low + n_high,
        gap=float(gap.value),
        low=float(gap.low),
        high=float(gap.high),
        values={
            "share_low": low / n_low,
            "share_high": high / n_high,
            "odds_ratio": odds,
        },
        p_value=float(two_proportions(low, n_low, high, n_high)),
        subject=theme,
        sentence=(
            f"Unhappy customers talk more of {label} than happy ones: {low / n_low:.0%} of them, "
            f"against {high / n_high:.0%}"
            if low / n_low > high / n_high
            else ""
        ),
    )


def _with_evidence(row: Row, speaker: Speaker, groups: RatingGroups) -> Row:
    """The unhappy and the happy; of these who mention the theme on the side that does so more."""
    on = OnTheme(row.key)
    worse = row.gap is not None and row.gap >= 0
    base = both(speaker.verbatims, either(groups.low, groups.high))
    part = both(groups.low if worse else groups.high, HasClause(on))
    return replace(row, evidence=Evidence(base, part, on))


GAP = GapReport(
    name="contrast",
    title="Contrast",
    question="What do unhappy customers talk about that happy ones don't?",
    unit="share of the unhappy who mention the theme, less that of the happy",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("share_low", "share of the unhappy who mention the theme", "share", bar=True),
        Column("share_high", "share of the happy who mention it", "share", bar=True),
        Column("odds_ratio", "odds of the unhappy to mention it / odds of the happy", "ratio", 2),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        statistics=("speaker_rating", "speaker_theme_rating"),
        roles=(s.RATING,),
        better_with=("[brands]",),
    ),
    measure=measure,
)
