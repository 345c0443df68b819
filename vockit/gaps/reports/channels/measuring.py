"""From a tally to the rows of the report."""

from __future__ import annotations

from dataclasses import replace

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import Evidence, OnChannel, Verbatims, both
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
    rival_evidence,
    with_clear_best,
    with_gap_to_best,
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
    theme_groups = groups(tally)
    shown = {theme: scores for theme, scores in themes.items() if theme not in theme_groups}
    if len(overall) < 2:
        return Findings(missing=f"two channels to compare; the input has {len(overall)}")
    compared = [channel for channel, score in overall.items() if score.n >= settings.min_n]
    standardised = standardise(tally, themes, overall, compared, settings)
    of_theme = {
        theme: rivals
        for theme, scores in shown.items()
        if (rivals := {name: score for name, score in scores.items() if name in compared})
    }
    bests = {
        ALL: best_standardised(standardised, overall, settings),
        **best_rivals(of_theme, settings),
    }
    clear = with_clear_best(bests, settings)
    overall_gaps = compare_standardised(
        standardised, bests[ALL] if ALL in clear else None, settings
    )
    gaps = {
        (channel, theme): gap_to_best(
            score,
            best_with_net(bests[theme], rivals) if theme in clear else None,
            channel,
            settings,
        )
        for theme, rivals in of_theme.items()
        for channel, score in rivals.items()
    }
    whole, theme_labels = all_verbatims(settings), labels(tally)
    spreads = {
        theme: spread
        for theme, scores in of_theme.items()
        if (spread := spread_of(scores, settings)) is not None
    }
    rows = [
        _channel_row(tally, channel, score, overall_gaps.get(channel), standardised)
        for channel, score in overall.items()
    ]
    rows += [
        _theme_row(
            channel, theme, score, gaps.get((channel, theme)), theme_labels.get(theme, theme)
        )
        for theme, scores in shown.items()
        for channel, score in scores.items()
    ]
    rows = [replace(row, evidence=_evidence(row, whole)) for row in rows]
    q_values = benjamini_hochberg([spread.test.p_value for spread in spreads.values()]).tolist()
    rows += [
        range_row(theme, spread, q, whole)
        for (theme, spread), q in zip(spreads.items(), q_values, strict=True)
    ]
    return Findings(tuple(rows), notes_of(tally, standardised, overall, compared, settings))


def _scores(tally: Tally) -> tuple[dict[str, Net], dict[str, dict[str, Net]]]:
    """Net sentiment by channel, and by theme and channel."""
    verbatims = tally.tables["speaker_channel"]
    with_channel = verbatims[verbatims[s.CHANNEL] != ""].assign(**{s.THEME: ALL})
    overall = {
        channel: score
        for (_, channel), score in net_sentiments(with_channel, s.THEME, s.CHANNEL).items()
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
    tally: Tally, channel: str, score: Net, gap: GapToBest | None, standardised: Standardised
) -> Row:
    cues = tally.tables["channel_cue"]
    repeats = cues[(cues[s.CHANNEL] == channel) & (cues[s.CUE] == cue_names.REPEAT)][s.N].sum()
    mean = standardised.means.get(channel)
    to_best = gap or GapToBest()
    row = Row(
        key=(channel, ALL),
        n=score.n,
        values={
            "net_sentiment": score.value,
            "standardised": None if mean is None else float(mean.value),
            "best_channel": to_best.best,
            "covered_talk": standardised.covered.get(channel),
            "handoffs_in": _handoffs(tally, s.CHANNEL_TO, channel),
            "handoffs_out": _handoffs(tally, s.CHANNEL_FROM, channel),
            "repeat_rate": int(repeats) / score.n,
        },
        subject=channel,
        sentence="" if mean is None else headline(channel, ALL, float(mean.value), to_best),
    )
    return with_gap_to_best(row, gap)


def _theme_row(channel: str, theme: str, score: Net, gap: GapToBest | None, label: str) -> Row:
    to_best = gap or GapToBest()
    row = Row(
        key=(channel, theme),
        n=score.n,
        values={"net_sentiment": score.value, "best_channel": to_best.best},
        group=1,
        subject=theme,
        sentence=headline(channel, label, score.value, to_best),
    )
    return with_gap_to_best(row, gap)


def _evidence(row: Row, whole: Verbatims) -> Evidence:
    channel, theme = row.key
    return rival_evidence(both(whole, OnChannel((channel,))), theme, row.gap)
