"""Where does experience fall short of expectation?

SERVQUAL (Parasuraman, Zeithaml and Berry 1988) asks customers twice, what they expect and what
they got, on five dimensions and a scale of 1 to 7. Customers who write were not asked, so:

- **Perception** = 4 + 3 · the mean compound of the clauses that speak of the dimension. The mean
  is a ratio estimate with verbatims as its units (Cochran 1977, 6.3).
- **Expectation** is, in this order, the ``[targets]`` of the profile (``target``); the perception
  of the best brand in the input (``best brand``); or what customers say of their expectations
  (``stated``). When it is stated there is no figure for the expectation itself: the gap is
  measured directly, 3 · (exceeded − short) / (exceeded + met + short), over the verbatims in
  which an expectation cue stands in a clause on the dimension.
- **Gap** = perception − expectation: below 0 where experience falls short.
- **Weight**: the dimension's in ``[targets]``, else its share of what is said.

*How to read it.* The lowest gap with an interval clear of 0 is where to look first; the weight
says how much the dimension counts. ``overall`` is over all clauses with a dimension, and its
target is the weighted mean of the dimensions' targets.

*How it misleads.* The scale is stretched from word scores: 4 is neutral, and the figures do not
compare with those of a SERVQUAL questionnaire. The best brand of a file is the best of those that
are in the file. Stated gaps come from few verbatims, of people who had an expectation worth
naming. Where no brand stands out beyond chance there is no best brand and so no gap: ``no clear
best``.

*Tests.* Gap against 0: t for targets and best brands (Welch 1947), sign test where it is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT
from vockit.gaps.evidence.rules import Evidence, OnDimension, talk
from vockit.gaps.expectations import expected
from vockit.gaps.flags import NO_CLEAR_BEST
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.net import ALL
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import (
    BEST,
    Speaker,
    brands_in,
    each,
    own_of,
    speaker_word,
    speakers,
    spoken,
)
from vockit.gaps.totals import Totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, mean_difference, net_sentiment, ratio_of_sums
from vockit.stats.multiple import benjamini_hochberg, best_mean
from vockit.stats.significance import mean_test
from vockit.stats.signs import sign_test
from vockit.tallies.model import OVERALL, Tally

DIMENSIONS: Final = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
ROWS: Final = (*DIMENSIONS, OVERALL)
TARGET: Final = "target"
BEST_BRAND: Final = "best brand"
STATED: Final = "stated"
NEUTRAL: Final = 4.0
"""The middle of the scale, where a neutral clause stands."""
REACH: Final = 3.0
"""From the middle of the scale to either end."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """What is known of one dimension as one speaker tells it."""

    n: int
    perception: Mean
    exceeded: int
    met: int
    short: int

    @property
    def stated(self) -> int:
        return self.exceeded + self.met + self.short


_Cells: TypeAlias = Mapping[tuple[Speaker, str], _Cell]
_Said: TypeAlias = Mapping[str, Mapping[tuple[str, ...], Totals]]
"""Sums by brand, and what else they are keyed by."""


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The brand with the best perception of a dimension."""

    speaker: Speaker
    clear: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    """A gap, the expectation it is held against, and the p-value of its being 0."""

    source: str
    n: int
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float = float("nan")
    expectation: float | None = None
    best_brand: str = ""
    clear: bool = True


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Perceptions per dimension and speaker, held against what was expected."""
    who = speakers(tally, settings)
    brands = each(brands_in(tally))
    said = _by_brand(tally, "speaker_dimension", s.DIMENSION)
    outcomes = _by_brand(tally, "speaker_dimension_expectation", s.DIMENSION, s.OUTCOME)
    cells = {
        (speaker, dimension): _cell(speaker, dimension, said, outcomes, settings)
        for speaker in dict.fromkeys((*who, *brands))
        for dimension in ROWS
    }
    best = _best_brands(cells, brands, settings)
    keys = [(speaker, dimension) for dimension in ROWS for speaker in who]
    gaps = [_gap(speaker, dimension, cells, best, settings) for speaker, dimension in keys]
    rows = tuple(
        _row(speaker, dimension, cells, gap, settings)
        for (speaker, dimension), gap in zip(keys, gaps, strict=True)
    )
    return Findings(rows, _notes(gaps, settings))


def _by_brand(tally: Tally, table: str, *keys: str) -> _Said:
    said: dict[str, dict[tuple[str, ...], Totals]] = {}
    for (brand, *key), sums in totals_by(tally.tables[table], s.SPEAKER, *keys).items():
        said.setdefault(brand, {})[tuple(key)] = sums
    return said


def _sum(said: _Said, speaker: Speaker, key: tuple[str, ...], value: str) -> int:
    brands = said if speaker.brands is None else speaker.brands
    return sum(said[brand][key][value] for brand in brands if key in said.get(brand, ()))


def _cell(
    speaker: Speaker, dimension: str, said: _Said, outcomes: _Said, settings: ReportSettings
) -> _Cell:
    def sum_of(value: str) -> int:
        return _sum(said, speaker, (dimension,), value)

    n = sum_of(s.N)
    mean = ratio_of_sums(
        n=n,
        s=sum_of(s.CLAUSE_COMPOUND),
        k=sum_of(s.CLAUSE_COUNT),
        ss=sum_of(s.COMPOUND_SQUARES),
        sk=sum_of(s.COMPOUND_COUNTS),
        kk=sum_of(s.COUNT_SQUARES),
        confidence=settings.confidence,
    )
    stated = (
        _sum(outcomes, speaker, (dimension, outcome), s.N)
        for outcome in ("exceeded", "met", "short")
    )
    return _Cell(n, _on_scale(mean), *stated)


def _on_scale(mean: Mean) -> Mean:
    unit = REACH / COMPOUND_UNIT
    value, low, high = (NEUTRAL + unit * part for part in (mean.value, mean.low, mean.high))
    return Mean(value, low, high, unit**2 * mean.variance, mean.df)


def _best_brands(
    cells: _Cells, brands: Sequence[Speaker], settings: ReportSettings
) -> dict[str, _Best]:
    """The best brand on each dimension on which two compare; clear where it is no chance."""
    found = {}
    for dimension in ROWS:
        rivals = [cells[brand, dimension] for brand in brands]
        best = best_mean(
            [float(cell.perception.value) for cell in rivals],
            [float(cell.perception.variance) for cell in rivals],
            [cell.n for cell in rivals],
            settings.confidence,
            settings.min_n,
        )
        if best.index is not None:
            found[dimension] = (brands[best.index], best.p_value)
    q_values = benjamini_hochberg([p_value for _, p_value in found.values()])
    return {
        dimension: _Best(speaker, bool(q <= settings.q))
        for (dimension, (speaker, _)), q in zip(found.items(), q_values, strict=True)
    }


def _gap(
    speaker: Speaker,
    dimension: str,
    cells: _Cells,
    best: Mapping[str, _Best],
    settings: ReportSettings,
) -> _Gap:
    """The gap by the first expectation that there is: target, best brand, stated."""
    cell = cells[speaker, dimension]
    target = _target(speaker, dimension, cells, settings)
    if target is not None:
        exact = Mean(*(np.asarray(figure) for figure in (target, target, target, 0.0, np.inf)))
        return _against(TARGET, cell, exact, settings)
    if dimension not in best:
        return _stated_gap(cell, settings)
    if not best[dimension].clear:
        return _Gap(BEST_BRAND, cell.n, clear=False)
    winner = best[dimension].speaker
    if winner.label == (speaker.label or own_of(settings)):
        level = float(cell.perception.value)
        return _Gap(BEST_BRAND, cell.n, 0.0, 0.0, 0.0, expectation=level, best_brand=winner.label)
    rival = cells[winner, dimension].perception
    return _against(BEST_BRAND, cell, rival, settings, winner.label)


def _against(
    source: str, cell: _Cell, expected: Mean, settings: ReportSettings, best_brand: str = ""
) -> _Gap:
    gap = mean_difference(cell.perception, expected, settings.confidence)
    return _Gap(
        source,
        cell.n,
        float(gap.value),
        float(gap.low),
        float(gap.high),
        float(mean_test(gap)),
        float(expected.value),
        best_brand,
    )


def _stated_gap(cell: _Cell, settings: ReportSettings) -> _Gap:
    net = net_sentiment(cell.exceeded, cell.short, cell.stated, settings.confidence)
    gap, low, high = (REACH / 100 * float(part) for part in (net.value, net.low, net.high))
    return _Gap(STATED, cell.stated, gap, low, high, float(sign_test(cell.exceeded, cell.short)))


def _target(
    speaker: Speaker, dimension: str, cells: _Cells, settings: ReportSettings
) -> float | None:
    """The profile's expectation; overall, the weighted mean over dimensions that have one."""
    targets = settings.profile.targets
    if dimension in targets and targets[dimension].expectation is not None:
        return targets[dimension].expectation
    if dimension != OVERALL:
        return None
    weighed = [
        (weight, expectation)
        for name in DIMENSIONS
        if (expectation := _target(speaker, name, cells, settings)) is not None
        and (weight := _weight(speaker, name, cells, settings)) is not None
    ]
    total = sum(weight for weight, _ in weighed)
    return sum(w * expectation for w, expectation in weighed) / total if total else None


def _weight(
    speaker: Speaker, dimension: str, cells: _Cells, settings: ReportSettings
) -> float | None:
    """The dimension's part of the whole: by ``[targets]`` where any has a weight, else by n."""
    if dimension == OVERALL:
        return 1.0
    targets = settings.profile.targets
    given = {name: targets[name].weight for name in DIMENSIONS if name in targets}
    stated = {name: weight for name, weight in given.items() if weight is not None}
    weights = stated or {name: float(cells[speaker, name].n) for name in DIMENSIONS}
    total = sum(weights.values())
    return weights.get(dimension, 0.0) / total if total else None


def _row(
    speaker: Speaker, dimension: str, cells: _Cells, gap: _Gap, settings: ReportSettings
) -> Row:
    cell = cells[speaker, dimension]
    enough = cell.n >= settings.suppress_n
    return Row(
        key=(dimension, speaker.label),
        n=gap.n,
        gap=gap.gap,
        low=gap.low,
        high=gap.high,
        values={
            "perception": float(cell.perception.value) if enough else None,
            "expectation": gap.expectation,
            "expectation_source": _source_name(gap.source, settings),
            BEST: gap.best_brand,
            "weight": _weight(speaker, dimension, cells, settings),
            "exceeded": cell.exceeded,
            "met": cell.met,
            "short": cell.short,
        },
        p_value=gap.p_value,
        group=ROWS.index(dimension),
        flag=None if gap.clear else NO_CLEAR_BEST,
        standing=frozenset({"perception", "expectation", "weight"}),
        evidence=_evidence(speaker, dimension, gap),
        subject=(speaker.label or ALL) if dimension == OVERALL else dimension,
        sentence=_sentence(speaker, dimension, cell, gap, settings),
    )


def _evidence(speaker: Speaker, dimension: str, gap: _Gap) -> Evidence:
    """Who speaks of the dimension, or says what was expected of it; of these whom the gap is of."""
    on = OnDimension(None if dimension == OVERALL else dimension)
    sign = sign_of(gap.gap)
    if gap.source == STATED:
        return expected(speaker, on, sign or 0)
    return talk(speaker.verbatims, on, 1 if sign == 0 else sign)


def _sentence(
    speaker: Speaker, dimension: str, cell: _Cell, gap: _Gap, settings: ReportSettings
) -> str:
    if gap.gap is None or not sign_of(gap.gap):
        return ""
    what = "service as a whole" if dimension == OVERALL else dimension
    if gap.source == STATED:
        of = "" if dimension == OVERALL else f" of {dimension}"
        sentence = (
            f"customers who say what they expected{of} were let down {cell.short:,} times and "
            f"pleasantly surprised {cell.exceeded:,} times"
        )
    else:
        way = "falls short of" if gap.gap < 0 else "is above"
        best = f"the {_source_name(BEST_BRAND, settings)}, {gap.best_brand}"
        expected = "its target" if gap.source == TARGET else best
        sentence = (
            f"{what} {way} {expected}: {cell.perception.value:.2f} on the scale of 1 to 7, "
            f"against {gap.expectation:.2f}"
        )
    who = speaker.label
    if who:
        return (
            f"{who}: {sentence}"
            if settings.by is None
            else f"In {spoken(who, settings)}, {sentence}"
        )
    return sentence[0].upper() + sentence[1:]


def _source_name(source: str, settings: ReportSettings) -> str:
    """``best brand`` names the segments' column where segments are compared."""
    return f"best {speaker_word(settings)}" if source == BEST_BRAND else source


SOURCES: Final = {
    TARGET: "[targets] of the profile",
    BEST_BRAND: "the best of this input on the dimension",
    STATED: "what customers themselves say they expected",
}


def _notes(gaps: Sequence[_Gap], settings: ReportSettings) -> tuple[str, ...]:
    used = {gap.source for gap in gaps}
    sources = "; ".join(
        f"{_source_name(source, settings)}: {meaning}"
        for source, meaning in SOURCES.items()
        if source in used
    )
    notes = [
        "Perception is 4 + 3 · mean compound of the clauses: not a questionnaire's figure.",
        f"Where expectation comes from: {sources}.",
    ]
    if STATED in used:
        notes.append(
            "A stated gap has no expectation beside it: it is 3 · (exceeded − short) / (exceeded + "
            "met + short), and its n are the few who say so. [targets], or a brand column, would "
            "hold every clause against a figure."
        )
    return tuple(notes)


def gap_of(word: str) -> GapReport:
    """The report as it compares what the word names: brands, or the segments of a column."""
    return GapReport(
        name="servqual",
        title="Service quality",
        question="Where does experience fall short of expectation?",
        unit="points of 1-7",
        unit_range=2 * REACH,
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
