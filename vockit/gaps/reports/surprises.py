"""Where do we surprise, where disappoint?

Customers who name an expectation say that it was exceeded ("better than I expected"), met ("as
promised", "as usual") or not reached ("should have", "not what I expected").

**Gap** = 100 · (exceeded − short) / (exceeded + met + short), over the verbatims in which such a
cue stands in a clause on the theme: 100 where all were surprised for the better, −100 where all
were disappointed. The interval is adjusted Wald (Rocks 2016), the test an exact sign test with
mid-p.

Beside it stands how often anyone names an expectation at all (``cue_rate``, of the verbatims that
mention the theme), and the four fields of feeling and surprise: positive and negative verbatims
on the theme with a wording of surprise ("unexpectedly", "out of the blue"), and with one that
says the service was as expected. A *negative expected* is the quietest alarm of the four:
customers who have stopped being surprised. The feeling is that of the clauses with the cue.

*How to read it.* Below 0 experience disappoints what was expected, whatever its level is in
itself: a good service can disappoint, and a poor one surprise.

*How it misleads.* Few verbatims name an expectation, and those that do are not a sample of the
others: the cue rate says how few. Who has low expectations is easily surprised. "Disappointed"
alone is a feeling, and not counted as an expectation. A verbatim that is both exceeded and short
counts in both.

The rows with the theme ``(all)`` count a cue anywhere in the verbatim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.annotation.model import Annotations
from vockit.gaps import behind, cue_names
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row, Wanted
from vockit.gaps.net import ALL
from vockit.gaps.speakers import Speaker, ours, own_is_missing, said_of, together_note
from vockit.gaps.totals import Totals, totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment
from vockit.stats.signs import sign_test
from vockit.tallies.model import ANY, Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Expectations exceeded, met and not reached, on each theme that is mentioned."""
    missing = own_is_missing(tally, settings)
    if missing is not None:
        return Findings(missing=missing)
    speaker = ours(settings)
    sums = totals_by(said_of(tally.tables["brand_theme_cue"], speaker), s.THEME, s.CUE)
    everyone = totals(said_of(tally.tables["brand_channel"], speaker))
    sums[ANY, ANY] = everyone
    themes = [theme for theme, cue in sums if cue == ANY]
    named = labels(tally)
    rows = (_row(theme, named.get(theme, theme), speaker, sums, settings) for theme in themes)
    return Findings(tuple(rows), together_note(tally, settings))


def _row(
    theme: str,
    label: str,
    speaker: Speaker,
    sums: Mapping[tuple[str, ...], Totals],
    settings: ReportSettings,
) -> Row:
    exceeded, met, short, surprise = (
        sums.get((theme, cue), _NONE)
        for cue in (cue_names.EXCEEDED, cue_names.MET, cue_names.SHORT, cue_names.SURPRISE)
    )
    n = exceeded[s.N] + met[s.N] + short[s.N]
    net = net_sentiment(exceeded[s.N], short[s.N], n, settings.confidence)
    name = ALL if theme == ANY else theme
    wanted = Wanted(
        theme=None if name == ALL else theme,
        cue=cue_names.EXCEEDED if exceeded[s.N] > short[s.N] else cue_names.SHORT,
        polarity=1 if exceeded[s.N] > short[s.N] else -1,
        brands=speaker.brands,
    )
    return Row(
        key=(name,),
        n=n,
        gap=float(net.value),
        low=float(net.low),
        high=float(net.high),
        values={
            "exceeded": exceeded[s.N],
            "met": met[s.N],
            "short": short[s.N],
            "cue_rate": n / sums[theme, ANY][s.N],
            "positive_surprise": surprise[s.POSITIVE],
            "positive_expected": met[s.POSITIVE],
            "negative_surprise": surprise[s.NEGATIVE],
            "negative_expected": met[s.NEGATIVE],
        },
        p_value=float(sign_test(exceeded[s.N], short[s.N])),
        standing=frozenset({"cue_rate"}),
        group=0 if name == ALL else 1,
        wanted=wanted if n else None,
        subject=name,
        sentence=_sentence(label, exceeded[s.N], short[s.N], n) if n else "",
    )


_NONE: Final[Totals] = {s.N: 0, s.POSITIVE: 0, s.NEGATIVE: 0}


def _sentence(theme: str, exceeded: int, short: int, n: int) -> str:
    what = "" if theme == ANY else f" of {theme}"
    return (
        f"Of customers who say what they expected{what}, {short / n:.0%} were let down and "
        f"{exceeded / n:.0%} pleasantly surprised"
    )


def stands_behind(
    annotations: Annotations, key: tuple[str, ...], settings: ReportSettings
) -> NDArray[np.bool_]:
    """Our verbatims with an expectation cue in a clause on the theme."""
    theme = None if key[0] == ALL else key[0]
    return behind.with_cue_on_theme(annotations, cue_names.EXPECTATION, theme) & behind.of_speaker(
        annotations, "", settings
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
    needs=Needs(statistics=("brand_theme_cue",), better_with=("[brands]",)),
    measure=measure,
    behind=stands_behind,
)
