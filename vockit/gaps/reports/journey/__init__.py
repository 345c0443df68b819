"""Which link of the journey breaks?

A journey is a chain of stages, in the order of the profile's ``[journey]``. A verbatim mentions a
stage where a theme or a wording places it there, and is negative on it where the mean over those
clauses is.

- **Gap** = verbatims negative on the stage, per 100 verbatims; the interval is Wilson's (1927).
- **Failure rate** = negative / verbatims that mention the stage. **Net sentiment** is on the same
  base.
- **Chain** = share of verbatims that are negative on no stage. It is counted, verbatim by verbatim,
  and is not a product of rates: stages fail together. It is the same in every row.
- **Chain uplift** = what the chain would gain if the stage failed as rarely as the lower median
  stage: (1 − median rate / rate) · the share of verbatims that fail on this stage and no other.
- **Weakest probability** = the share of 10,000 draws, one Beta(negative + ½, n − negative + ½) a
  stage, in which the stage has the highest failure rate.
- **Moment of truth** (Carlzon 1987): ``yes`` where reward + penalty of the stage, what praise and
  complaints on it do to the rating, is above the stages' mean, with the interval of the difference
  clear of 0. The fit is that of ``drivers``, with stages in the place of themes. Needs a rating.

*How to read it.* The failure rate says which link is weak, the gap how many customers it fails, the
uplift what repairing it would do for those who had no other problem, and a moment of truth that it
shows in the rating. Repair first what has all four.

*How it misleads.* People write when something happened: the rates are of those who wrote, not of
those who passed the stage. A verbatim that mentions no stage is negative on none, and counts in the
chain. Stages come from words; a mention of "the staff" has the stage that the taxonomy gives it.
The uplift assumes that the failures that would disappear are a random part of the stage's failures.

*Tests.* The stage's failure rate against that of all other stages together, by the pooled z test.
One verbatim may mention several stages, and is often alike on them: the test is conservative.
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.journey.measuring import NAME, PER, measure

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
        Column(
            "moment_of_truth", "yes where the stage moves the rating more than the average stage"
        ),
        Column("chain", "share of verbatims negative on no stage", "share"),
        Column(
            "chain_uplift", "what the chain gains if the stage failed as rarely as most", "share"
        ),
        Column("weakest_probability", "probability that the stage fails most often", "share"),
        Column(s.Q, "false discovery rate of the failure rate", "p", 4),
    ),
    needs=Needs(
        statistics=("stage", "stage_mask", "stage_drivers"),
        better_with=("rating", "[journey]", "[brands]"),
    ),
    measure=measure,
)
