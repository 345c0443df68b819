"""The stages of the journey: how often each is mentioned, and how often it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vockit import schema as s
from vockit.gaps.speakers import Speaker, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


@dataclass(frozen=True, slots=True)
class Stage:
    """Verbatims that mention a stage."""

    name: str
    n: int = 0
    positive: int = 0
    negative: int = 0
    alone: int = 0
    """Negative on this stage and on no other."""

    @property
    def failure_rate(self) -> float:
        """The share of those who mention the stage that is negative on it."""
        return self.negative / self.n


def negative_stages(tally: Tally, speaker: Speaker) -> dict[int, int]:
    """How many verbatims are negative on which stages, as bits over the journey."""
    masks = rows_of(tally.tables["stage_mask"], speaker)
    counts: dict[int, int] = {}
    for pattern, n in zip(masks[s.STAGES_NEGATIVE].tolist(), masks[s.N].tolist(), strict=True):
        counts[pattern] = counts.get(pattern, 0) + n
    return counts


def stages_of(
    tally: Tally, speaker: Speaker, patterns: Mapping[int, int], settings: ReportSettings
) -> list[Stage]:
    """The stages of the profile, in its order."""
    counts = totals_by(rows_of(tally.tables["stage"], speaker), s.STAGE)
    return [
        Stage(name, sums[s.N], sums[s.POSITIVE], sums[s.NEGATIVE], patterns.get(1 << place, 0))
        if (sums := counts.get((name,))) is not None
        else Stage(name)
        for place, name in enumerate(settings.profile.journey)
    ]


def can_be_rated(stage: Stage, settings: ReportSettings) -> bool:
    """Whether enough verbatims mention the stage to rate it."""
    return stage.n >= max(settings.suppress_n, 1)


def others(stage: Stage, stages: Sequence[Stage]) -> tuple[int, int]:
    """Mentions of the other stages that are negative, and all."""
    others = [other for other in stages if other != stage]
    return sum(other.negative for other in others), sum(other.n for other in others)
