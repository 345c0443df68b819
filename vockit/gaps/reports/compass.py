"""Which needs, wants, stereotypes, emotions are met?

The four points of the Guestology compass (Disney Institute and Kinni 2011) are four ways to know a
customer:

- **Needs**: the basics that a customer must have;
- **Wants**: what they would like, beyond that;
- **Stereotypes**: what they assume of businesses like this one ("typical airline");
- **Emotions**: the feelings that they name. The column ``named`` lists which, and in how many
  verbatims.

A wording in the clause decides where a mention belongs ("the least you could do", "I wish"), else
the theme's own pole in the taxonomy. **Met** are verbatims that are positive on what they say of
that point, **unmet** negative ones, by the mean of the clauses concerned; neutral ones are neither.
For stereotypes met means that the service was better than assumed, for emotions that the feeling
was good.

- **Gap** = 100 · (unmet − met) / (unmet + met): 100 where none is met, −100 where all are. The
  interval is Wilson's (1927) for the share that is unmet; the test is an exact sign test with
  mid-p.
- **Top themes**: the three with most unmet verbatims, and how many those are. For emotions, those
  in whose clauses a feeling is named.

A headline rests on the share that is unmet against that of the other three points.

*How to read it.* Unmet needs come first: nobody praises a basic that is there, so a met need is
seldom mentioned, and an unmet one often. Wants show where to delight. A stereotype that is unmet
confirms a bad opinion of the whole industry.

*How it misleads.* People write when something is wrong, so needs look worse than they are. Which
pole a theme belongs to is the taxonomy's judgement, not the customer's, unless a wording says so.
A verbatim that speaks of two poles counts for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.evidence.rules import Evidence, HasClause, OnPole, WithCue, both, with_opinion
from vockit.gaps.model import Column, Comparison, Findings, GapReport, Needs, Row
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson
from vockit.stats.signs import sign_test
from vockit.tallies.model import ANY, Tally

POLES: Final = ("needs", "wants", "stereotypes", "emotions")
EMOTIONS: Final = "emotions"
TOP: Final = 3
"""Themes that are listed."""
SUBJECTS: Final = {
    "needs": "needs that customers mention",
    "wants": "wants that customers mention",
    "stereotypes": "assumptions about businesses like ours",
    "emotions": "feelings that customers name",
}
UNMET_IS: Final = {"stereotypes": "confirmed", "emotions": "bad"}
"""What unmet means, where that needs another word."""


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Each point of the compass, met and unmet."""
    speaker = ours(settings)
    sums = totals_by(rows_of(tally.tables["pole"], speaker), s.POLE, s.THEME)
    counts = {
        pole: (sums[pole, ANY][s.MET], sums[pole, ANY][s.UNMET]) if (pole, ANY) in sums else (0, 0)
        for pole in POLES
    }
    if not any(map(sum, counts.values())):
        return Findings(
            missing="verbatims that are positive or negative on any point of the compass"
        )
    unmet_on = {
        pole: {theme: total[s.UNMET] for (at, theme), total in sums.items() if at == pole}
        for pole in POLES
    }
    unmet_on[EMOTIONS] = _feelings_on_themes(tally, speaker)
    named = {EMOTIONS: _listed(_feelings(tally, speaker), len(SUBJECTS) * TOP)}
    rows = tuple(
        _row(
            pole,
            counts,
            {"top_themes": _listed(unmet_on[pole], TOP), "named": named.get(pole, "")},
            speaker,
            settings,
        )
        for pole in POLES
    )
    return Findings(rows)


def _row(
    pole: str,
    counts: Mapping[str, tuple[int, int]],
    texts: dict[str, str],
    speaker: Speaker,
    settings: ReportSettings,
) -> Row:
    met, unmet = counts[pole]
    n = met + unmet
    others_unmet = sum(bad for _, bad in counts.values()) - unmet
    others = sum(map(sum, counts.values())) - n
    share = wilson(unmet, n, settings.confidence)
    above = unmet * others > others_unmet * n
    return Row(
        key=(pole,),
        n=n,
        gap=200 * float(share.value) - 100,
        low=200 * float(share.low) - 100,
        high=200 * float(share.high) - 100,
        values={"met": met, "unmet": unmet, **texts},
        p_value=float(sign_test(unmet, met)),
        always_shown=frozenset({"met", "unmet"}),
        evidence=_evidence(pole, speaker, 1 if met > unmet and not above else -1),
        subject=pole,
        sentence=_sentence(pole, unmet / n, others_unmet / others) if n and others else "",
        compared=Comparison(newcombe(unmet, n, others_unmet, others, settings.confidence), n)
        if n and others
        else None,
    )


def _evidence(pole: str, speaker: Speaker, polarity: int) -> Evidence:
    """Verbatims positive or negative on the point; feelings are quoted where they are named."""
    on = OnPole(pole)
    shown = WithCue((cue_names.EMOTION,)) if pole == EMOTIONS else on
    base = both(speaker.verbatims, with_opinion(on))
    return Evidence(base, HasClause(on, polarity), shown, polarity)


def _sentence(pole: str, unmet: float, others: float) -> str:
    """Only a point that is met less often than the others makes a headline."""
    if unmet <= others:
        return ""
    return (
        f"Of the {SUBJECTS[pole]}, {unmet:.0%} are {UNMET_IS.get(pole, 'not met')}, against "
        f"{others:.0%} on the other points of the compass"
    )


def _feelings(tally: Tally, speaker: Speaker) -> dict[str, int]:
    """Verbatims that name each feeling."""
    prefix = f"{cue_names.EMOTION}/"
    table = rows_of(tally.tables["speaker_theme_cue"], speaker)
    return {
        cue.removeprefix(prefix): total[s.N]
        for (theme, cue), total in totals_by(table, s.THEME, s.CUE).items()
        if theme == ANY and cue.startswith(prefix)
    }


def _feelings_on_themes(tally: Tally, speaker: Speaker) -> dict[str, int]:
    """Verbatims, once a feeling, that name one in a clause on a theme and are negative there."""
    known = tally.tables["themes"]
    leaves = set(known.loc[known[s.LEAF] == 1, s.THEME])
    table = rows_of(tally.tables["speaker_theme_cue"], speaker)
    table = table[table[s.CUE].str.startswith(f"{cue_names.EMOTION}/")]
    table = table[table[s.THEME].isin(leaves)]
    return {theme: total[s.NEGATIVE] for (theme,), total in totals_by(table, s.THEME).items()}


def _listed(counts: dict[str, int], most: int) -> str:
    """``support/reach 31, price 12``: most frequent first."""
    ranked = sorted(
        ((name, count) for name, count in counts.items() if count and name != ANY),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return ", ".join(f"{name} {count:,}" for name, count in ranked[:most])


GAP = GapReport(
    name="compass",
    title="Compass",
    question="Which needs, wants, stereotypes, emotions are met?",
    unit="points, 100 = none met, -100 = all met",
    unit_range=200,
    worse="higher",
    order="fixed",
    kind="level",
    key=(Column("pole", "point of the compass"),),
    columns=(
        Column("met", "verbatims that are positive on it", "count"),
        Column("unmet", "verbatims that are negative on it", "count"),
        Column("top_themes", "themes with most unmet verbatims"),
        Column("named", "feelings that are named, in how many verbatims"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(statistics=("pole", "speaker_theme_cue", "themes"), better_with=("[brands]",)),
    measure=measure,
)
