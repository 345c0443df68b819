"""What do customers talk about, and how do they feel?

The themes, most talked of first: each parent with what is under it.

- **Share** = verbatims that mention the theme / all verbatims. **Positive, neutral, negative** are
  shares of those that mention it, by the mean over the clauses in which they do.
- **Net sentiment** = 100 · (positive − negative), from −100 to 100.
- **Gap** = net sentiment − that of all other talk: of every other theme that has none under it, a
  verbatim once a theme. Both by adjusted Wald (Rocks 2016).
- **Change** = net sentiment in the last full period − in the full period before it; blank where
  either has fewer than 10 verbatims on the theme. The period is that of ``trend`` (``--period``).

*How to read it.* From the top: what takes most room, and whether it is praise or complaint. The gap
says whether a theme is felt worse than what else is talked about.

*How it misleads.* Themes differ in their words: what people say of a bill is seldom warm, whatever
they think of it. So the gap between themes is partly one of vocabulary, and makes no headline;
``drivers`` and ``contrast`` have a rating beside it. A parent counts a verbatim once that mentions
several of its themes, so parents are not the sums of what is under them, and are not tested.

*Tests.* Net sentiment on the theme being that of the other talk, by adjusted Wald.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps.evidence.rules import OnTheme, evidence_on
from vockit.gaps.full_periods import default_period, full_periods
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.needs import has_role
from vockit.gaps.net import Net
from vockit.gaps.periods import Period, check_period
from vockit.gaps.rounding import sign_of
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.themes import general_judgements
from vockit.gaps.timeline import STATISTICS, net_of, our_timeline, reach
from vockit.gaps.totals import totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment_difference
from vockit.stats.significance import two_net_sentiments
from vockit.tallies.model import Tally

SEPARATOR: Final = "/"


@dataclass(frozen=True, slots=True)
class _Latest:
    """Net sentiment by theme in the last two full periods, the older one first."""

    periods: tuple[Period, Period]
    nets: Mapping[str, tuple[Net, Net]]


@dataclass(frozen=True, slots=True)
class _Talk:
    """What our verbatims speak of."""

    speaker: Speaker
    total: int
    """Verbatims, whatever they mention."""
    nets: Mapping[str, Net]
    leaves: frozenset[str]
    latest: _Latest | None


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Every theme that is mentioned, with how it is felt about."""
    speaker = ours(settings)
    nets = _nets(tally, speaker)
    if not nets:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    known = tally.tables["themes"]
    leaves = frozenset(known[s.THEME][known[s.LEAF] == 1])
    total = totals(rows_of(tally.tables["speaker_channel"], speaker))[s.N]
    spoken = _Talk(speaker, total, nets, leaves, _latest(tally, settings))
    general = general_judgements(tally)
    rows = tuple(_row(theme, spoken, settings) for theme in _in_order(nets, general))
    return Findings(rows, _notes(spoken))


def _nets(tally: Tally, speaker: Speaker) -> dict[str, Net]:
    sums = totals_by(rows_of(tally.tables["speaker_theme"], speaker), s.THEME)
    return {
        theme: Net(found[s.POSITIVE], found[s.NEGATIVE], found[s.N])
        for (theme,), found in sums.items()
    }


def _in_order(nets: Mapping[str, Net], general: frozenset[str]) -> list[str]:
    """Parents by how much they are talked of, each followed by what is under it, in that order.

    General judgements come last, with what is under them.
    """

    def place(theme: str) -> tuple[bool, tuple[tuple[int, str], ...]]:
        parts = theme.split(SEPARATOR)
        above = [SEPARATOR.join(parts[: depth + 1]) for depth in range(len(parts))]
        under = [name for name in nets if name.startswith(f"{parts[0]}{SEPARATOR}")]
        last = parts[0] in general or all(name in general for name in (under or [theme]))
        return last, tuple((-nets[name].n if name in nets else 0, name) for name in above)

    return sorted(nets, key=place)


def _latest(tally: Tally, settings: ReportSettings) -> _Latest | None:
    """The last two full periods; None where there are none."""
    if settings.period is not None:
        check_period(settings.period)
    covered = reach(tally, settings) if has_role(tally, s.DATE) else None
    if covered is None:
        return None
    timeline = our_timeline(tally, settings)
    kind = settings.period or default_period(timeline, covered)
    periods = full_periods(kind, covered)[-2:] if kind is not None else ()
    if len(periods) < 2:
        return None
    before, last = (
        [net_of(counts) for counts in timeline.talk(period.start, period.end)] for period in periods
    )
    pairs = zip(before, last, strict=True)
    return _Latest((periods[0], periods[1]), dict(zip(timeline.themes, pairs, strict=True)))


def _row(theme: str, spoken: _Talk, settings: ReportSettings) -> Row:
    net, others, latest = spoken.nets[theme], _others(theme, spoken), spoken.latest
    gap = net_sentiment_difference(net.signs, others, settings.confidence)
    tested = theme in spoken.leaves and others[2] > 0
    on = OnTheme((theme,))
    return Row(
        key=(theme,),
        n=net.n,
        gap=float(gap.value),
        low=float(gap.low),
        high=float(gap.high),
        values={
            "share": net.n / spoken.total,
            "positive": net.positive / net.n,
            "neutral": (net.n - net.positive - net.negative) / net.n,
            "negative": net.negative / net.n,
            "net_sentiment": net.value,
            "change": None if latest is None else _change(theme, latest, settings),
        },
        p_value=float(two_net_sentiments(net.signs, others)) if tested else None,
        evidence=evidence_on(spoken.speaker.verbatims, on, sign_of(float(gap.value)) or None),
        subject=theme,
        always_shown=frozenset({"share"}),
    )


def _others(theme: str, spoken: _Talk) -> tuple[int, int, int]:
    """Positive and negative verbatims, and all, of every other theme without any under it."""
    under = f"{theme}{SEPARATOR}"
    other = [
        net.signs
        for name, net in spoken.nets.items()
        if name in spoken.leaves and name != theme and not name.startswith(under)
    ]
    positive, negative, n = np.array(other, dtype=np.int64).reshape(-1, 3).sum(axis=0).tolist()
    return positive, negative, n


def _change(theme: str, latest: _Latest, settings: ReportSettings) -> float | None:
    if theme not in latest.nets:
        return None
    before, last = latest.nets[theme]
    if min(before.n, last.n) < max(settings.suppress_n, 1):
        return None
    return last.value - before.value


def _notes(spoken: _Talk) -> tuple[str, ...]:
    notes = []
    if spoken.latest is not None:
        before, last = spoken.latest.periods
        notes.append(f"Change: {last.label} against {before.label}.")
    if spoken.nets.keys() - spoken.leaves:
        notes.append("Parents count a verbatim once, and are not tested.")
    return tuple(notes)


GAP = GapReport(
    name="themes",
    title="Themes",
    question="What do customers talk about, and how do they feel?",
    unit="points of net sentiment",
    unit_range=200,
    worse="lower",
    kind="list",
    order="fixed",
    key=(Column("theme", "theme; a parent before what is under it"),),
    columns=(
        Column("share", "share of all verbatims that mention the theme", "share", bar=True),
        Column("positive", "share of these that are positive on it", "share"),
        Column("neutral", "share that is neither", "share"),
        Column("negative", "share that is negative on it", "share"),
        Column("net_sentiment", "100 · (positive − negative)", "score", main=True),
        Column("change", "net sentiment, last full period − the one before", "score"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(
        groups=True,
        statistics=("speaker_theme", *STATISTICS),
        whole=("days", "day_theme"),
        better_with=("date", "[brands]"),
    ),
    measure=measure,
)
