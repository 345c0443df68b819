"""What is it worth?

Revenue that is at stake because of what customers complain about, from the profile's
``[economics]``:

- **At stake** = customers · affected_share · the theme's share of negative verbatims ·
  loyalty_drop · value_per_year · years · margin; **low, base, high** by the three figures of
  ``loyalty_drop``. Gap = base.
- **Share** of negative verbatims: a verbatim with j negative themes gives 1/j to each of them,
  one that is negative as a whole and on no theme gives 1 to ``(no theme)``. So the rows of leaf
  themes and ``(no theme)`` add up to what is at stake in all. Themes are leaves of the taxonomy;
  a parent with an entry in ``[economics.fixes]`` has a row of its own after them, the sum of what
  is under it.
- **Fix cost** from ``[economics.fixes]``; **break even** = cost / at stake: the part of the stake
  that a fix must save to pay for itself; **ROI** = (effect · at stake − cost) / cost; **payback**
  = cost / (effect · at stake a year), in years. All three are of base.

- With ``--by`` the stake is split between the segments, too: shares are of the negative verbatims
  of all of them. Fixes, whose costs are for all together, are left out.

*A worked case.* A customer pays $90 a month and, if satisfied, stays for ten years: customers = 1,
value_per_year = 1,080, years = 10, margin = 1. A repair of $80 is refused, and he leaves:
affected_share = 1, share = 1, loyalty_drop = 1. At stake are 1 · 1 · 1 · 1 · 1,080 · 10 · 1 =
10,800. With effect = 1 the repair breaks even at 80 / 10,800 = 0.0074 of it, has an ROI of (10,800
− 80) / 80 = 134, and is paid back in 80 / 1,080 = 0.0741 years: 27 days.

*How to read it.* As an order of magnitude, to rank fixes and to see which need no further proof:
a break even of 2 % convinces, one of 90 % needs a better estimate first.

*How it misleads.* ``affected_share`` is the user's own figure. Those who write are no sample of
customers: no share of verbatims says how many customers met a problem. The formula assumes that
complaints are spread over affected customers as over those who write, that every theme costs the
same loyalty, and that money is worth the same in ten years. The interval covers chance in the
theme's share, at the base loyalty drop; what is uncertain in the economics is in low and high.

*Source.* Service recovery and the lifetime value of a customer: Heskett, Sasser and Hart 1990. The
interval is Wilson's (1927) on the effective number of verbatims (Korn and Graubard 1998). No
headlines: the table is only as reliable as a figure that the user typed in.
"""

from __future__ import annotations

from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.stake.measuring import measure

GAP = GapReport(
    name="stake",
    title="Stake",
    question="What is it worth?",
    unit="revenue at stake",
    unit_range=1,
    decimals=0,
    worse="higher",
    kind="list",
    key=(Column("theme", "leaf theme, (no theme), or a theme with a fix"),),
    columns=(
        Column("complaints", "verbatims negative on the theme", "count"),
        Column("share", "share of negative verbatims, split between themes", "share", bar=True),
        Column("low", "revenue at stake at the lowest loyalty drop", "money", 0),
        Column("base", "revenue at stake at the base loyalty drop", "money", 0),
        Column("high", "revenue at stake at the highest loyalty drop", "money", 0),
        Column("fix_cost", "what fixing the theme costs", "money", 0),
        Column("break_even", "share of the stake that pays for the fix", "share"),
        Column("roi", "(effect · at stake − cost) / cost", "ratio", 1),
        Column("payback_years", "years until the fix is paid back", "years", 2),
    ),
    needs=Needs(
        statistics=("theme_shared",),
        whole=("theme_shared",),
        profile=("economics",),
        better_with=("[economics.fixes]", "[brands]"),
    ),
    measure=measure,
)
