"""Which themes move the rating?

- **Impact** = n_t (S_t − S) / (N − n_t): what the score S of all N rated verbatims would lose if
  the n_t that mention the theme were left out. ``base`` is the score without them, so that S =
  base + impact. The interval is Welch's (1947) for the theme's verbatims against all others,
  times n_t / N.
- **Reward** and **penalty**: rating = β0 + Σ (r̂ · positive on the theme + p̂ · negative on the
  theme), by ordinary least squares over the taxonomy's leaves with enough verbatims of either
  sign; reward = max(r̂, 0), penalty = max(−p̂, 0): what praise adds and a complaint costs, all
  other themes equal (penalty-reward contrast analysis: Brandt 1987, Matzler and Sauerwein 2002).
- **Asymmetry** = (reward − penalty) / (reward + penalty), −1 where only complaints count, 1 where
  only praise does.
- **Kano** (Kano et al. 1984): ``basic`` where the penalty is clear of 0 and the reward is not,
  ``excitement`` the reverse; both clear: ``performance`` where |asymmetry| ≤ 0.2, else by its
  sign; neither: ``indifferent``.

Scores are on 0 to 100, whatever the scale of the rating: 0 its lowest, 100 its highest value.

*How to read it.* Impact says what a theme does to the score now, by how much is said and how it
is rated. Penalty and reward say what one complaint, one praise is worth: a basic theme is mended,
not polished.

*How it misleads.* Overlapping themes do not add up. A rating and a comment come from one mood:
that a theme goes with low ratings does not show that it causes them. The regression knows the
themes that the taxonomy knows, and no other reasons.

Without a rating there is only the impact on net sentiment. A theme's effect on a score that is
made of the same words says nothing of what drives customers, so nothing is tested, and nothing
classed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.gaps.contrasts import contrasts_of
from vockit.gaps.evidence.rules import OnTheme, Rated, both, talk
from vockit.gaps.labels import labels
from vockit.gaps.model import Cell, Column, Findings, GapReport, Needs, Row
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import Speaker, ours, said_of
from vockit.gaps.totals import totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import Mean, mean_difference, net_sentiment_difference, t_interval
from vockit.stats.significance import mean_test
from vockit.tallies.counting import RATING_SCALE, SCALES_JOINED
from vockit.tallies.facts import RATING_UNIT
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

POINTS = 100
"""Scores are on 0 to 100."""
BALANCED = 0.2
"""Up to this asymmetry praise and complaints count alike."""


@dataclass(frozen=True, slots=True)
class _Ratings:
    """Ratings in points: how many, their sum and the sum of their squares."""

    n: int
    total: float
    squares: float

    def __sub__(self, other: _Ratings) -> _Ratings:
        return _Ratings(self.n - other.n, self.total - other.total, self.squares - other.squares)

    @property
    def score(self) -> float:
        """The mean rating."""
        return self.total / self.n

    def mean(self, confidence: float) -> Mean:
        """The mean rating with its interval."""
        n = np.asarray(float(self.n))
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = self.total / n
            variance = np.maximum(self.squares - n * mean**2, 0) / (n - 1) / n
        return t_interval(mean, np.where(n > 1, variance, np.nan), n - 1, confidence)


@dataclass(frozen=True, slots=True)
class _Contrast:
    """What praise and complaints on a theme do to the rating."""

    reward: float
    penalty: float
    kano: str

    @property
    def asymmetry(self) -> float | None:
        total = self.reward + self.penalty
        return (self.reward - self.penalty) / total if total else None


@dataclass(frozen=True, slots=True)
class _Talk:
    """What our verbatims say: sums by theme, and over all."""

    speaker: Speaker
    themes: Mapping[str, Mapping[str, int]]
    whole: Mapping[str, int]
    labels: Mapping[str, str]


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The impact of each theme on the rating, or without ratings on net sentiment."""
    said = _talk(tally, ours(settings))
    if not said.themes:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    notes: tuple[str, ...] = ("Overlapping themes do not add up.",)
    if not said.whole[s.RATED]:
        rows = _on_net_sentiment(said, settings)
        return Findings(rows, (_without_rating(said.whole), *notes))
    contrasts = _contrasts(said_of(tally.tables["drivers"], said.speaker), settings)
    everyone = _ratings(said.whole)
    score = (
        f"Score: mean rating of {everyone.n:,} verbatims, {everyone.score:.1f} on 0 to {POINTS}."
    )
    notes = (score, *_scales_note(tally), *notes)
    return Findings(_on_rating(said, contrasts, settings), notes)


def _scales_note(tally: Tally) -> tuple[str, ...]:
    """That ratings of several scales are put together, where they are."""
    scales = tally.fingerprint.get(RATING_SCALE, "")
    if SCALES_JOINED not in scales:
        return ()
    together = f"Ratings on scales of {scales} are put together, each as its place on its own scale"
    return (f"{together}; where other customers were asked on each, read their files apart, too.",)


def _talk(tally: Tally, speaker: Speaker) -> _Talk:
    by_theme = totals_by(said_of(tally.tables["speaker_theme"], speaker), s.THEME)
    whole = totals(said_of(tally.tables["speaker_channel"], speaker))
    return _Talk(
        speaker, {theme: sums for (theme,), sums in by_theme.items()}, whole, labels(tally)
    )


def _on_rating(
    said: _Talk, contrasts: Mapping[str, _Contrast], settings: ReportSettings
) -> tuple[Row, ...]:
    everyone = _ratings(said.whole)
    rows = []
    for theme, sums in said.themes.items():
        mine = _ratings(sums)
        gap = mean_difference(
            mine.mean(settings.confidence),
            (everyone - mine).mean(settings.confidence),
            settings.confidence,
        )
        part = mine.n / everyone.n
        impact, low, high = (part * float(x) for x in (gap.value, gap.low, gap.high))
        contrast = contrasts.get(theme)
        polarity = sign_of(impact) or None
        rows.append(
            Row(
                key=(theme,),
                n=mine.n,
                gap=impact,
                low=low,
                high=high,
                values={"impact": impact, "base": everyone.score - impact}
                | _contrast_cells(contrast),
                p_value=float(mean_test(gap)),
                evidence=talk(both(said.speaker.verbatims, Rated()), OnTheme((theme,)), polarity),
                subject=theme,
                sentence=_sentence(said.labels.get(theme, theme), impact, everyone.score),
            )
        )
    return tuple(rows)


def _on_net_sentiment(said: _Talk, settings: ReportSettings) -> tuple[Row, ...]:
    columns = (s.VERBATIM_POSITIVE, s.VERBATIM_NEGATIVE, s.N)
    positive, negative, n = (said.whole[name] for name in (s.POSITIVE, s.NEGATIVE, s.N))
    score = POINTS * (positive - negative) / n
    rows = []
    for theme, sums in said.themes.items():
        mine = (sums[columns[0]], sums[columns[1]], sums[columns[2]])
        others = (positive - mine[0], negative - mine[1], n - mine[2])
        gap = net_sentiment_difference(mine, others, settings.confidence)
        impact, low, high = (mine[2] / n * float(x) for x in (gap.value, gap.low, gap.high))
        polarity = sign_of(impact) or None
        rows.append(
            Row(
                key=(theme,),
                n=mine[2],
                gap=impact,
                low=low,
                high=high,
                values={"impact": impact, "base": score - impact},
                evidence=talk(said.speaker.verbatims, OnTheme((theme,)), polarity),
            )
        )
    return tuple(rows)


def _without_rating(whole: Mapping[str, int]) -> str:
    score = POINTS * (whole[s.POSITIVE] - whole[s.NEGATIVE]) / whole[s.N]
    return (
        f"Without a rating the score is net sentiment, {score:.1f}. A theme's effect on a score "
        "made of the same words says nothing of what drives customers, so nothing is tested or "
        "classed: a rating column (--rating) changes that."
    )


def _ratings(sums: Mapping[str, int]) -> _Ratings:
    unit = POINTS / RATING_UNIT
    return _Ratings(sums[s.RATED], unit * sums[s.RATING_SUM], unit**2 * sums[s.RATING_SQUARES])


def _contrasts(products: pd.DataFrame, settings: ReportSettings) -> dict[str, _Contrast]:
    """Reward and penalty of the themes with enough positive and enough negative verbatims."""
    fit = contrasts_of(products, settings)
    if fit is None:
        return {}
    variance = np.diag(fit.covariance)
    interval = t_interval(
        fit.coefficients, variance, np.full_like(variance, fit.df), settings.confidence
    )
    value, low, high = (
        part.reshape(-1, 2) for part in (interval.value, interval.low, interval.high)
    )
    return {theme: _contrast(value[i], low[i], high[i]) for i, theme in enumerate(fit.names)}


def _contrast(
    value: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> _Contrast:
    """The class by Kano of coefficients of praise and of complaints, with their limits."""
    reward, penalty = max(float(value[0]), 0.0), max(-float(value[1]), 0.0)
    rewards, penalises = bool(low[0] > 0), bool(high[1] < 0)
    if rewards and penalises:
        asymmetry = (reward - penalty) / (reward + penalty)
        if abs(asymmetry) <= BALANCED:
            return _Contrast(reward, penalty, "performance")
        return _Contrast(reward, penalty, "excitement" if asymmetry > 0 else "basic")
    if rewards or penalises:
        return _Contrast(reward, penalty, "excitement" if rewards else "basic")
    return _Contrast(reward, penalty, "indifferent")


def _contrast_cells(contrast: _Contrast | None) -> dict[str, Cell]:
    if contrast is None:
        return {}
    return {
        "reward": contrast.reward,
        "penalty": contrast.penalty,
        "asymmetry": contrast.asymmetry,
        "kano": contrast.kano,
    }


def _sentence(theme: str, impact: float, score: float) -> str:
    if not sign_of(impact):
        return ""
    way = "lift the rating" if impact > 0 else "pull the rating down"
    return (
        f"Those who mention {theme} {way}: the mean is {score:.1f} of {POINTS}, and "
        f"{score - impact:.1f} without them"
    )


GAP = GapReport(
    name="drivers",
    title="Drivers",
    question="Which themes move the rating?",
    unit="points of a score of 0-100",
    unit_range=POINTS,
    worse="lower",
    key=(Column("theme", "theme"),),
    columns=(
        Column("impact", "what the theme does to the score", "score"),
        Column("base", "the score without the theme's verbatims", "score"),
        Column("reward", "points that praise on the theme adds", "score", bar=True),
        Column("penalty", "points that a complaint on the theme costs", "score", bar=True),
        Column("asymmetry", "-1 only complaints count, 1 only praise", "score", 2),
        Column("kano", "basic, performance, excitement or indifferent", telling=True),
        Column(s.Q, "false discovery rate of the impact", "p", 4),
    ),
    needs=Needs(
        statistics=("speaker_theme", "drivers"),
        better_with=("rating", "[brands]"),
    ),
    measure=measure,
)
