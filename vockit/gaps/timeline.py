"""Verbatims and themes day by day, ours or those of the brands that we are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.net import Net
from vockit.gaps.speakers import our_brands
from vockit.settings import ReportSettings
from vockit.tallies.model import UNDATED, Tally

if TYPE_CHECKING:
    import pandas as pd

STATISTICS: Final = ("days", "day_theme", "focus_days", "focus_theme")
"""The statistics that timelines are read from."""
LONGEST_PAUSE: Final = 6
"""In days. Data with longer pauses between its days is not taken to reach beyond its last day."""


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Verbatims a day, and verbatims a day and theme; days as ordinals (``date.toordinal``)."""

    day: Ints
    n: Ints
    theme_day: Ints
    theme_code: Ints
    """Index into ``themes``."""
    theme_measures: Ints
    """Columns n, positive, negative."""
    themes: tuple[str, ...]

    def count(self, start: int, end: int) -> int:
        """Verbatims from the day ``start`` up to, not including, the day ``end``."""
        return int(self.n[(self.day >= start) & (self.day < end)].sum())

    def counts(self, edges: Sequence[int]) -> list[int]:
        """Verbatims from each of the days up to, not including, the next; days ascend."""
        order = np.argsort(self.day, kind="stable")
        before = np.concatenate(([0], np.cumsum(self.n[order])))
        counts: list[int] = np.diff(before[np.searchsorted(self.day[order], edges)]).tolist()
        return counts

    def talk(self, start: int, end: int) -> Ints:
        """Verbatims that mention each theme, positive and negative ones: a row a theme."""
        chosen = (self.theme_day >= start) & (self.theme_day < end)
        sums = np.zeros((len(self.themes), 3), dtype=np.int64)
        np.add.at(sums, self.theme_code[chosen], self.theme_measures[chosen])
        return sums


@dataclass(frozen=True, slots=True)
class Reach:
    """From which day to which, the last one included, the data is taken to be complete."""

    first: int
    last: int


def reach(tally: Tally, settings: ReportSettings) -> Reach | None:
    """The days that the data of all brands covers; None where no verbatim has a date.

    Where writing pauses, as at weekends, the data reaches as far beyond its ends as its longest
    pause within, but not beyond the day of ``--as-of``.
    """
    days = np.unique(_ordinals(_until(tally.tables["days"], settings)[s.DAY]))
    if not len(days):
        return None
    pause = int(np.diff(days).max(initial=1)) - 1
    pause = pause if pause < LONGEST_PAUSE else 0
    last = int(days[-1]) + pause if settings.as_of is None else settings.as_of.toordinal()
    return Reach(int(days[0]) - pause, last)


def our_timeline(tally: Tally, settings: ReportSettings, control: tuple[str, ...] = ()) -> Timeline:
    """Our verbatims; without ``[brands] own``, those of all brands but the controls."""
    own = our_brands(settings)
    if own is not None:
        return timeline_of(tally, settings, own)
    days = _without(tally, "days", "focus_days", control)
    return _made(days, _without(tally, "day_theme", "focus_theme", control), settings)


def timeline_of(tally: Tally, settings: ReportSettings, brands: tuple[str, ...]) -> Timeline:
    """The verbatims of brands that are followed: our own, and controls."""
    days, themes = tally.tables["focus_days"], tally.tables["focus_theme"]
    return _made(
        days[days[s.SPEAKER].isin(brands)], themes[themes[s.SPEAKER].isin(brands)], settings
    )


def net_of(measures: Ints) -> Net:
    """Net sentiment of a row of ``Timeline.talk``."""
    n, positive, negative = measures.tolist()
    return Net(positive, negative, n)


def as_date(ordinal: int) -> str:
    """A day as it is printed."""
    return date.fromordinal(ordinal).isoformat()


def _made(days: pd.DataFrame, themes: pd.DataFrame, settings: ReportSettings) -> Timeline:
    import pandas as pd

    days, themes = _until(days, settings), _until(themes, settings)
    codes, names = pd.factorize(themes[s.THEME], sort=True)
    return Timeline(
        day=_ordinals(days[s.DAY]),
        n=days[s.N].to_numpy(np.int64),
        theme_day=_ordinals(themes[s.DAY]),
        theme_code=codes.astype(np.int64),
        theme_measures=themes[[s.N, s.POSITIVE, s.NEGATIVE]].to_numpy(np.int64),
        themes=tuple(map(str, names)),
    )


def _without(tally: Tally, every: str, followed: str, brands: tuple[str, ...]) -> pd.DataFrame:
    """The table of all verbatims with rows added that take those of these brands away again."""
    import pandas as pd

    table, taken = tally.tables[every], tally.tables[followed]
    counts = list(table.select_dtypes("int64").columns)
    taken = taken[taken[s.SPEAKER].isin(brands)][list(table.columns)].copy()
    taken[counts] = -taken[counts]
    return pd.concat([table, taken], ignore_index=True)


def _until(table: pd.DataFrame, settings: ReportSettings) -> pd.DataFrame:
    """The dated rows up to the day of ``--as-of``: days are ISO dates, so text sorts as they do."""
    dated = table[table[s.DAY] != UNDATED]
    return dated if settings.as_of is None else dated[dated[s.DAY] <= settings.as_of.isoformat()]


def _ordinals(days: pd.Series) -> Ints:
    import pandas as pd

    codes, names = pd.factorize(days)
    ordinals = np.array([date.fromisoformat(str(name)).toordinal() for name in names], np.int64)
    return ordinals[codes]
