"""Does the organisation care about what customers care about?

- **Customers' share** of a theme: its part in all (verbatim, theme) pairs, at one level of the
  taxonomy. **Organisation's share**: its part in the points of ``[priorities]``; 0 without an
  entry. An entry that names a parent theme stands for all under it.
- **Gap** = customers' share − organisation's share: above 0 where customers care more. The
  interval is Wilson's (1927) for the customers' share, the test is its score test against the
  organisation's; the organisation's share is a decision and has no error.
- **Importance** = reward + penalty of the report ``drivers``, in points of a score of 0 to 100;
  of a parent theme the mean over its leaves, by how many verbatims mention each. **Performance**
  = net sentiment on the theme.
- **Quadrant**, at the means of importance and of performance (Martilla and James 1977):
  ``concentrate here`` (important, performs badly), ``keep up`` (both high), ``low priority``
  (both low), ``possible overkill`` (performs well, not important). **Stability** = the share of
  10,000 simulations in which the theme stays in its quadrant: coefficients are drawn from the
  normal law of the fit, net sentiment from its own; the means are drawn with them.

*How to read it.* A gap says where attention and talk part; the quadrant says whether the talk is
praise or complaint, and whether it moves the rating. A quadrant with a stability under about 0.8
is a coin that may yet fall on another side.

*How it misleads.* Talk is not importance: what works is not talked about, and what is rated low
may be the talk of few. The means move with the themes that are compared. Shares of talk compete:
a theme loses share when another gains it. A verbatim with several themes counts for each, and the
interval takes its pairs for independent, which makes it a little too wide for most themes.

Without a rating importance is the share of talk, and quadrants are not given: talk held against
itself would sort nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.gaps.attention import Attention, Level, attention, within
from vockit.gaps.contrasts import Contrasts, contrasts_of
from vockit.gaps.evidence.rules import Evidence, OnTheme, Says, both
from vockit.gaps.labels import labels
from vockit.gaps.model import Cell, Column, Findings, GapReport, Needs, Row
from vockit.gaps.needs import has_role
from vockit.gaps.simulation import DRAWS, generator
from vockit.gaps.speakers import Speaker, ours, said_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Floats, net_sentiment, wilson
from vockit.tallies.model import Tally

NAME: Final = "priorities"
QUADRANTS: Final = ("low priority", "concentrate here", "possible overkill", "keep up")
"""Important adds 1, performing well adds 2."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a theme stands on the map of importance and performance."""

    importance: float
    quadrant: str
    stability: float


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Both shares of each theme, and its place on the map."""
    if not sum(settings.profile.priorities.values()):
        return Findings(missing="an entry above 0 in the section [priorities] of the profile")
    speaker = ours(settings)
    level = attention(tally, speaker, settings)
    if not level.pairs:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    performance = _performance(tally, speaker, level)
    rated = has_role(tally, s.RATING)
    places = _places(tally, speaker, level, performance, settings) if rated else {}
    named = labels(tally)
    rows = []
    for theme in level.themes:
        place = places.get(theme.theme)
        row = _row(theme, level, settings)
        figures = _figures(theme, performance[theme.theme], place, rated, settings)
        rows.append(
            replace(
                row,
                values={**row.values, **figures},
                evidence=Evidence(
                    both(speaker.verbatims, Says(OnTheme())),
                    Says(on := OnTheme((theme.theme,))),
                    on,
                ),
                sentence=_sentence(theme, named.get(theme.theme, theme.theme), place),
            )
        )
    notes = _notes(level, rated, places, settings)
    return Findings(tuple(rows), notes)


def _performance(tally: Tally, speaker: Speaker, level: Level) -> dict[str, tuple[int, int, int]]:
    """Positive verbatims, negative ones and all, by theme."""
    known = totals_by(said_of(tally.tables["speaker_theme"], speaker), s.THEME)
    return {
        theme.theme: (sums[s.POSITIVE], sums[s.NEGATIVE], sums[s.N])
        if (sums := known.get((theme.theme,))) is not None
        else (0, 0, 0)
        for theme in level.themes
    }


def _p_value(theme: Attention, pairs: int) -> float:
    """Of customers and organisation caring as much: the score test of a share against a figure."""
    expected = theme.organisation
    gap = theme.customers - expected
    spread = np.sqrt(expected * (1 - expected) / pairs)
    if spread == 0:
        return 1.0 if gap == 0 else 0.0
    return float(2 * special.ndtr(-abs(gap) / spread))


def _places(
    tally: Tally,
    speaker: Speaker,
    level: Level,
    performance: Mapping[str, tuple[int, int, int]],
    settings: ReportSettings,
) -> dict[str, _Place]:
    """The map of the themes whose importance is known and that enough verbatims mention."""
    contrasts = contrasts_of(said_of(tally.tables["drivers"], speaker), settings)
    if contrasts is None:
        return {}
    weights = _weights(tally, speaker, level, contrasts)
    able = [
        place
        for place, theme in enumerate(level.themes)
        if weights[place].any() and theme.mentions >= settings.min_n
    ]
    if len(able) < 2:
        return {}
    weights = weights[able]
    names = [level.themes[place].theme for place in able]
    net = net_sentiment(*np.array([performance[name] for name in names]).T)
    importance = weights @ contrasts.importance
    quadrant = _quadrants(importance, net.value)
    draw = generator(NAME)
    drawn = contrasts.draws(draw, DRAWS) @ weights.T
    moods = net.value + draw.standard_normal(drawn.shape) * np.sqrt(net.variance)
    stays = (_quadrants(drawn, moods) == quadrant).mean(axis=0)
    return {
        name: _Place(float(importance[i]), QUADRANTS[int(quadrant[i])], float(stays[i]))
        for i, name in enumerate(names)
    }


def _weights(tally: Tally, speaker: Speaker, level: Level, contrasts: Contrasts) -> Floats:
    """What each leaf with a contrast counts in each theme of the level: rows that add up to 1."""
    table = totals_by(said_of(tally.tables["speaker_theme"], speaker), s.THEME)
    talk = np.array([float(table[name,][s.N]) for name in contrasts.names])
    inside = np.array(
        [[within(leaf, {theme.theme}) for leaf in contrasts.names] for theme in level.themes]
    )
    weights = np.where(inside, talk, 0.0)
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1.0))


def _quadrants(importance: Floats, performance: Floats) -> NDArray[np.int64]:
    """Places in ``QUADRANTS``; the last axis is the themes', and has the means."""
    important = importance >= importance.mean(axis=-1, keepdims=True)
    performs = performance >= performance.mean(axis=-1, keepdims=True)
    return np.asarray(important + 2 * performs, dtype=np.int64)


def _row(theme: Attention, level: Level, settings: ReportSettings) -> Row:
    share = wilson(theme.mentions, level.pairs, settings.confidence)
    return Row(
        key=(theme.theme,),
        n=level.verbatims,
        gap=theme.customers - theme.organisation,
        low=float(share.low) - theme.organisation,
        high=float(share.high) - theme.organisation,
        values={
            "customer_share": theme.customers,
            "organisation_share": theme.organisation,
        },
        p_value=_p_value(theme, level.pairs),
        subject=theme.theme,
    )


def _figures(
    theme: Attention,
    signs: tuple[int, int, int],
    place: _Place | None,
    rated: bool,
    settings: ReportSettings,
) -> dict[str, Cell]:
    """How important the theme is and how it performs, where enough verbatims say so."""
    figures: dict[str, Cell] = {"importance": None if rated else theme.customers}
    if theme.mentions >= max(settings.suppress_n, 1):
        figures["performance"] = 100 * (signs[0] - signs[1]) / signs[2]
    if place is not None:
        figures["importance"] = place.importance
        figures["quadrant"] = place.quadrant
        figures["stability"] = place.stability
    return figures


def _sentence(theme: Attention, label: str, place: _Place | None) -> str:
    """Only what customers care about more makes a headline: the others lose nothing by it."""
    if theme.customers <= theme.organisation:
        return ""
    advice = f" ({place.quadrant})" if place is not None else ""
    return (
        f"Customers talk more of {label}{advice} than the priorities say: "
        f"{theme.customers:.0%} of what they mention, against {theme.organisation:.0%}"
    )


def _notes(
    level: Level, rated: bool, places: Mapping[str, _Place], settings: ReportSettings
) -> tuple[str, ...]:
    notes = [f"Shares are of {level.pairs:,} mentions: a verbatim counts once a theme."]
    if not rated:
        notes.append(
            "Without a rating importance is the share of talk, and there are no quadrants; "
            "a rating column (--rating) gives both."
        )
    elif not places:
        notes.append(
            f"No two themes have {settings.min_n} positive and {settings.min_n} negative rated "
            "verbatims: importance is not known, and there are no quadrants."
        )
    if level.folded:
        notes.append(f"Counted within a theme above them: {', '.join(level.folded)}.")
    silent = [theme.theme for theme in level.themes if theme.prioritised and not theme.mentions]
    if silent:
        notes.append(f"Priorities that no verbatim mentions: {', '.join(silent)}.")
    return tuple(notes)


GAP = GapReport(
    name=NAME,
    title="Priorities",
    question="Does the organisation care about what customers care about?",
    unit="share of talk",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("customer_share", "part of the theme in what customers mention", "share", bar=True),
        Column("organisation_share", "part of the theme in [priorities]", "share", bar=True),
        Column("importance", "reward + penalty; without a rating the share of talk", "score", 2),
        Column("performance", "net sentiment on the theme", "score"),
        Column(
            "quadrant", "concentrate here, keep up, low priority or possible overkill", telling=True
        ),
        Column("stability", "share of simulations that stay in the quadrant", "share"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        groups=True,
        statistics=("speaker_theme", "themes", "drivers"),
        profile=("priorities",),
        better_with=("rating", "[brands]"),
    ),
    measure=measure,
)
