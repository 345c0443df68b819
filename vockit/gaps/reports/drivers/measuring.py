"""From a tally to the rows of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vockit import schema as s
from vockit.gaps.evidence.rules import OnTheme, Rated, both, evidence_on
from vockit.gaps.floats import as_floats
from vockit.gaps.labels import labels
from vockit.gaps.model import Findings, Row
from vockit.gaps.reports.drivers.kano import Contrast, cells_of, contrasts_by_theme
from vockit.gaps.reports.drivers.ratings import POINTS, ratings_of
from vockit.gaps.reports.drivers.sentences import headline, no_rating_note, scales_note
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import mean_difference, net_sentiment_difference
from vockit.stats.significance import mean_test
from vockit.tallies.model import Tally


@dataclass(frozen=True, slots=True)
class _Counts:
    """Sums of our verbatims, by theme and over all."""

    speaker: Speaker
    themes: Mapping[str, Mapping[str, int]]
    whole: Mapping[str, int]
    labels: Mapping[str, str]


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The impact of each theme on the rating, or without ratings on net sentiment."""
    counts = _counts_of(tally, ours(settings))
    if not counts.themes:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    notes: tuple[str, ...] = ("Overlapping themes do not add up.",)
    if not counts.whole[s.RATED]:
        rows = _on_net_sentiment(counts, settings)
        return Findings(rows, (no_rating_note(counts.whole), *notes))
    contrasts = contrasts_by_theme(rows_of(tally.tables["drivers"], counts.speaker), settings)
    overall = ratings_of(counts.whole)
    score = f"Score: mean rating of {overall.n:,} verbatims, {overall.score:.1f} on 0 to {POINTS}."
    notes = (score, *scales_note(tally), *notes)
    return Findings(_on_rating(counts, contrasts, settings), notes)


def _counts_of(tally: Tally, speaker: Speaker) -> _Counts:
    by_theme = totals_by(rows_of(tally.tables["speaker_theme"], speaker), s.THEME)
    whole = totals(rows_of(tally.tables["speaker_channel"], speaker))
    return _Counts(
        speaker, {theme: sums for (theme,), sums in by_theme.items()}, whole, labels(tally)
    )


def _on_rating(
    counts: _Counts, contrasts: Mapping[str, Contrast], settings: ReportSettings
) -> tuple[Row, ...]:
    overall = ratings_of(counts.whole)
    rows = []
    for theme, sums in counts.themes.items():
        mine = ratings_of(sums)
        gap = mean_difference(
            mine.mean(settings.confidence),
            (overall - mine).mean(settings.confidence),
            settings.confidence,
        )
        part = mine.n / overall.n
        impact, low, high = as_floats(gap, part)
        contrast = contrasts.get(theme)
        polarity = sign_of(impact) or None
        rows.append(
            Row(
                key=(theme,),
                n=mine.n,
                gap=impact,
                low=low,
                high=high,
                values={"impact": impact, "base": overall.score - impact} | cells_of(contrast),
                p_value=float(mean_test(gap)),
                evidence=evidence_on(
                    both(counts.speaker.verbatims, Rated()), OnTheme((theme,)), polarity
                ),
                subject=theme,
                sentence=headline(counts.labels.get(theme, theme), impact, overall.score),
            )
        )
    return tuple(rows)


def _on_net_sentiment(counts: _Counts, settings: ReportSettings) -> tuple[Row, ...]:
    columns = (s.VERBATIM_POSITIVE, s.VERBATIM_NEGATIVE, s.N)
    positive, negative, n = (counts.whole[name] for name in (s.POSITIVE, s.NEGATIVE, s.N))
    score = POINTS * (positive - negative) / n
    rows = []
    for theme, sums in counts.themes.items():
        mine = (sums[columns[0]], sums[columns[1]], sums[columns[2]])
        others = (positive - mine[0], negative - mine[1], n - mine[2])
        gap = net_sentiment_difference(mine, others, settings.confidence)
        impact, low, high = as_floats(gap, mine[2] / n)
        polarity = sign_of(impact) or None
        rows.append(
            Row(
                key=(theme,),
                n=mine[2],
                gap=impact,
                low=low,
                high=high,
                values={"impact": impact, "base": score - impact},
                evidence=evidence_on(counts.speaker.verbatims, OnTheme((theme,)), polarity),
            )
        )
    return tuple(rows)
