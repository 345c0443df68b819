"""How much each theme changed: less its slope before and the change of the controls, with tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.gaps.reports.ripple.windows import NEGATIVE, Study, Window
from vockit.gaps.timeline import Timeline
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Floats, Interval, difference, newcombe, normal_quantile
from vockit.stats.multiple import benjamini_hochberg

SLOPE_WEEKS: Final = 8
"""Weeks before the event that a slope can be read from."""


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """One entry a theme."""

    gap: Interval
    p_share: Floats
    net_change: Floats
    p_net: Floats
    sloped: NDArray[np.bool_]
    """Whose slope before was taken off."""


def changes_of(study: Study, settings: ReportSettings) -> Changes:
    """The change of every theme, with its tests."""
    ours, theirs, slopes = study.ours, study.controls, _slopes(study.timeline, study.window)
    gap, variance = newcombe(*ours.change, settings.confidence), ours.variance
    net = ours.net_change(settings)
    net_change, net_variance = net.value, net.variance
    net_middle = (net.low + net.high) / 2
    enough = ours.enough(settings)
    if theirs is not None:
        gap = difference(gap, newcombe(*theirs.change, settings.confidence))
        variance = variance + theirs.variance
        net = theirs.net_change(settings)
        net_change, net_variance = net_change - net.value, net_variance + net.variance
        net_middle = net_middle - (net.low + net.high) / 2
        enough &= theirs.enough(settings)
    sloped = np.zeros(len(variance), dtype=np.bool_)
    p_share = _p_value(gap.value, variance)
    if slopes is not None:
        shift, spread = slopes
        p_slope = _p_value(shift, spread)
        often = ours.before[:, NEGATIVE] >= settings.suppress_n
        sloped = benjamini_hochberg(np.where(often, p_slope, np.nan)) <= settings.q
        shift, spread = np.where(sloped, shift, 0.0), np.where(sloped, spread, 0.0)
        half = normal_quantile(settings.confidence) * np.sqrt(spread)
        gap = difference(gap, Interval(shift, shift - half, shift + half))
        p_share = np.maximum(p_share, _p_value(gap.value, variance + spread))
    p_net = _p_value(net_middle, net_variance)
    return Changes(
        gap=gap,
        p_share=np.where(ours.mentions >= settings.suppress_n, p_share, np.nan),
        net_change=np.where(enough, net_change, np.nan),
        p_net=np.where(enough, p_net, np.nan),
        sloped=sloped,
    )


def _slopes(timeline: Timeline, window: Window) -> tuple[Floats, Floats] | None:
    """What the slopes before would have changed by, and the variance; None with too few weeks.

    Weekly shares weighted by their verbatims; variances are binomial, at the share before.
    """
    if window.weeks < SLOPE_WEEKS:
        return None
    before = range(-window.weeks, 0)
    n = np.array([timeline.count(*window.week(week)) for week in before], dtype=np.float64)
    negative = np.array([timeline.talk(*window.week(week))[:, NEGATIVE] for week in before])
    after = np.array([timeline.count(*window.week(-1 - week)) for week in before])
    if not n.sum() or not after.sum():
        return None
    weeks = np.array(before, dtype=np.float64)
    middle = n @ weeks / n.sum()
    spread = float(n @ (weeks - middle) ** 2)
    if not spread:
        return None
    share = negative.sum(axis=0) / n.sum()
    slope = (weeks - middle) @ negative / spread
    ahead = after @ (-1 - weeks) / after.sum() - middle
    return slope * ahead, share * (1 - share) / spread * ahead**2


def _p_value(value: Floats, variance: Floats) -> Floats:
    """Of a normal figure being 0; 1 where it does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(variance > 0, 2 * special.ndtr(-np.abs(value) / np.sqrt(variance)), 1.0)
