"""Where does experience fall short of expectation?

SERVQUAL (Parasuraman, Zeithaml and Berry 1988) asks customers twice, what they expect and what
they got, on five dimensions and a scale of 1 to 7. Customers who write were not asked, so:

- **Perception** = 4 + 3 · the mean compound of the clauses that speak of the dimension. The mean is
  a ratio estimate with verbatims as its units (Cochran 1977, 6.3).
- **Expectation** is, in this order, the ``[targets]`` of the profile (``target``); the perception
  of the best brand in the input (``best brand``); or what customers say of their expectations
  (``stated``). When it is stated there is no figure for the expectation itself: the gap is measured
  directly, 3 · (exceeded − short) / (exceeded + met + short), over the verbatims in which an
  expectation cue stands in a clause on the dimension.
- **Gap** = perception − expectation: below 0 where experience falls short.
- **Weight**: the dimension's in ``[targets]``, else its verbatims / the sum of those of all five
  dimensions.

*How to read it.* The lowest gap with an interval clear of 0 is where to look first; the weight
says how much the dimension counts. ``overall`` is over all clauses with a dimension, and its
target is the weighted mean of the dimensions' targets.

*How it misleads.* The scale is computed from word scores: 4 is neutral, and the figures do not
compare with those of a SERVQUAL questionnaire. The best brand of a file is the best of those that
are in the file. Stated gaps come from few verbatims: only some customers write what they expected.
Where no brand stands out beyond chance there is no best brand and so no gap: ``no clear best``.

*Tests.* Gap against 0: t for targets and best brands (Welch 1947), sign test where it is stated.
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.servqual.measuring import measure
from vockit.gaps.reports.servqual.perceptions import HALF_SCALE
from vockit.gaps.speakers import BEST


def gap_of(word: str) -> GapReport:
    """The report as it compares what the word names: brands, or the segments of a column."""
    return GapReport(
        name="servqual",
        title="Service quality",
        question="Where does experience fall short of expectation?",
        unit="points of 1-7",
        unit_range=2 * HALF_SCALE,
        worse="lower",
        whose="each",
        key=(
            Column("dimension", "dimension of service quality, or overall"),
            Column(word, f"{word}, where the table speaks of several"),
        ),
        columns=(
            Column("perception", "what was experienced, 1 to 7", "score", 2, bar=True),
            Column("expectation", "what was expected, 1 to 7", "score", 2),
            Column("expectation_source", f"target, best {word} or stated"),
            Column(f"best_{word}", f"the {word} that sets the expectation", value=BEST),
            Column("weight", "part of the dimension in the whole", "share"),
            Column("exceeded", "verbatims that say expectations were exceeded", "count"),
            Column("met", "verbatims that say they were met", "count"),
            Column("short", "verbatims that say experience fell short", "count"),
            Column(s.Q, "false discovery rate of the gap", "p", 4),
        ),
        needs=Needs(
            statistics=("speaker_dimension", "speaker_dimension_expectation"),
            better_with=("brand", "[targets]", "[brands]"),
        ),
        measure=measure,
        compared=gap_of,
    )


GAP = gap_of(s.BRAND)
