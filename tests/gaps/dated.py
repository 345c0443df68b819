"""Verbatims whose themes and feelings are known, counted under days that a test deals out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from tests.gaps.tallies import table
from vockit.annotation.model import Annotations
from vockit.arrays import Ints
from vockit.gaps.needs import EVERY_REPORT
from vockit.settings import AnnotationSettings
from vockit.tallies.facts import Facts
from vockit.tallies.frames import frame_of
from vockit.tallies.model import Tally
from vockit.tallies.plan import CountingPlan
from vockit.tallies.statistics.themes import STATISTIC as THEMES

START = date(2025, 1, 6)
"""A Monday."""


@dataclass(frozen=True, eq=False)
class Talk:
    """What each verbatim mentions and how it feels about it: one entry a (verbatim, theme)."""

    verbatims: int
    verbatim: Ints
    theme: Ints
    polarity: Ints
    themes: tuple[str, ...]
    known: pd.DataFrame
    """The table ``themes``."""

    def tally(self, days: Sequence[int] | Ints) -> Tally:
        """Counted with verbatim i written on the day ``days[i]`` after the start."""
        day = np.asarray(days)
        first = START.toordinal()
        written = [date.fromordinal(first + d).isoformat() for d in range(int(day.max()) + 1)]
        size = len(self.themes)
        code = day[self.verbatim] * size + self.theme
        codes = np.unique(code)
        sums = {
            "n": np.bincount(code, minlength=codes[-1] + 1)[codes],
            "positive": np.bincount(code[self.polarity > 0], minlength=codes[-1] + 1)[codes],
            "negative": np.bincount(code[self.polarity < 0], minlength=codes[-1] + 1)[codes],
        }
        places = np.unique(day)
        names = {*EVERY_REPORT, "focus_days", "focus_theme"} - {"themes"}
        tables = {name: table(name, ()) for name in sorted(names)}
        tables |= {
            "themes": self.known,
            "speaker_channel": table("speaker_channel", [{"n": self.verbatims}]),
            "day_theme": pd.DataFrame(
                {
                    "day": [written[c // size] for c in codes.tolist()],
                    "theme": [self.themes[c % size] for c in codes.tolist()],
                    **sums,
                }
            ),
            "days": pd.DataFrame(
                {
                    "day": [written[d] for d in places.tolist()],
                    "n": np.bincount(day)[places],
                }
            ),
        }
        return Tally({}, tables)


def talk_of(batches: Sequence[Annotations]) -> Talk:
    """The talk of annotated batches."""
    verbatim, done = [], 0
    for batch in batches:
        verbatim.append(batch.pairs.verbatim + done)
        done += len(batch.batch)
    facts = Facts(batches[0], CountingPlan(AnnotationSettings()))
    return Talk(
        verbatims=done,
        verbatim=np.concatenate(verbatim),
        theme=np.concatenate([batch.pairs.theme for batch in batches]),
        polarity=np.concatenate([batch.pairs.polarity for batch in batches]),
        themes=batches[0].vocabulary.themes,
        known=frame_of(THEMES.count(facts)),
    )
