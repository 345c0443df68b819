"""The two windows that are compared, before and after the event, and what is counted in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Ints
from vockit.gaps.timeline import Reach, Timeline, our_timeline, timeline_of
from vockit.profile import Event
from vockit.settings import ReportSettings
from vockit.stats.intervals import Floats, Mean, net_sentiment_difference
from vockit.tallies.model import Tally

WEEK: Final = 7
N, POSITIVE, NEGATIVE = range(3)
"""Columns of ``Timeline.talk``."""


@dataclass(frozen=True, slots=True)
class Window:
    """Equal whole weeks each side of the day of the event."""

    event: Event
    day: int
    weeks: int

    @property
    def before(self) -> tuple[int, int]:
        """The days before the event: the first, and the one after the last."""
        return self.day - WEEK * self.weeks, self.day

    @property
    def after(self) -> tuple[int, int]:
        """The days from the event on: the first, and the one after the last."""
        return self.day, self.day + WEEK * self.weeks

    def week(self, number: int) -> tuple[int, int]:
        """The days of a week: 0 is the first after the event, -1 the last before."""
        start = self.day + WEEK * number
        return start, start + WEEK


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Verbatims and talk in both windows: counts, and rows a theme as ``Timeline.talk``."""

    n_before: int
    n_after: int
    before: Ints
    after: Ints

    @property
    def mentions(self) -> Ints:
        """Verbatims of both windows that mention each theme."""
        return np.asarray((self.before + self.after)[:, N])

    def enough(self, settings: ReportSettings) -> NDArray[np.bool_]:
        """Which themes enough verbatims mention on either side for a net sentiment."""
        return np.asarray(np.minimum(self.before, self.after)[:, N] >= settings.suppress_n)

    def net_change(self, settings: ReportSettings) -> Mean:
        """Net sentiment after minus before."""
        after, before = (
            (talk[:, POSITIVE], talk[:, NEGATIVE], talk[:, N]) for talk in (self.after, self.before)
        )
        return net_sentiment_difference(after, before, settings.confidence)

    @property
    def change(self) -> tuple[Ints, int, Ints, int]:
        """As ``newcombe`` takes it: after, then before."""
        return self.after[:, NEGATIVE], self.n_after, self.before[:, NEGATIVE], self.n_before

    @property
    def variance(self) -> Floats:
        """Of the change of shares where nothing has changed."""
        pooled = (self.before + self.after)[:, NEGATIVE] / (self.n_before + self.n_after)
        return np.asarray(pooled * (1 - pooled) * (1 / self.n_before + 1 / self.n_after))


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """What is compared."""

    window: Window
    timeline: Timeline
    ours: Sides
    control: tuple[str, ...]
    controls: Sides | None


def window_of(event: Event, covered: Reach, settings: ReportSettings) -> Window | None:
    """The longest window that the data fills; None where it does not fill a week on each side."""
    day = event.day.toordinal()
    sides = (day - covered.first, covered.last + 1 - day)
    weeks = min(settings.window, *(days // WEEK for days in sides))
    return Window(event, day, weeks) if weeks > 0 else None


def study_of(
    tally: Tally, window: Window, control: tuple[str, ...], settings: ReportSettings
) -> Study:
    """Our verbatims and those of the controls, in both windows."""
    timeline = our_timeline(tally, settings, control)
    ours = _sides(timeline, window, timeline.themes)
    if not control:
        return Study(window, timeline, ours, (), None)
    theirs = timeline_of(tally, settings, control)
    return Study(window, timeline, ours, control, _sides(theirs, window, timeline.themes))


def _sides(timeline: Timeline, window: Window, themes: tuple[str, ...]) -> Sides:
    return Sides(
        timeline.count(*window.before),
        timeline.count(*window.after),
        _talk(timeline, window.before, themes),
        _talk(timeline, window.after, themes),
    )


def _talk(timeline: Timeline, days: tuple[int, int], themes: tuple[str, ...]) -> Ints:
    """The talk of a stretch of days, a row for each of these themes."""
    talk = np.zeros((len(themes), 3), dtype=np.int64)
    place = {theme: row for row, theme in enumerate(themes)}
    for theme, sums in zip(timeline.themes, timeline.talk(*days), strict=True):
        if theme in place:
            talk[place[theme]] = sums
    return talk


def shares_of(sides: Sides, place: int) -> dict[str, float]:
    """The share of verbatims negative on a theme, before and after."""
    before, after = (
        talk[place, NEGATIVE] / n
        for talk, n in ((sides.before, sides.n_before), (sides.after, sides.n_after))
    )
    return {
        "share_before": float(before),
        "share_after": float(after),
        "share_change": float(after - before),
    }
