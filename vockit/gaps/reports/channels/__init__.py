"""Is the service the same on every channel?

Customers use channels for different things: complaints come by phone, thanks by survey. So each
channel's net sentiment is taken per theme, and averaged with the same mix of themes for all:

- **Standardised** = Σ share of talk of the theme on all channels · net sentiment of the theme on
  this channel, over the top-level themes that every compared channel has at least ``suppress_n``
  verbatims on (direct standardisation, as in epidemiology). ``covered_talk`` says which part of
  the channel's talk these themes are.
- **Gap** of ``(all)`` = standardised − the best channel's; of a theme: its net sentiment − the
  best channel's. ``(range)`` rows give, per theme, the lowest channel − the highest, with a
  chi-squared test of polarity against channel, its q over all ranges, and Cramér's V (0 none, 1
  complete).
- **Best**: the highest lower confidence bound after shrinkage (DerSimonian and Laird 1986). Where
  the spread may be chance (Welch 1951, with Benjamini-Hochberg over the themes) there is ``no clear
  best``.
- **Handoffs**: verbatims that name two channels and a transfer between them, or another channel
  than the one they came by. **Repeat rate**: share of the channel's verbatims with "third time I
  call".

Compared are channels with at least ``min_n`` verbatims. A verbatim with several themes enters the
standardised figure several times; its variance is widened by the mean number of themes a
verbatim.

*How to read it.* A channel whose plain net sentiment is low, but not its standardised one, is not
worse: it gets the harder topics. A low standardised figure comes from the channel itself.

*How it misleads.* Where covered talk is low, the figure is about a small part of what the channel
does. Customers do not choose a channel at random: the young write, those in trouble call. The
lowest and the highest channel of a range are chosen from the same data, so its interval is too
narrow; its q is that of the chi-squared test.
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.channels.measuring import measure

GAP = GapReport(
    name="channels",
    title="Channels",
    question="Is the service the same on every channel?",
    unit="points of net sentiment",
    unit_range=200,
    worse="lower",
    whose="all",
    key=(Column("channel", "channel, or (range)"), Column("theme", "theme, or (all)")),
    columns=(
        Column("net_sentiment", "100 · (positive − negative) / n", "score", bar=True),
        Column("standardised", "net sentiment with one mix of themes for all", "score"),
        Column("best_channel", "the channel that the gap is measured against"),
        Column("covered_talk", "share of the channel's talk that is standardised", "share"),
        Column("handoffs_in", "verbatims that were passed on to the channel", "count"),
        Column("handoffs_out", "verbatims that were passed on from the channel", "count"),
        Column("repeat_rate", "share of verbatims that report a repeated contact", "share"),
        Column("chi_squared", "polarity against channel, of a range", "score", 2),
        Column("cramers_v", "0 no, 1 complete association, of a range", "score", 2),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        groups=True,
        statistics=("channel_theme", "channel_flow", "channel_cue"),
        roles=("channel",),
    ),
    measure=measure,
)
