"""Which brand is best at what, and how far behind are we?

Net sentiment on a theme = 100 · (positive − negative) / all verbatims of the brand that mention
it.

**Gap** = the brand's net sentiment − the best brand's: 0 for the best itself, below 0 for all
others. The interval is adjusted Wald for both (Rocks 2016); each row has its own test.

**Best** is the brand with the highest lower confidence bound among those with enough verbatims,
after every brand is shrunk towards all of them (DerSimonian and Laird 1986), so that a small
brand's luck does not make it the best. Whether there is a best at all is tested by Welch's
analysis of variance (1951) over the brands, per theme, with Benjamini-Hochberg over the themes;
where the spread may be chance the row says ``no clear best`` and names none.

With ``[brands] own`` the rows are ours. Without it every brand has its rows. Rows with
the theme ``(all)`` are over all verbatims, whatever they mention, by the sentiment of the whole
verbatim.

*How to read it.* The rows at the top are where the distance is widest. A theme in which we are
best has the gap 0 and our own name as the best brand.

*How it misleads.* Brands are compared as their customers wrote in this file. Where one brand's
verbatims come from a complaints form and another's from a review site, the gap shows that. The gap
to the best of several is a little too wide, since the best is also the luckiest.
"""

from __future__ import annotations

from collections.abc import Mapping

from vockit import schema as s
from vockit.gaps.evidence.rules import OfSpeaker
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.net import (
    ALL,
    GapToBest,
    Net,
    best_rivals,
    best_with_net,
    gap_to_best,
    net_sentiments,
    rival_evidence,
    with_clear_best,
    with_gap_to_best,
)
from vockit.gaps.speakers import BEST, name_in_sentence, own_of, speaker_word
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Net sentiment of each rival on each theme, compared with the best rival's."""
    scores = _scores(tally)
    names = tuple(sorted({name for _, name in scores}))
    if len(names) < 2:
        what = f"two values in the column {settings.by!r}" if settings.by else "two brands"
        return Findings(missing=f"{what} to compare; the input has {len(names)}")
    own = own_of(settings)
    themes = tuple(sorted({theme for theme, _ in scores}))
    of_theme = {theme: _of_theme(scores, theme) for theme in themes}
    bests = best_rivals(of_theme, settings)
    best = {
        theme: best_with_net(bests[theme], of_theme[theme])
        for theme in with_clear_best(bests, settings)
    }
    keys = [key for key in sorted(scores) if own is None or key[1] == own]
    gaps = [gap_to_best(scores[key], best.get(key[0]), key[1], settings) for key in keys]
    theme_labels = labels(tally)
    rows = []
    for (theme, name), gap in zip(keys, gaps, strict=True):
        score = scores[theme, name]
        row = Row(
            key=(name, theme),
            n=score.n,
            values={
                "net_sentiment": score.value,
                BEST: gap.best,
                "best_net_sentiment": gap.best_value,
            },
            always_shown=frozenset({"best_net_sentiment"}),
            evidence=rival_evidence(OfSpeaker((name,)), theme, gap.value),
            subject=name if theme == ALL else theme,
            sentence=_sentence(theme_labels.get(theme, theme), name, score, gap, settings),
        )
        rows.append(with_gap_to_best(row, gap))
    return Findings(tuple(rows))


def _scores(tally: Tally) -> dict[tuple[str, str], Net]:
    """Net sentiment by theme and rival."""
    import pandas as pd

    overall = tally.tables["speaker_channel"]
    overall = overall[overall[s.SPEAKER] != ""].assign(**{s.THEME: ALL})
    by_theme = tally.tables["speaker_theme"]
    by_theme = by_theme[by_theme[s.SPEAKER] != ""]
    columns = [s.THEME, s.SPEAKER, s.N, s.POSITIVE, s.NEGATIVE]
    return net_sentiments(pd.concat([overall[columns], by_theme[columns]]), s.THEME, s.SPEAKER)


def _of_theme(scores: Mapping[tuple[str, str], Net], theme: str) -> dict[str, Net]:
    return {name: score for (of, name), score in scores.items() if of == theme}


def _sentence(theme: str, name: str, score: Net, gap: GapToBest, settings: ReportSettings) -> str:
    if gap.value is None or gap.best_value is None:
        return ""
    what = "" if theme == ALL else f", on {theme}"
    who = name_in_sentence(name, settings)
    if who != name:
        who = who[0].upper() + who[1:]
    return (
        f"{who} is behind {gap.best}, the best {speaker_word(settings)}{what}: "
        f"net sentiment {score.value:.0f}, against {gap.best_value:.0f}"
    )


def gap_of(word: str) -> GapReport:
    """The report as it compares what the word names: brands, or the segments of a column."""
    behind = "we" if word == s.BRAND else "the others"
    return GapReport(
        name="benchmark",
        title="Benchmark",
        question=f"Which {word} is best at what, how far behind are {behind}?",
        unit="points of net sentiment",
        unit_range=200,
        worse="lower",
        whose="each",
        key=(Column(word, word), Column("theme", "theme, or (all)")),
        columns=(
            Column("net_sentiment", "100 · (positive − negative) / n", "score", bar=True),
            Column(f"best_{word}", f"the {word} that is best on the theme", value=BEST, main=True),
            Column("best_net_sentiment", f"the best {word}'s net sentiment", "score"),
            Column(s.Q, "false discovery rate of the gap", "p", 4),
        ),
        needs=Needs(
            statistics=("speaker_theme",),
            roles=("brand",),
            better_with=("[brands]",),
        ),
        measure=measure,
        compared=gap_of,
    )


GAP = gap_of(s.BRAND)
