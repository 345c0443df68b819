"""What is rising, falling, new, out of control?

Each theme in the last full period, compared with the periods before.

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
  more), *out of control* (outside the chart's limits all at once), *rising* or *falling* (where the
  period before was on that side already by a standard error, or where there is no chart). Else
  *steady*.

The period (``--period day|week|month|quarter``) is by default the shortest with 8 full periods and
a median of 30 verbatims; else the longest with 8, or else with 2. A first or last period that the
data does not fill is partial, marked in the note and not tested; ``--as-of DATE`` reports as if it
were that day.

*How to read it.* The gap says how much more customers mention a theme, and net sentiment whether
that is good. One period out of control asks what happened; a rising theme asks what is happening. A
share outside the limits is no finding by itself: of sixty themes one is outside by chance every
sixth period; q takes that into account.

*How it misleads.* Shares add up to a whole: where one theme surges, others seem to fall. Seasons
come back each year: without the same season in the periods before, they seem new. A change of how
the file is collected changes everything at once.

*The whole.* The note splits the change of net sentiment over all talk, against the periods before,
into the part made by what is talked about and the part made by how customers feel about it
(Kitagawa 1955).
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.trend.measuring import measure
from vockit.gaps.timeline import STATISTICS

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
        Column("share", "share of its verbatims that mention the theme", "share", main=True),
        Column("expected", "the same over the periods before", "share"),
        Column("lower", "lower limit of the chart", "share"),
        Column("upper", "upper limit of the chart", "share"),
        Column("ewma", "smoothed share: the last periods weigh most", "share"),
        Column("net_sentiment", "net sentiment on the theme in the period", "score"),
        Column("p_value", "probability of so unusual a count by chance", "p", 4),
        Column(s.Q, "false discovery rate of that", "p", 4),
        Column("state", "rising, falling, new, gone, out of control, or steady", main=True),
    ),
    needs=Needs(
        whole=("days", "day_theme"),
        statistics=(*STATISTICS, "themes"),
        roles=(s.DATE,),
        better_with=("[brands]",),
    ),
    measure=measure,
)
