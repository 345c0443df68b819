"""The verdict on a theme by its tests, and when a change for the worse was over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vockit.gaps.evidence.rules import Verbatims
from vockit.gaps.model import Row
from vockit.gaps.reports.ripple.events import is_expected
from vockit.gaps.reports.ripple.evidence import evidence_of
from vockit.gaps.reports.ripple.windows import NEGATIVE, Study, shares_of
from vockit.settings import ReportSettings

VERDICTS: Final = {
    True: {-1: "as intended", 0: "no effect", 1: "backfired"},
    False: {-1: "unintended benefit", 0: "no change", 1: "unintended harm"},
}
"""By whether the theme was expected to change, and whether it did so for the worse."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """The verdict on a theme by the q-values of its tests of share and net sentiment."""

    row: Row
    study: Study
    place: int
    changes: tuple[float, float]
    """Of the share, and of the net sentiment."""
    whose: Verbatims
    settings: ReportSettings

    def __call__(self, q_values: Sequence[float]) -> Row:
        """The row with its verdict."""
        theme = self.study.timeline.themes[self.place]
        share, net = (
            int(np.sign(change)) if q <= self.settings.q else 0
            for change, q in zip(self.changes, q_values, strict=True)
        )
        worse = share or -net
        share_before = shares_of(self.study.ours, self.place)["share_before"]
        return replace(
            self.row,
            values={
                **self.row.values,
                "verdict": VERDICTS[is_expected(theme, self.study.window.event)][worse],
                "recovery": _recovery(self.study, self.place, share_before) if worse > 0 else "",
            },
            group=int(not worse),
            evidence=evidence_of(theme, worse or 1, self.study.window, self.whose),
        )


def _recovery(study: Study, place: int, share_before: float) -> str:
    """The first week from which the share over the rest of the window is back where it was."""
    window, timeline = study.window, study.timeline
    negative = n = 0
    recovered = None
    for week in range(window.weeks - 1, -1, -1):
        negative += int(timeline.talk(*window.week(week))[place, NEGATIVE])
        n += timeline.count(*window.week(week))
        if n and negative / n > share_before:
            break
        recovered = week + 1
    if recovered is None:
        return f"not within {window.weeks} weeks"
    return f"from week {recovered}"
