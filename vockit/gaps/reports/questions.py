"""What should we ask next?

The themes that many mention without a clear opinion: there, asking customers teaches most.

- **Volume**: verbatims that mention the theme. **Undecided**: those that are neither positive nor
  negative on it, as a share.
- **Gap** = volume · (1 − |net sentiment| / 100): 0 where all agree, the whole volume where praise
  and complaint are even or where nobody says either. Its interval is that of net sentiment
  (adjusted Wald, Rocks 2016), carried over.
- **Question rate**: share of the theme's verbatims with a question ("where is my refund?") in a
  clause on it. **Why**: verbatims that ask for a reason, or complain that none was given.
- **Suggested question**: by what stands out, in this order: many ask why (a tenth of the verbatims,
  and 5); many ask (a fifth, and 5); most are undecided; opinions are divided (praise and complaint
  each a quarter or more). Else an open one.

*How to read it.* The more verbatims leave the opinion open, the more a question can teach: this is
a list of what to ask in the next survey or interview, not of what is wrong.

*How it misleads.* Net sentiment near 0 may be a mixture of two groups that each know well what they
think: split by brand, channel or a column before you ask. Neutral wording is not a neutral opinion:
"my flight was cancelled" has no opinion word. A theme and those under it count the same verbatims.

Nothing is tested, and nothing here is a headline.
"""

from __future__ import annotations

from typing import Final

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import Both, Clauses, Evidence, HasClause, OnTheme, WithCue, both
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import Totals, totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment
from vockit.tallies.model import ANY, Tally

MANY_WHY: Final = 0.10
MANY_ASK: Final = 0.20
FEWEST: Final = 5
"""Verbatims with a question that make a pattern."""
MOST: Final = 0.50
DIVIDED: Final = 0.25
"""Share of either sign where opinions are divided."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How much of the talk on each theme leaves opinion open."""
    speaker = ours(settings)
    sums = totals_by(rows_of(tally.tables["speaker_theme_cue"], speaker), s.THEME, s.CUE)
    theme_labels = labels(tally)
    rows = tuple(
        _row(
            theme,
            theme_labels.get(theme, theme),
            speaker,
            (
                talk,
                sums.get((theme, cue_names.QUESTION), {}).get(s.N, 0),
                sums.get((theme, cue_names.WHY), {}).get(s.N, 0),
            ),
            settings,
        )
        for (theme, cue), talk in sums.items()
        if cue == ANY and theme != ANY
    )
    if not rows:
        return Findings(missing="verbatims that mention a theme of the taxonomy")
    return Findings(rows)


def _row(
    theme: str,
    label: str,
    speaker: Speaker,
    counts: tuple[Totals, int, int],
    settings: ReportSettings,
) -> Row:
    talk, n_questions, why = counts
    n, positive, negative = talk[s.N], talk[s.POSITIVE], talk[s.NEGATIVE]
    net = net_sentiment(positive, negative, n, settings.confidence)
    low, high = float(net.low), float(net.high)
    farther, nearer = max(abs(low), abs(high)), min(abs(low), abs(high))
    return Row(
        key=(theme,),
        n=n,
        gap=n * (1 - abs(float(net.value)) / 100),
        low=n * (1 - farther / 100),
        high=n * (1 - (0 if low <= 0 <= high else nearer) / 100),
        values={
            "volume": n,
            "undecided": (n - positive - negative) / n,
            "question_rate": n_questions / n,
            "why": why,
            "suggested_question": _question(label, n, (positive, negative), (n_questions, why)),
        },
        always_shown=frozenset({"volume", "why"}),
        evidence=_evidence(theme, speaker, n_questions, why),
        subject=theme,
    )


def _evidence(theme: str, speaker: Speaker, n_questions: int, why: int) -> Evidence:
    """Verbatims on the theme; the gap is about those that ask for a reason, or else that ask."""
    on = OnTheme((theme,))
    base = both(speaker.verbatims, HasClause(on))
    if not n_questions and not why:
        return Evidence(base, clauses=on)
    asking: Clauses = Both((on, WithCue((cue_names.WHY if why else cue_names.QUESTION,))))
    return Evidence(base, HasClause(asking), asking)


def _question(label: str, n: int, signs: tuple[int, int], questions: tuple[int, int]) -> str:
    """What to ask about a theme, by what stands out among its verbatims."""
    positive, negative = signs
    n_questions, why = questions
    if why >= max(MANY_WHY * n, FEWEST):
        return f"When it came to {label}: what happened, and what reason were you given?"
    if n_questions >= max(MANY_ASK * n, FEWEST):
        return f"What did you need to know about {label}, and where did you look for it?"
    if n - positive - negative > MOST * n:
        return f"How was it with {label}: better or worse than you had hoped, and why?"
    if min(positive, negative) >= DIVIDED * n:
        return f"What was different between the best and the worst you have known of {label}?"
    return f"What one thing about {label} should we change, and what should we keep?"


GAP = GapReport(
    name="questions",
    title="Questions",
    question="What should we ask next?",
    unit="verbatims that leave opinion open",
    unit_range=1,
    decimals=0,
    worse="higher",
    kind="list",
    key=(Column("theme", "theme"),),
    columns=(
        Column("volume", "verbatims that mention the theme", "count"),
        Column("undecided", "share that is neither positive nor negative on it", "share"),
        Column("question_rate", "share with a question in a clause on it", "share"),
        Column("why", "verbatims that ask for a reason", "count"),
        Column("suggested_question", "what to ask next"),
    ),
    needs=Needs(statistics=("speaker_theme_cue",), better_with=("[brands]",)),
    measure=measure,
)
