"""Is the service the same on every channel?

Channels are written to about different things: complaints come by phone, thanks by survey. So
each channel's net sentiment is taken per theme, and averaged with the same mix of themes for all:

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
worse: it gets the worse news. A low standardised figure is the channel's own doing.

*How it misleads.* Where covered talk is low, the figure speaks of a small part of what the
channel does. Who chooses a channel is not random: the young write, the desperate call. The ends
of a range are picked after the fact, so its interval is too narrow; its q is that of the
chi-squared test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import (
    Evidence,
    Feels,
    OnChannel,
    OnTheme,
    Says,
    Verbatims,
    both,
    talk,
)
from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.net import ALL, Behind, Net, best_rivals, clear_ones, compare, nets, winner
from vockit.gaps.speakers import brands_in, everyone
from vockit.gaps.themes import groups
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, mean_difference, net_sentiment, net_sentiment_difference
from vockit.stats.multiple import Best, benjamini_hochberg, best_mean
from vockit.stats.significance import ChiSquared, chi_squared, mean_test
from vockit.tallies.model import Tally

RANGE: Final = "(range)"
"""The channel of rows that hold all compared channels against one another."""


@dataclass(frozen=True, slots=True, eq=False)
class _Standardised:
    """Net sentiment with one mix of themes for all channels."""

    themes: tuple[str, ...]
    means: Mapping[str, Mean]
    covered: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Spread:
    """One theme over all compared channels."""

    channels: tuple[str, ...]
    """Those with enough verbatims on the theme."""
    n: int
    gap: float
    low: float
    high: float
    test: ChiSquared


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Channels against the best one, with the same mix of themes, and theme by theme."""
    overall, themes = _scores(tally)
    alone = groups(tally)
    shown = {theme: scores for theme, scores in themes.items() if theme not in alone}
    if len(overall) < 2:
        return Findings(missing=f"two channels to compare; the input has {len(overall)}")
    compared = [channel for channel, score in overall.items() if score.n >= settings.min_n]
    standardised = _standardise(tally, themes, overall, compared, settings)
    of_theme = {
        theme: rivals
        for theme, scores in shown.items()
        if (rivals := {name: score for name, score in scores.items() if name in compared})
    }
    found = {
        ALL: _best_standardised(standardised, overall, settings),
        **best_rivals(of_theme, settings),
    }
    clear = clear_ones(found, settings)
    overall_gaps = _compare_standardised(
        standardised, found[ALL] if ALL in clear else None, settings
    )
    gaps = {
        (channel, theme): compare(
            score, winner(found[theme], rivals) if theme in clear else None, channel, settings
        )
        for theme, rivals in of_theme.items()
        for channel, score in rivals.items()
    }
    spreads = {
        theme: spread
        for theme, scores in of_theme.items()
        if (spread := _spread(scores, settings)) is not None
    }
    named, whole = labels(tally), everyone(settings)
    rows = [
        _channel_row(tally, channel, score, overall_gaps.get(channel), standardised)
        for channel, score in overall.items()
    ]
    rows += [
        _theme_row(channel, theme, score, gaps.get((channel, theme)), named.get(theme, theme))
        for theme, scores in shown.items()
        for channel, score in scores.items()
    ]
    rows = [_with_evidence(row, whole) for row in rows]
    q_values = benjamini_hochberg([spread.test.p_value for spread in spreads.values()]).tolist()
    rows += [
        _range_row(theme, spread, q, whole)
        for (theme, spread), q in zip(spreads.items(), q_values, strict=True)
    ]
    return Findings(tuple(rows), _notes(tally, standardised, overall, compared, settings))


def _scores(tally: Tally) -> tuple[dict[str, Net], dict[str, dict[str, Net]]]:
    """Net sentiment by channel, and by theme and channel."""
    verbatims = tally.tables["speaker_channel"]
    named = verbatims[verbatims[s.CHANNEL] != ""].assign(**{s.THEME: ALL})
    overall = {channel: score for (_, channel), score in nets(named, s.THEME, s.CHANNEL).items()}
    pairs = tally.tables["channel_theme"]
    themes: dict[str, dict[str, Net]] = {}
    for (theme, channel), score in nets(pairs[pairs[s.CHANNEL] != ""], s.THEME, s.CHANNEL).items():
        themes.setdefault(theme, {})[channel] = score
    return overall, themes


def _standardise(
    tally: Tally,
    themes: Mapping[str, Mapping[str, Net]],
    overall: Mapping[str, Net],
    compared: Sequence[str],
    settings: ReportSettings,
) -> _Standardised:
    """Net sentiment of each compared channel with the themes' shares of all talk as weights."""
    tops = {theme: scores for theme, scores in themes.items() if "/" not in theme}
    covered = {
        theme: scores
        for theme, scores in tops.items()
        if compared and min(_n(scores, channel) for channel in compared) >= settings.suppress_n
    }
    talk = {
        theme: sum(_n(scores, channel) for channel in overall) for theme, scores in covered.items()
    }
    total = sum(talk.values())
    tagged = tally.tables["speaker_channel"].groupby(s.CHANNEL)[s.TAGGED].sum()
    means, parts = {}, {}
    for channel in compared if covered else ():
        weights = np.array([talk[theme] / total for theme in covered])
        scores = [covered[theme][channel] for theme in covered]
        positive, negative, n = (
            np.array(part) for part in zip(*(x.signs for x in scores), strict=True)
        )
        net = net_sentiment(positive, negative, n, settings.confidence)
        repeated = max(1.0, float(n.sum()) / max(int(tagged[channel]), 1))
        value = np.asarray(weights @ net.value)
        variance = np.asarray(weights**2 @ net.variance * repeated)
        means[channel] = Mean(value, value, value, variance, np.asarray(np.inf))
        parts[channel] = float(n.sum()) / sum(_n(scores, channel) for scores in tops.values())
    return _Standardised(tuple(covered), means, parts)


def _n(scores: Mapping[str, Net], channel: str) -> int:
    return scores[channel].n if channel in scores else 0


def _best_standardised(
    standardised: _Standardised, overall: Mapping[str, Net], settings: ReportSettings
) -> Best:
    means = standardised.means
    return best_mean(
        [float(mean.value) for mean in means.values()],
        [float(mean.variance) for mean in means.values()],
        [overall[channel].n for channel in means],
        settings.confidence,
        settings.min_n,
    )


def _compare_standardised(
    standardised: _Standardised, best: Best | None, settings: ReportSettings
) -> dict[str, Behind]:
    """Each compared channel's standardised net sentiment minus the best one's."""
    if best is None or best.index is None:
        return dict.fromkeys(standardised.means, Behind())
    name, top = list(standardised.means.items())[best.index]
    level = float(top.value)
    gaps = {}
    for channel, mean in standardised.means.items():
        gap = mean_difference(mean, top, settings.confidence)
        gaps[channel] = (
            Behind(name, level, 0.0, 0.0, 0.0)
            if channel == name
            else Behind(
                name,
                level,
                float(gap.value),
                float(gap.low),
                float(gap.high),
                float(mean_test(gap)),
            )
        )
    return gaps


def _spread(scores: Mapping[str, Net], settings: ReportSettings) -> _Spread | None:
    """The lowest channel minus the highest, among those with enough verbatims on the theme."""
    named = {name: score for name, score in scores.items() if score.n >= settings.suppress_n}
    if len(named) < 2:
        return None
    enough = list(named.values())
    lowest = min(enough, key=lambda score: score.value)
    highest = max(enough, key=lambda score: score.value)
    gap = net_sentiment_difference(lowest.signs, highest.signs, settings.confidence)
    table = [[x.positive, x.n - x.positive - x.negative, x.negative] for x in enough]
    n = sum(score.n for score in enough)
    bounds = float(gap.value), float(gap.low), float(gap.high)
    return _Spread(tuple(named), n, *bounds, chi_squared(table))


def _handoffs(tally: Tally, end: str, channel: str) -> int:
    """Handoffs with that end; channels that texts name are written as their cue writes them."""
    flow = tally.tables["channel_flow"]
    return int(flow[flow[end].str.casefold() == channel.casefold()][s.N].sum())


def _channel_row(
    tally: Tally,
    channel: str,
    score: Net,
    gap: Behind | None,
    standardised: _Standardised,
) -> Row:
    cues = tally.tables["channel_cue"]
    repeats = cues[(cues[s.CHANNEL] == channel) & (cues[s.CUE] == cue_names.REPEAT)][s.N].sum()
    mean = standardised.means.get(channel)
    found = gap or Behind()
    return Row(
        key=(channel, ALL),
        n=score.n,
        gap=found.value,
        low=found.low,
        high=found.high,
        values={
            "net_sentiment": score.value,
            "standardised": None if mean is None else float(mean.value),
            "best_channel": found.best,
            "covered_talk": standardised.covered.get(channel),
            "handoffs_in": _handoffs(tally, s.CHANNEL_TO, channel),
            "handoffs_out": _handoffs(tally, s.CHANNEL_FROM, channel),
            "repeat_rate": int(repeats) / score.n,
        },
        p_value=found.p_value,
        flag=NO_CLEAR_BEST if gap is not None and not gap.best else None,
        subject=channel,
        sentence="" if mean is None else _sentence(channel, ALL, float(mean.value), found),
    )


def _theme_row(
    channel: str,
    theme: str,
    score: Net,
    gap: Behind | None,
    label: str,
) -> Row:
    found = gap or Behind()
    return Row(
        key=(channel, theme),
        n=score.n,
        gap=found.value,
        low=found.low,
        high=found.high,
        values={"net_sentiment": score.value, "best_channel": found.best},
        p_value=found.p_value,
        flag=NO_CLEAR_BEST if gap is not None and not gap.best else None,
        group=1,
        subject=theme,
        sentence=_sentence(channel, label, score.value, found),
    )


def _range_row(theme: str, spread: _Spread, q: float, whole: Verbatims) -> Row:
    return Row(
        key=(RANGE, theme),
        n=spread.n,
        gap=spread.gap,
        low=spread.low,
        high=spread.high,
        values={
            "chi_squared": spread.test.statistic,
            "cramers_v": spread.test.cramers_v,
            s.Q: q,
        },
        group=2,
        evidence=Evidence(
            both(whole, OnChannel(spread.channels), Says(OnTheme((theme,)))),
            clauses=OnTheme((theme,)),
        ),
        subject=theme,
    )


def _with_evidence(row: Row, whole: Verbatims) -> Row:
    """The channel's verbatims; of these the negative ones where it is behind, else the positive."""
    channel, theme = row.key
    feeling = None if row.gap is None else (-1 if row.gap < 0 else 1)
    whose = both(whole, OnChannel((channel,)))
    if theme != ALL:
        return replace(row, evidence=talk(whose, OnTheme((theme,)), feeling))
    part = None if feeling is None else Feels(feeling)
    return replace(row, evidence=Evidence(whose, part, feeling=feeling))


def _sentence(channel: str, theme: str, value: float, gap: Behind) -> str:
    if gap.value is None or gap.best_value is None:
        return ""
    what = "with the same mix of themes" if theme == ALL else f"on {theme}"
    return (
        f"{channel} is behind {gap.best}, the best channel, {what}: "
        f"net sentiment {value:.0f}, against {gap.best_value:.0f}"
    )


def _notes(
    tally: Tally,
    standardised: _Standardised,
    overall: Mapping[str, Net],
    compared: Sequence[str],
    settings: ReportSettings,
) -> tuple[str, ...]:
    notes = []
    if standardised.themes:
        notes.append(f"Standardised over {', '.join(standardised.themes)}.")
    else:
        notes.append(
            f"No theme has {settings.suppress_n} verbatims on every channel of {settings.min_n} or "
            "more, so nothing can be standardised."
        )
    small = [channel for channel in overall if channel not in compared]
    if small:
        notes.append(f"Too few verbatims to be compared: {', '.join(small)}.")
    unnamed = tally.tables["speaker_channel"]
    without = int(unnamed[unnamed[s.CHANNEL] == ""][s.N].sum())
    if without:
        notes.append(f"{without:,} verbatims have no channel and are left out.")
    if len(brands_in(tally)) > 1:
        notes.append("All brands together.")
    return tuple(notes)


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
        Column("handoffs_in", "verbatims handed on to the channel", "count"),
        Column("handoffs_out", "verbatims handed on from the channel", "count"),
        Column("repeat_rate", "share of verbatims that contact again", "share"),
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
