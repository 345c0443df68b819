"""From a tally to the rows of the report."""

from __future__ import annotations

from dataclasses import replace

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import (
    Evidence,
    HasPolarity,
    OnChannel,
    OnTheme,
    Verbatims,
    both,
    evidence_on,
)
from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.labels import labels
from vockit.gaps.model import Findings, Row
from vockit.gaps.net import (
    ALL,
    GapToBest,
    Net,
    best_rivals,
    best_with_net,
    gap_to_best,
    net_sentiments,
    with_clear_best,
)
from vockit.gaps.reports.channels.ranges import range_row, spread_of
from vockit.gaps.reports.channels.sentences import headline, notes_of
from vockit.gaps.reports.channels.standardising import (
    Standardised,
    best_standardised,
    compare_standardised,
    standardise,
)
from vockit.gaps.speakers import all_verbatims
from vockit.gaps.themes import groups
from vockit.settings import ReportSettings
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Channels against the best one, with the same mix of themes, and theme by theme."""
    overall, themes = _scores(tally)
    alone = groups(tally)
    shown = {theme: scores for theme, scores in themes.items() if theme not in alone}
    if len(overall) < 2:
        return Findings(missing=f"two channels to compare; the input has {len(overall)}")
    compared = [channel for channel, score in overall.items() if score.n >= settings.min_n]
    standardised = standardise(tally, themes, overall, compared, settings)
    of_theme = {
        theme: rivals
        for theme, scores in shown.items()
        if (rivals := {name: score for name, score in scores.items() if name in compared})
    }
    found = {
        ALL: best_standardised(standardised, overall, settings),
        **best_rivals(of_theme, settings),
    }
    clear = with_clear_best(found, settings)
    overall_gaps = compare_standardised(
        standardised, found[ALL] if ALL in clear else None, settings
    )
    gaps = {
        (channel, theme): gap_to_best(
            score,
            best_with_net(found[theme], rivals) if theme in clear else None,
            channel,
            settings,
        )
        for theme, rivals in of_theme.items()
        for channel, score in rivals.items()
    }
    spreads = {
        theme: spread
        for theme, scores in of_theme.items()
        if (spread := spread_of(scores, settings)) is not None
    }
    named, whole = labels(tally), all_verbatims(settings)
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
        range_row(theme, spread, q, whole)
        for (theme, spread), q in zip(spreads.items(), q_values, strict=True)
    ]
    return Findings(tuple(rows), notes_of(tally, standardised, overall, compared, settings))


def _scores(tally: Tally) -> tuple[dict[str, Net], dict[str, dict[str, Net]]]:
    """Net sentiment by channel, and by theme and channel."""
    verbatims = tally.tables["speaker_channel"]
    named = verbatims[verbatims[s.CHANNEL] != ""].assign(**{s.THEME: ALL})
    overall = {
        channel: score for (_, channel), score in net_sentiments(named, s.THEME, s.CHANNEL).items()
    }
    pairs = tally.tables["channel_theme"]
    themes: dict[str, dict[str, Net]] = {}
    for (theme, channel), score in net_sentiments(
        pairs[pairs[s.CHANNEL] != ""], s.THEME, s.CHANNEL
    ).items():
        themes.setdefault(theme, {})[channel] = score
    return overall, themes


def _handoffs(tally: Tally, end: str, channel: str) -> int:
    """Handoffs with that end; channels that texts name are written as their cue writes them."""
    flow = tally.tables["channel_flow"]
    return int(flow[flow[end].str.casefold() == channel.casefold()][s.N].sum())


def _channel_row(
    tally: Tally,
    channel: str,
    score: Net,
    gap: GapToBest | None,
    standardised: Standardised,
) -> Row:
    cues = tally.tables["channel_cue"]
    repeats = cues[(cues[s.CHANNEL] == channel) & (cues[s.CUE] == cue_names.REPEAT)][s.N].sum()
    mean = standardised.means.get(channel)
    found = gap or GapToBest()
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
        sentence="" if mean is None else headline(channel, ALL, float(mean.value), found),
    )


def _theme_row(
    channel: str,
    theme: str,
    score: Net,
    gap: GapToBest | None,
    label: str,
) -> Row:
    found = gap or GapToBest()
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
        sentence=headline(channel, label, score.value, found),
    )


def _with_evidence(row: Row, whole: Verbatims) -> Row:
    """The channel's verbatims; of these the negative ones where it is behind, else the positive."""
    channel, theme = row.key
    polarity = None if row.gap is None else (-1 if row.gap < 0 else 1)
    whose = both(whole, OnChannel((channel,)))
    if theme != ALL:
        return replace(row, evidence=evidence_on(whose, OnTheme((theme,)), polarity))
    part = None if polarity is None else HasPolarity(polarity)
    return replace(row, evidence=Evidence(whose, part, polarity=polarity))
