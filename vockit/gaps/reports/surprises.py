"""Where do we surprise, where disappoint?

Customers who name an expectation say that it was exceeded ("better than I expected"), met ("as
promised", "as usual") or not reached ("should have", "not what I expected").

**Gap** = 100 · (exceeded − short) / (exceeded + met + short), over the verbatims in which such a
cue stands in a clause on the theme: 100 where all were surprised for the better, −100 where all
were disappointed. The interval is adjusted Wald (Rocks 2016), the test an exact sign test with
mid-p.

``cue_rate`` is how often customers name an expectation at all: the share of the verbatims that
mention the theme. Four more columns count positive and negative verbatims on the theme with a
wording of surprise ("unexpectedly", "out of the blue"), and with one that says the service was as
expected; their polarity is that of the clauses with the cue. Watch *negative expected*: customers
who no longer expect anything better.

*How to read it.* Below 0 customers got less than they expected, whatever the level of the service:
a good service can disappoint, and a poor one surprise.

*How it misleads.* Few verbatims name an expectation, and those that do are not a sample of the
others: the cue rate says how few. Who has low expectations is easily surprised. "Disappointed"
alone is a feeling, and not counted as an expectation. A verbatim counts once: one that says both
that it was let down and that it was pleased counts as let down.

The rows with the theme ``(all)`` count a cue anywhere in the verbatim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import on_theme_or_any
from vockit.gaps.expectations import expectation_evidence
from vockit.gaps.floats import as_floats
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.net import ALL
from vockit.gaps.speakers import ours, rows_of
from vockit.gaps.totals import Totals, totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment
from vockit.stats.signs import sign_test
from vockit.tallies.model import ANY, Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Expectations exceeded, met and not met, on each theme that is mentioned."""
    speaker = ours(settings)
    sums = totals_by(rows_of(tally.tables["speaker_theme_cue"], speaker), s.THEME, s.CUE)
    overall = totals(rows_of(tally.tables["speaker_channel"], speaker))
    sums[ANY, ANY] = overall
    stated = totals_by(
        rows_of(tally.tables["speaker_theme_expectation"], speaker), s.THEME, s.OUTCOME
    )
    themes = [theme for theme, cue in sums if cue == ANY]
    theme_labels = labels(tally)
    rows = []
    for theme in themes:
        row = _row(theme, theme_labels.get(theme, theme), sums, stated, settings)
        on = on_theme_or_any(None if theme == ANY else theme)
        pleased = row.gap is not None and row.gap > 0
        rows.append(replace(row, evidence=expectation_evidence(speaker, on, 1 if pleased else -1)))
    return Findings(tuple(rows))


def _row(
    theme: str,
    label: str,
    sums: Mapping[tuple[str, ...], Totals],
    stated: Mapping[tuple[str, ...], Totals],
    settings: ReportSettings,
) -> Row:
    as_expected, surprise = (
        sums.get((theme, cue), _NONE) for cue in (cue_names.MET, cue_names.SURPRISE)
    )
    exceeded, met, short = (
        stated.get((theme, outcome), _NONE)[s.N] for outcome in ("exceeded", "met", "short")
    )
    n = exceeded + met + short
    net = net_sentiment(exceeded, short, n, settings.confidence)
    gap, low, high = as_floats(net)
    name = ALL if theme == ANY else theme
    return Row(
        key=(name,),
        n=n,
        gap=gap,
        low=low,
        high=high,
        values={
            "exceeded": exceeded,
            "met": met,
            "short": short,
            "cue_rate": n / sums[theme, ANY][s.N],
            "positive_surprise": surprise[s.POSITIVE],
            "positive_expected": as_expected[s.POSITIVE],
            "negative_surprise": surprise[s.NEGATIVE],
            "negative_expected": as_expected[s.NEGATIVE],
        },
        p_value=float(sign_test(exceeded, short)),
        always_shown=frozenset({"cue_rate"}),
        group=0 if name == ALL else 1,
        subject=name,
        sentence=_sentence(label, exceeded, short, n) if n else "",
    )


_NONE: Final[Totals] = {s.N: 0, s.POSITIVE: 0, s.NEGATIVE: 0}


def _sentence(theme: str, exceeded: int, short: int, n: int) -> str:
    what = "" if theme == ANY else f" of {theme}"
    return (
        f"Of customers who say what they expected{what}, {short / n:.0%} were let down and "
        f"{exceeded / n:.0%} pleasantly surprised"
    )


GAP = GapReport(
    name="surprises",
    title="Surprises",
    question="Where do we surprise, where disappoint?",
    unit="points, 100 = all exceeded, -100 = all short",
    unit_range=200,
    worse="lower",
    key=(Column("theme", "theme, or (all)"),),
    columns=(
        Column("exceeded", "verbatims that say expectations were exceeded", "count"),
        Column("met", "verbatims that say they were met", "count"),
        Column("short", "verbatims that say experience fell short", "count"),
        Column("cue_rate", "share of the theme's verbatims that name an expectation", "share"),
        Column("positive_surprise", "positive verbatims with a wording of surprise", "count"),
        Column("positive_expected", "positive verbatims that say it was as expected", "count"),
        Column("negative_surprise", "negative verbatims with a wording of surprise", "count"),
        Column("negative_expected", "negative verbatims that say it was as expected", "count"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        statistics=("speaker_theme_cue", "speaker_theme_expectation"), better_with=("[brands]",)
    ),
    measure=measure,
)
