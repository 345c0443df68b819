"""People, or the system around them?

Who complains often says why: "the agent could not care less", "your system was down", "company
policy, they said". For each theme this counts the verbatims with a negative clause on the theme
in which a wording (a cue) states the cause: **process, policy, people, product, technology,
price**. A verbatim whose clauses state two causes counts for both. **Unstated** have a negative
clause and no cause in any. **People with process** state both: often people who do what a process
makes them do.

- **Gap** = 100 · (system − people) / n, where n is the verbatims that state any cause, system those
  that name a process, a policy or technology and no people, and people those that name people and
  none of these: 100 where customers name nothing but the system that people work in, −100 where
  they name nothing but people. A verbatim that names both counts for neither. The interval is
  adjusted Wald (Rocks 2016), as for net sentiment.
- **Assumed cause** is the taxonomy's own guess for the theme. It is in no figure.

*How to read it.* Deming (1986) wrote that most faults lie in the system and not in the people who
work in it; the table shows which of them customers name. Where people are named together with
process, training and blame do not help.

*How it misleads.* Customers see people and rarely the system behind them, so people are named more
often than they are the cause. Most state no cause at all: compare stated with unstated. A theme
about people (``staff``) names people by its own words, which is why only the row ``(any)`` can be a
headline. That row is over all negative clauses, whatever they mention; a clause on two themes
counts for each of their rows.

*Tests.* Whether system and people are named equally often, by the exact sign test with mid-p.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vockit import schema as s
from vockit.gaps.evidence.rules import (
    Both,
    ClauseHasPolarity,
    Clauses,
    Evidence,
    HasClause,
    Not,
    WithCue,
    both,
    on_theme_or_any,
)
from vockit.gaps.floats import as_floats
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.speakers import Speaker, ours, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats.intervals import net_sentiment
from vockit.stats.signs import sign_test
from vockit.tallies.model import ANY, Tally
from vockit.tallies.statistics.theme_cause import PEOPLE_ALONE, STATED, SYSTEM, SYSTEM_ALONE

CAUSES: Final = ("process", "policy", "people", "product", "technology", "price")
BESIDE: Final = ("unstated", "people_with_process")


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How often each cause is stated, by theme."""
    speaker = ours(settings)
    table = rows_of(tally.tables["theme_cause"], speaker)
    counts: dict[str, dict[str, int]] = {}
    for (theme, cause), sums in totals_by(table, s.THEME, s.CAUSE).items():
        counts.setdefault(theme, {})[cause] = sums[s.N]
    if not counts:
        return Findings(missing="verbatims with a negative clause on a theme of the taxonomy")
    known = tally.tables["themes"]
    assumed = dict(zip(known[s.THEME], known[s.ASSUMED_CAUSE], strict=True))
    rows = tuple(
        replace(
            _row(theme, by_cause, str(assumed.get(theme, "")), settings),
            evidence=_evidence(theme, by_cause, speaker),
            sentence=_sentence(by_cause) if theme == ANY else "",
        )
        for theme, by_cause in counts.items()
    )
    return Findings(rows, _notes(counts))


def _sides(by_cause: Mapping[str, int]) -> tuple[int, int]:
    """Verbatims that name the system and no people, and people and not the system."""
    return by_cause.get(SYSTEM_ALONE, 0), by_cause.get(PEOPLE_ALONE, 0)


def _row(
    theme: str,
    by_cause: Mapping[str, int],
    assumed: str,
    settings: ReportSettings,
) -> Row:
    system, people = _sides(by_cause)
    stated = by_cause.get(STATED, 0)
    net = net_sentiment(system, people, stated, settings.confidence)
    gap, low, high = as_floats(net)
    return Row(
        key=(theme,),
        n=stated,
        gap=gap,
        low=low,
        high=high,
        values={name: by_cause.get(name, 0) for name in (*CAUSES, *BESIDE)}
        | {"assumed_cause": assumed},
        p_value=float(sign_test(system, people)),
        always_shown=frozenset((*CAUSES, *BESIDE)),
        group=0 if theme == ANY else 1,
        subject=theme,
    )


def _evidence(theme: str, by_cause: Mapping[str, int], speaker: Speaker) -> Evidence:
    """Who states a cause in a negative clause on the theme; the gap is about the larger side."""
    on = on_theme_or_any(None if theme == ANY else theme)

    def stating(causes: tuple[str, ...]) -> Clauses:
        return Both((on, ClauseHasPolarity(-1), WithCue(causes)))

    base = both(speaker.verbatims, HasClause(stating(("cause",))))
    system, people = _sides(by_cause)
    if system == people:
        return Evidence(base, clauses=stating(("cause",)), polarity=-1)
    of_system, of_people = (
        tuple(f"cause/{cause}" for cause in causes) for causes in (SYSTEM, ("people",))
    )
    named, others = (of_system, of_people) if system > people else (of_people, of_system)
    part = both(HasClause(stating(named)), Not(HasClause(stating(others))))
    return Evidence(base, part, stating(named), -1)


def _sentence(by_cause: Mapping[str, int]) -> str:
    system, people = _sides(by_cause)
    return (
        f"Of customers who say why they are unhappy {system:,} name the system (process, policy, "
        f"technology) and {people:,} name people"
    )


def _notes(counts: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    everywhere = counts.get(ANY, {})
    unstated = everywhere.get("unstated", 0)
    stated = everywhere.get(STATED, 0)
    note = f"{unstated:,} verbatims with a negative clause state no cause, {stated:,} state one."
    return (f"{note} The assumed cause is in no figure.",)


GAP = GapReport(
    name="causes",
    title="Causes",
    question="People, or the system around them?",
    unit="points of -100..100",
    unit_range=200,
    worse="higher",
    key=(Column("theme", "theme, or (any)"),),
    columns=(
        Column("process", "verbatims that state a process as the cause", "count"),
        Column("policy", "verbatims that state a policy", "count"),
        Column("people", "verbatims that state people", "count"),
        Column("product", "verbatims that state the product", "count"),
        Column("technology", "verbatims that state technology", "count"),
        Column("price", "verbatims that state the price", "count"),
        Column("unstated", "negative verbatims that state no cause", "count"),
        Column("people_with_process", "verbatims that state both", "count"),
        Column("assumed_cause", "the cause that the taxonomy assumes"),
        Column(s.Q, "false discovery rate of the gap", "p", 4),
    ),
    needs=Needs(statistics=("theme_cause", "themes"), better_with=("[brands]",)),
    measure=measure,
)
