"""Does the organisation care about what customers care about?

- **Customers' share** of a theme: its part in all (verbatim, theme) pairs, at one level of the
  taxonomy. **Organisation's share**: its part in the points of ``[priorities]``; 0 without an
  entry. An entry that names a parent theme stands for all under it.
- **Gap** = customers' share − organisation's share: above 0 where customers care more. The
  interval is Wilson's (1927) for the customers' share, the test is its score test against the
  organisation's; the organisation's share is a decision and has no error.
- **Importance** = reward + penalty of the report ``drivers``, in points of a score of 0 to 100;
  of a parent theme the mean over its leaves, by how many verbatims mention each. **Performance**
  = net sentiment on the theme.
- **Quadrant**, at the means of importance and of performance (Martilla and James 1977):
  ``concentrate here`` (important, performs badly), ``keep up`` (both high), ``low priority``
  (both low), ``possible overkill`` (performs well, not important). **Stability** = the share of
  10,000 simulations in which the theme stays in its quadrant: coefficients are drawn from the
  normal law of the fit, net sentiment from its own; the means are drawn with them.

*How to read it.* A gap says where priorities and talk differ; the quadrant says whether the talk is
praise or complaint, and whether it moves the rating. A quadrant with a stability under about 0.8 is
uncertain.

*How it misleads.* Talk is not importance: people seldom write about what works, and low ratings may
come from few. The means move with the themes that are compared. Shares of talk compete: a theme
loses share when another gains it. A verbatim with several themes counts for each, and the interval
treats them as independent, which makes it a little too wide for most themes.

Without a rating importance is the share of talk, and there are no quadrants: they would compare
talk with talk.
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.priorities.measuring import measure
from vockit.gaps.reports.priorities.quadrants import NAME

GAP = GapReport(
    name=NAME,
    title="Priorities",
    question="Does the organisation care about what customers care about?",
    unit="share of talk",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("customer_share", "part of the theme in what customers mention", "share", bar=True),
        Column("organisation_share", "part of the theme in [priorities]", "share", bar=True),
        Column("importance", "reward + penalty; without a rating the share of talk", "score", 2),
        Column("performance", "net sentiment on the theme", "score"),
        Column(
            "quadrant", "concentrate here, keep up, low priority or possible overkill", main=True
        ),
        Column("stability", "share of simulations that stay in the quadrant", "share"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        groups=True,
        statistics=("speaker_theme", "themes", "drivers"),
        profile=("priorities",),
        better_with=("rating", "[brands]"),
    ),
    measure=measure,
)
