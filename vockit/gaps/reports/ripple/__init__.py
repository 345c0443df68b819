"""What did that decision or incident really change?

Two windows of equal whole weeks, at most 8 (``--window``), end and begin with the event: a date or
the name of an event in the profile (``--event``; else the profile's latest). The first day after
the old state is the day of the event itself.

- **Share** before and after = verbatims negative on the theme / all verbatims; **net** = net
  sentiment of those that mention it.
- **Gap** = share after − share before, net of what would have changed anyway. Where there are 8
  weeks before, a slope of the weekly shares before is continued into the window after, and taken
  off, where it is more than chance (by Benjamini-Hochberg over the themes that 10 verbatims before
  are negative on); this can remove a finding, and never adds one. With ``--control BRAND`` the
  change of the brands that the event did not touch is taken off: difference in differences (Card
  and Krueger 1994). The interval is Newcombe's (1998), with what is taken off added by the same
  method (Zou and Donner 2008).
- **Verdict**: two tests a theme, of the gap and of the change of net sentiment (less that of the
  controls), all corrected together. Of the themes that the event was meant to change
  (``--expected``, with those under and above them): *as intended* where one of them says better,
  *backfired* where worse, else *no effect*. Of all others: *unintended benefit*, *unintended harm*,
  *no change*. Where the two tests disagree, the share decides.
- **Recovery** of what got worse: the first week after the event from which on the share over the
  rest of the window is back at its level before, or that it is not.

*How to read it.* The share says how many customers complain, the net how those feel who mention the
theme. A theme that more customers mention, as negatively as before, has a higher share and the same
net.

*How it misleads.* A change after the event need not come from the event: whatever else happened
that week is in the gap, and so is the season. A control brand takes off only what affected the
whole market, on a theme that means the same for both. "No change" may only mean too few verbatims:
read the interval. A verbatim counts for each theme that it mentions and for those above it, so that
rows move together. Posts that are repeated count each time.

Themes that fewer than 10 verbatims mention in both windows together are not measured, and net
sentiment is left blank where either window has fewer than that.

*The whole.* The note splits the change of net sentiment over all talk into the part made by what is
talked about and the part made by how customers feel about each theme (Kitagawa 1955).
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.ripple.measuring import measure
from vockit.gaps.timeline import STATISTICS

GAP = GapReport(
    name="ripple",
    title="Ripple",
    question="What did that decision or incident really change?",
    unit="share of verbatims negative on the theme, after - before",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("share_before", "share of verbatims negative on the theme, before", "share"),
        Column("share_after", "the same, after", "share"),
        Column("share_change", "after - before, as it is", "share"),
        Column("net_before", "net sentiment on the theme, before", "score"),
        Column("net_after", "the same, after", "score"),
        Column("net_change", "after - before, less that of the controls", "score"),
        Column(s.Q, "false discovery rate of the clearer of the row's two tests", "p", 4),
        Column(
            "verdict",
            "as intended, backfired, no effect; or unintended, or no change",
            main=True,
        ),
        Column("recovery", "the week from which it is back at its level before"),
    ),
    needs=Needs(
        controls=True,
        whole=("days", "day_theme"),
        statistics=(*STATISTICS, "themes"),
        roles=(s.DATE,),
        better_with=("[events]", "[brands]"),
    ),
    measure=measure,
)
