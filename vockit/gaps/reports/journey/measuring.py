"""From a tally to the rows of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps.contrasts import contrasts_of
from vockit.gaps.evidence.rules import Evidence, HasClause, OnStage
from vockit.gaps.flags import LOW_BASE
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Comparison, Findings, Row
from vockit.gaps.needs import has_role
from vockit.gaps.reports.journey.sentences import coverage_note, headline, notes_of, truth_note
from vockit.gaps.reports.journey.stages import (
    Stage,
    can_be_rated,
    negative_stages,
    others,
    stages_of,
)
from vockit.gaps.simulation import DRAWS, generator
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson
from vockit.stats.significance import two_proportions
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How often each stage fails, and what that does to the chain."""
    speaker = ours(settings)
    total = int(rows_of(tally.tables["speaker_channel"], speaker)[s.N].sum())
    patterns = negative_stages(tally, speaker)
    stages = stages_of(tally, speaker, patterns, settings)
    if not any(stage.n for stage in stages):
        return Findings(missing="verbatims that mention a stage of the journey")
    broken = sum(n for pattern, n in patterns.items() if pattern)
    chain = (total - broken) / total
    weakest = _weakest(stages, settings)
    truths = _moments_of_truth(tally, speaker, stages, settings)
    reference = _lower_median(stages, settings)
    rows = []
    for stage in stages:
        share = wilson(stage.negative, total, settings.confidence)
        gap, low, high = as_floats(share, PER)
        rated = can_be_rated(stage, settings)
        uplift = _uplift(stage, reference, total) if rated else None
        rows.append(
            Row(
                key=(stage.name,),
                n=total,
                gap=gap,
                low=low,
                high=high,
                values={
                    "mentions": stage.n,
                    "failure_rate": stage.failure_rate if rated else None,
                    "net_sentiment": (
                        100 * (stage.positive - stage.negative) / stage.n if rated else None
                    ),
                    "moment_of_truth": truths.get(stage.name, ""),
                    "chain": chain,
                    "chain_uplift": uplift,
                    "weakest_probability": weakest.get(stage.name),
                },
                p_value=_p_value(stage, stages),
                flag=None if stage.n >= settings.min_n else LOW_BASE,
                evidence=Evidence(
                    speaker.verbatims, HasClause(OnStage(stage.name), -1), OnStage(stage.name), -1
                ),
                subject=stage.name,
                sentence=headline(stage, stages),
                compared=_compared(stage, stages, settings),
            )
        )
    notes = (
        coverage_note(patterns, total),
        *notes_of(tally, speaker, stages, settings),
        *truth_note(tally, truths, settings),
    )
    return Findings(tuple(rows), notes)


def _lower_median(stages: Sequence[Stage], settings: ReportSettings) -> float:
    """The lower median of the failure rates of stages that enough verbatims mention."""
    rates = sorted(stage.failure_rate for stage in stages if can_be_rated(stage, settings))
    return rates[(len(rates) - 1) // 2] if rates else 0.0


def _uplift(stage: Stage, reference: float, total: int) -> float:
    if stage.failure_rate <= reference:
        return 0.0
    return (1 - reference / stage.failure_rate) * stage.alone / total


def _weakest(stages: Sequence[Stage], settings: ReportSettings) -> dict[str, float]:
    rated = [stage for stage in stages if can_be_rated(stage, settings)]
    if not rated:
        return {}
    negative = np.array([stage.negative for stage in rated])
    n = np.array([stage.n for stage in rated])
    drawn = generator(NAME).beta(negative + 0.5, n - negative + 0.5, size=(DRAWS, len(rated)))
    shares = np.bincount(drawn.argmax(axis=1), minlength=len(rated)) / DRAWS
    return dict(zip((stage.name for stage in rated), shares.tolist(), strict=True))


def _moments_of_truth(
    tally: Tally, speaker: Speaker, stages: Sequence[Stage], settings: ReportSettings
) -> dict[str, str]:
    """``yes`` or ``no`` for the stages whose effect on the rating is known."""
    if not has_role(tally, s.RATING):
        return {}
    products = rows_of(tally.tables["stage_drivers"], speaker)
    fit = contrasts_of(products, settings, among={stage.name for stage in stages})
    if fit is None or len(fit.names) < 2:
        return {}
    above = fit.above_mean(settings.confidence)
    return {name: "yes" if yes else "no" for name, yes in zip(fit.names, above, strict=True)}


def _p_value(stage: Stage, stages: Sequence[Stage]) -> float | None:
    """Of the stage failing as often as the others."""
    negative, n = others(stage, stages)
    if not n or not stage.n:
        return None
    return float(two_proportions(stage.negative, stage.n, negative, n))


def _compared(stage: Stage, stages: Sequence[Stage], settings: ReportSettings) -> Comparison | None:
    """The stage's failure rate minus that of the others, over those who mention the stage."""
    negative, n = others(stage, stages)
    if not n or not stage.n:
        return None
    excess = newcombe(stage.negative, stage.n, negative, n, settings.confidence)
    return Comparison(excess, stage.n)


PER: Final = 100
NAME: Final = "journey"
