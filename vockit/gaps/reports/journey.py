"""Which link of the journey breaks?

A journey is a chain of stages, in the order of the profile's ``[journey]``. A verbatim mentions a
stage where a theme or a wording places it there, and is negative on it where the mean over those
clauses is.

- **Gap** = verbatims negative on the stage, per 100 verbatims; the interval is Wilson's (1927).
- **Failure rate** = negative / verbatims that mention the stage. **Net sentiment** is on the same
  base.
- **Chain** = share of verbatims that are negative on no stage. It is counted, verbatim by
  verbatim, and is not a product of rates: stages fail together. It is the same in every row.
- **Chain uplift** = what the chain would gain if the stage failed as seldom as the lower median
  stage: (1 − median rate / rate) · the share of verbatims that fail on this stage and no other.
- **Weakest probability** = the share of 10,000 draws, one Beta(negative + ½, n − negative + ½) a
  stage, in which the stage has the highest failure rate.
- **Moment of truth** (Carlzon 1987): ``yes`` where reward + penalty of the stage, what praise and
  complaints on it do to the rating, is above the stages' mean, with the interval of the
  difference clear of 0. The fit is that of ``drivers``, with stages in the place of themes. Needs
  a rating.

*How to read it.* The failure rate says which link is weak, the gap how many it fails, the uplift
what mending it would do for those who met no other trouble, and a moment of truth that it shows
in the rating. Mend first what has all four.

*How it misleads.* People write when something happened: the rates are of those who wrote, not of
those who passed the stage. A verbatim that mentions no stage breaks no link, and counts as whole.
Stages come from words; what is said of "the staff" is placed at the stage that the taxonomy gives
it. The uplift takes the failures that would go for a random part of the stage's failures.

*Tests.* The stage's failure rate against that of all other stages together, by the pooled z test.
One verbatim may mention several stages; such pairs are alike, which makes the test careful.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps.contrasts import contrasts_of
from vockit.gaps.evidence.rules import Evidence, OnStage, Says
from vockit.gaps.flags import LOW_BASE
from vockit.gaps.model import Column, Comparison, Findings, GapReport, Needs, Row
from vockit.gaps.needs import has_role
from vockit.gaps.simulation import DRAWS, generator
from vockit.gaps.speakers import Speaker, ours, said_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson
from vockit.stats.significance import two_proportions
from vockit.tallies.model import Tally

NAME: Final = "journey"
PER: Final = 100


@dataclass(frozen=True, slots=True)
class _Stage:
    """Verbatims that mention a stage."""

    name: str
    n: int = 0
    positive: int = 0
    negative: int = 0
    alone: int = 0
    """Negative on this stage and on no other."""

    @property
    def failure_rate(self) -> float:
        return self.negative / self.n


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How often each stage fails, and what that does to the chain."""
    speaker = ours(settings)
    total = int(said_of(tally.tables["speaker_channel"], speaker)[s.N].sum())
    patterns = _patterns(tally, speaker)
    stages = _stages(tally, speaker, patterns, settings)
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
        known = _is_known(stage, settings)
        uplift = _uplift(stage, reference, total) if known else None
        rows.append(
            Row(
                key=(stage.name,),
                n=total,
                gap=PER * float(share.value),
                low=PER * float(share.low),
                high=PER * float(share.high),
                values={
                    "mentions": stage.n,
                    "failure_rate": stage.failure_rate if known else None,
                    "net_sentiment": (
                        100 * (stage.positive - stage.negative) / stage.n if known else None
                    ),
                    "moment_of_truth": truths.get(stage.name, ""),
                    "chain": chain,
                    "chain_uplift": uplift,
                    "weakest_probability": weakest.get(stage.name),
                },
                p_value=_p_value(stage, stages),
                flag=None if stage.n >= settings.min_n else LOW_BASE,
                evidence=Evidence(
                    speaker.verbatims, Says(OnStage(stage.name), -1), OnStage(stage.name), -1
                ),
                subject=stage.name,
                sentence=_sentence(stage, stages),
                compared=_compared(stage, stages, settings),
            )
        )
    notes = (
        _coverage_note(patterns, total),
        *_notes(tally, speaker, stages, settings),
        *_truth_note(tally, truths, settings),
    )
    return Findings(tuple(rows), notes)


def _patterns(tally: Tally, speaker: Speaker) -> dict[int, int]:
    """How many verbatims are negative on which stages, as bits over the journey."""
    masks = said_of(tally.tables["stage_mask"], speaker)
    found: dict[int, int] = {}
    for pattern, n in zip(masks[s.STAGES_NEGATIVE].tolist(), masks[s.N].tolist(), strict=True):
        found[pattern] = found.get(pattern, 0) + n
    return found


def _stages(
    tally: Tally, speaker: Speaker, patterns: Mapping[int, int], settings: ReportSettings
) -> list[_Stage]:
    counts = totals_by(said_of(tally.tables["stage"], speaker), s.STAGE)
    return [
        _Stage(name, sums[s.N], sums[s.POSITIVE], sums[s.NEGATIVE], patterns.get(1 << place, 0))
        if (sums := counts.get((name,))) is not None
        else _Stage(name)
        for place, name in enumerate(settings.profile.journey)
    ]


def _is_known(stage: _Stage, settings: ReportSettings) -> bool:
    """Whether enough verbatims mention the stage to rate it."""
    return stage.n >= max(settings.suppress_n, 1)


def _lower_median(stages: Sequence[_Stage], settings: ReportSettings) -> float:
    """The lower median of the failure rates of stages that enough verbatims mention."""
    rates = sorted(stage.failure_rate for stage in stages if _is_known(stage, settings))
    return rates[(len(rates) - 1) // 2] if rates else 0.0


def _uplift(stage: _Stage, reference: float, total: int) -> float:
    if stage.failure_rate <= reference:
        return 0.0
    return (1 - reference / stage.failure_rate) * stage.alone / total


def _weakest(stages: Sequence[_Stage], settings: ReportSettings) -> dict[str, float]:
    able = [stage for stage in stages if _is_known(stage, settings)]
    if not able:
        return {}
    negative = np.array([stage.negative for stage in able])
    n = np.array([stage.n for stage in able])
    drawn = generator(NAME).beta(negative + 0.5, n - negative + 0.5, size=(DRAWS, len(able)))
    shares = np.bincount(drawn.argmax(axis=1), minlength=len(able)) / DRAWS
    return dict(zip((stage.name for stage in able), shares.tolist(), strict=True))


def _moments_of_truth(
    tally: Tally, speaker: Speaker, stages: Sequence[_Stage], settings: ReportSettings
) -> dict[str, str]:
    """``yes`` or ``no`` for the stages whose part in the rating is known."""
    if not has_role(tally, s.RATING):
        return {}
    products = said_of(tally.tables["stage_drivers"], speaker)
    found = contrasts_of(products, settings, among={stage.name for stage in stages})
    if found is None or len(found.names) < 2:
        return {}
    above = found.above_mean(settings.confidence)
    return {name: "yes" if yes else "no" for name, yes in zip(found.names, above, strict=True)}


def _others(stage: _Stage, stages: Sequence[_Stage]) -> tuple[int, int]:
    """Mentions of the other stages that are negative, and all."""
    others = [other for other in stages if other != stage]
    return sum(other.negative for other in others), sum(other.n for other in others)


def _p_value(stage: _Stage, stages: Sequence[_Stage]) -> float | None:
    """Of the stage failing as often as the others."""
    negative, n = _others(stage, stages)
    if not n or not stage.n:
        return None
    return float(two_proportions(stage.negative, stage.n, negative, n))


def _compared(
    stage: _Stage, stages: Sequence[_Stage], settings: ReportSettings
) -> Comparison | None:
    """The stage's failure rate minus that of the others, over those who mention the stage."""
    negative, n = _others(stage, stages)
    if not n or not stage.n:
        return None
    excess = newcombe(stage.negative, stage.n, negative, n, settings.confidence)
    return Comparison(excess, stage.n)


def _sentence(stage: _Stage, stages: Sequence[_Stage]) -> str:
    """Only a stage that fails more often than the others makes a headline."""
    negative, n = _others(stage, stages)
    if not n or not stage.n or stage.failure_rate <= negative / n:
        return ""
    return (
        f"Customers complain more at “{stage.name}” than along the rest of the journey: "
        f"{stage.failure_rate:.0%} of those who speak of it, against {negative / n:.0%}"
    )


def _coverage_note(patterns: Mapping[int, int], total: int) -> str:
    mentioning, whole = sum(patterns.values()), patterns.get(0, 0)
    said = f"{mentioning:,} of {total:,} verbatims mention a stage"
    return f"{said}; of those {whole / mentioning:.1%} are negative on none."


def _notes(
    tally: Tally, speaker: Speaker, stages: Sequence[_Stage], settings: ReportSettings
) -> tuple[str, ...]:
    notes = []
    named = {stage.name for stage in stages}
    outside = sorted(set(said_of(tally.tables["stage"], speaker)[s.STAGE]) - named)
    if outside:
        notes.append(f"Stages outside the journey are left out: {', '.join(outside)}.")
    small = [stage.name for stage in stages if not _is_known(stage, settings)]
    if small:
        notes.append(f"Too few verbatims to rate: {', '.join(small)}.")
    return tuple(notes)


def _truth_note(
    tally: Tally, truths: Mapping[str, str], settings: ReportSettings
) -> tuple[str, ...]:
    if truths:
        return ()
    if not has_role(tally, s.RATING):
        return ("A rating column (--rating) would show the moments of truth.",)
    few = f"{settings.min_n} positive and {settings.min_n} negative rated verbatims"
    return (f"Moments of truth need two stages with {few}.",)


GAP = GapReport(
    name=NAME,
    title="Journey",
    question="Which link of the journey breaks?",
    unit="negative verbatims per 100",
    unit_range=PER,
    worse="higher",
    order="fixed",
    kind="level",
    key=(Column("stage", "stage of the journey"),),
    columns=(
        Column("mentions", "verbatims that mention the stage", "count"),
        Column("failure_rate", "negative of those that mention the stage", "share", bar=True),
        Column("net_sentiment", "100 · (positive − negative) / mentions", "score"),
        Column("moment_of_truth", "yes where the stage moves the rating more than most"),
        Column("chain", "share of verbatims negative on no stage", "share"),
        Column(
            "chain_uplift", "what the chain gains if the stage failed as seldom as most", "share"
        ),
        Column("weakest_probability", "how surely the stage is the weakest", "share"),
        Column(s.Q, "false discovery rate of the failure rate", "p", 4),
    ),
    needs=Needs(
        statistics=("stage", "stage_mask", "stage_drivers"),
        better_with=("rating", "[journey]", "[brands]"),
    ),
    measure=measure,
)
