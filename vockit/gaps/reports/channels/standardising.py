"""Net sentiment of each channel with one mix of themes for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vockit import schema as s
from vockit.gaps.floats import as_floats
from vockit.gaps.net import GapToBest, Net
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, mean_difference, net_sentiment
from vockit.stats.multiple import Best, best_mean
from vockit.stats.significance import mean_test
from vockit.tallies.model import Tally


@dataclass(frozen=True, slots=True, eq=False)
class Standardised:
    """Net sentiment with one mix of themes for all channels."""

    themes: tuple[str, ...]
    means: Mapping[str, Mean]
    covered: Mapping[str, float]


def standardise(
    tally: Tally,
    themes: Mapping[str, Mapping[str, Net]],
    overall: Mapping[str, Net],
    compared: Sequence[str],
    settings: ReportSettings,
) -> Standardised:
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
    return Standardised(tuple(covered), means, parts)


def _n(scores: Mapping[str, Net], channel: str) -> int:
    return scores[channel].n if channel in scores else 0


def best_standardised(
    standardised: Standardised, overall: Mapping[str, Net], settings: ReportSettings
) -> Best:
    """The channel with the best standardised net sentiment, if one is clear of the others."""
    means = standardised.means
    return best_mean(
        [float(mean.value) for mean in means.values()],
        [float(mean.variance) for mean in means.values()],
        [overall[channel].n for channel in means],
        settings.confidence,
        settings.min_n,
    )


def compare_standardised(
    standardised: Standardised, best: Best | None, settings: ReportSettings
) -> dict[str, GapToBest]:
    """Each compared channel's standardised net sentiment minus the best one's."""
    if best is None or best.index is None:
        return dict.fromkeys(standardised.means, GapToBest())
    name, top = list(standardised.means.items())[best.index]
    level = float(top.value)
    gaps = {}
    for channel, mean in standardised.means.items():
        gap = mean_difference(mean, top, settings.confidence)
        gaps[channel] = (
            GapToBest(name, level, 0.0, 0.0, 0.0)
            if channel == name
            else GapToBest(
                name,
                level,
                *as_floats(gap),
                float(mean_test(gap)),
            )
        )
    return gaps
