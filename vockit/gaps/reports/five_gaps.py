"""How wide is each of the service quality model's five gaps?

Parasuraman, Zeithaml and Berry (1985) trace what customers miss (gap 5) to four gaps inside the
organisation. Each is measured on 0 to 100, where 0 is closed:

1. **Knowledge**, not knowing what customers care about: 50 · Σ|c − m| over the entries of
   ``[priorities]`` and *other*, where c is the customers' share of mentions and m the
   organisation's share of points (0 of *other*). ``by_chance`` is what customers who care exactly
   as the organisation thinks would give with as few mentions: 50 · Σ of the mean deviations of
   binomials (De Moivre 1730).
2. **Standards**, not having set any: the share of talk, in mentions of leaf themes, on themes
   without an entry in ``[standards]``. An entry holds for the themes under it. General judgements
   ("great company") are no talk of standards.
3. **Delivery**, not keeping them: breaches among verbatims on themes with a standard. A breach is
   a duration longer than the standard's ("on hold for 45 minutes" against "10 min"), else,
   without a duration to compare, a negative verbatim. A year or more is how long someone has been
   a customer, and is compared with standards of such length only.
4. **Communication**, promising too much: verbatims that speak of a promise in a negative clause,
   of all verbatims on promised themes.
5. **Customer**: 100 · Σ w · max(0, expectation − perception) / 6, from the report ``servqual``
   and with its weights, over the dimensions that have a gap there.

Intervals are Wilson's (1927). That of gap 1 is the interval of the customers' share of what they
mention more than the organisation thinks, since half of Σ|c − m| is how far that share is above
the organisation's. That of gap 5 takes all dimensions to be wrong to the same side at once.

*How to read it.* One by one, over time: the gaps are on different scales and do not compare with
one another. Gap 1 is to be held against ``by_chance``.

*How it misleads.* Gaps 1 to 4 were meant to be asked of managers and staff; here they are what
the profile and the customers' words let through. A profile that says little has narrow gaps: no
standards kept is no breach. Clauses that speak of a promise are few, so gap 4 is an undercount.
Complaints without a duration count as breaches of a duration, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from vockit import schema as s
from vockit.gaps import cue_names
from vockit.gaps.attention import Attention, attention, within
from vockit.gaps.evidence.rules import (
    NO_CLAUSE,
    Both,
    ClauseFeels,
    Evidence,
    OnTheme,
    Says,
    WithCue,
    both,
    either,
)
from vockit.gaps.flags import NO_CLEAR_BEST, NOT_MEASURED
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.promises import touching
from vockit.gaps.reports import servqual
from vockit.gaps.speakers import Speaker, ours, said_of
from vockit.gaps.standards import breaching, on_standards
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Interval, wilson
from vockit.stats.significance import spearman
from vockit.tallies.model import ANY, OVERALL, Tally
from vockit.tallies.promised import ANY_PROMISE

KNOWLEDGE, STANDARDS, DELIVERY, COMMUNICATION, CUSTOMER = "12345"
NAMES: Final = {
    KNOWLEDGE: ("knowledge", "[priorities]"),
    STANDARDS: ("standards", "[standards]"),
    DELIVERY: ("delivery", "[standards]"),
    COMMUNICATION: ("communication", "[[promises]]"),
    CUSTOMER: ("customer", "servqual"),
}
"""What each gap is called, and what it is measured from beside the verbatims."""
FULL: Final = 100


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The five gaps, each where its input is there."""
    speaker = ours(settings)
    knowledge, notes = _knowledge(tally, speaker, settings)
    rows = (
        knowledge,
        _standards(tally, speaker, settings),
        _delivery(tally, speaker, settings),
        _communication(tally, speaker, settings),
        _customer(tally, settings),
    )
    scales = "The gaps are on different scales and do not compare with one another."
    return Findings(rows, (*notes, scales))


def _row(
    number: str,
    n: int,
    share: Interval,
    basis: str,
    evidence: Evidence,
) -> Row:
    name, source = NAMES[number]
    return Row(
        key=(number,),
        n=n,
        gap=FULL * float(share.value),
        low=FULL * float(share.low),
        high=FULL * float(share.high),
        values={"name": name, "input": source, "basis": basis},
        evidence=evidence,
        subject=name,
    )


def _not_measured(number: str, why: str) -> Row:
    name, source = NAMES[number]
    values = {"name": name, "input": source, "basis": why}
    return Row(key=(number,), n=0, values=values, flag=NOT_MEASURED, subject=name)


def _without(section: str) -> str:
    return f"needs a section {section} in the profile (vockit.toml)"


def _knowledge(
    tally: Tally, speaker: Speaker, settings: ReportSettings
) -> tuple[Row, tuple[str, ...]]:
    if not sum(settings.profile.priorities.values()):
        return _not_measured(KNOWLEDGE, _without("[priorities]")), ()
    level = attention(tally, speaker, settings)
    if not level.pairs:
        return _not_measured(KNOWLEDGE, "needs verbatims that mention a theme"), ()
    named = [theme for theme in level.themes if theme.prioritised]
    more = [theme for theme in level.themes if theme.customers > theme.organisation]
    talk = wilson(sum(theme.mentions for theme in more), level.pairs, settings.confidence)
    thought = sum(theme.organisation for theme in more)
    share = Interval(*(np.maximum(x - thought, 0) for x in (talk.value, talk.low, talk.high)))
    chance = 50 * sum(_mean_deviation(theme.organisation, level.pairs) for theme in named)
    widest = max(level.themes, key=_missed)
    row = _row(
        KNOWLEDGE,
        level.verbatims,
        share,
        f"{level.pairs:,} mentions against {len(named)} priorities",
        Evidence(
            both(speaker.verbatims, Says(OnTheme())),
            Says(OnTheme((widest.theme,))),
            OnTheme((widest.theme,)),
        ),
    )
    row = replace(row, values={**row.values, "by_chance": chance})
    rho = spearman(
        [theme.customers for theme in named], [theme.organisation for theme in named]
    ).rho
    if np.isnan(rho):
        return row, ()
    order = "customers' order of the priorities against the organisation's"
    return row, (f"Knowledge: {order}, Spearman's rho {rho:.2f}; most missed: {widest.theme}.",)


def _missed(theme: Attention) -> float:
    return theme.customers - theme.organisation


def _mean_deviation(share: float, n: int) -> float:
    """E|X/n − share| where X is binomial, by De Moivre's closed form."""
    if not 0 < share < 1:
        return 0.0
    mode = np.floor(n * share) + 1
    log_ways = special.gammaln(n + 1) - special.gammaln(mode + 1) - special.gammaln(n - mode + 1)
    log_chance = log_ways + special.xlogy(mode, share) + special.xlog1py(n - mode + 1, -share)
    return float(2 * mode * np.exp(log_chance) / n)


def _standards(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    if not settings.profile.standards:
        return _not_measured(STANDARDS, _without("[standards]"))
    known = tally.tables["themes"]
    leaves = known[s.THEME][(known[s.LEAF] == 1) & (known[s.GENERAL] == 0)]
    table = said_of(tally.tables["speaker_theme"], speaker)
    talk = totals_by(table[table[s.THEME].isin(leaves)], s.THEME)
    total = sum(sums[s.N] for sums in talk.values())
    covered = {standard.theme for standard in settings.profile.standards}
    free = {name: sums for (name,), sums in talk.items() if not within(name, covered)}
    without = sum(sums[s.N] for sums in free.values())
    worst = max(free, key=lambda name: free[name][s.NEGATIVE], default=None)
    verbatims = said_of(tally.tables["speaker_channel"], speaker)[s.TAGGED].sum()
    return _row(
        STANDARDS,
        int(verbatims),
        wilson(without, total, settings.confidence),
        f"{without:,} of {total:,} mentions are on themes without a standard",
        Evidence(
            both(speaker.verbatims, Says(OnTheme())),
            either(*(Says(OnTheme((name,))) for name in free)),
            OnTheme((worst,)) if worst else NO_CLAUSE,
            -1,
        ),
    )


def _delivery(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    standards = settings.profile.standards
    if not standards:
        return _not_measured(DELIVERY, _without("[standards]"))
    table = said_of(tally.tables["speaker_theme_duration"], speaker)
    table = table[table[s.THEME] == ANY]
    n, breached = int(table[s.N].sum()), int(table[s.BREACHED].sum())
    stated = table[table[s.DURATION] != "none"]
    over = int(stated[s.BREACHED].sum())
    return _row(
        DELIVERY,
        n,
        wilson(breached, n, settings.confidence),
        f"{breached:,} breaches, {over:,} by a duration, in {n:,} verbatims on standards",
        Evidence(
            both(speaker.verbatims, Says(on_standards(standards))),
            breaching(standards),
            on_standards(standards),
            -1,
        ),
    )


def _communication(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Row:
    promises = settings.profile.promises
    if not promises:
        return _not_measured(COMMUNICATION, _without("[[promises]]"))
    table = said_of(tally.tables["promise"], speaker)
    sums = table[table[s.PROMISE] == ANY_PROMISE][[s.N, s.BROKEN]].sum()
    n, broken = int(sums[s.N]), int(sums[s.BROKEN])
    spoken = WithCue((cue_names.PROMISE,))
    return _row(
        COMMUNICATION,
        n,
        wilson(broken, n, settings.confidence),
        f"{broken:,} complain of a promise, of {n:,} verbatims on promised themes",
        Evidence(
            both(speaker.verbatims, Says(touching(promises, range(len(promises))))),
            Says(Both((spoken, ClauseFeels(-1)))),
            spoken,
            -1,
        ),
    )


def _customer(tally: Tally, settings: ReportSettings) -> Row:
    findings = servqual.measure(tally, settings)
    rows = {row.key[0]: row for row in findings.rows if not row.key[1]}
    if not rows:
        return _not_measured(CUSTOMER, "needs [brands] own in the profile: whose gap it is")
    usable = [row for row in _usable(rows.values(), settings) if row.key[0] != OVERALL]
    weights = np.array([row.values["weight"] for row in usable], dtype=np.float64)
    if not weights.sum():
        brands = ", or more brands that differ" if settings.by is None else ""
        return _not_measured(CUSTOMER, f"needs a section [targets] in the profile{brands}")
    weights /= weights.sum()
    gap, low, high = (
        np.array([row.gap for row in usable], dtype=np.float64),
        np.array([row.low for row in usable], dtype=np.float64),
        np.array([row.high for row in usable], dtype=np.float64),
    )
    value, least, most = (
        np.asarray(weights @ np.maximum(0.0, -bound) / (2 * servqual.REACH))
        for bound in (gap, high, low)
    )
    widest = usable[int(np.argmax(weights * np.maximum(0.0, -gap)))]
    sources = dict.fromkeys(str(row.values["expectation_source"]) for row in usable)
    return _row(
        CUSTOMER,
        rows[OVERALL].n,
        Interval(value, least, most),
        f"{len(usable)} of {len(servqual.DIMENSIONS)} dimensions, by {', '.join(sources)}",
        replace(widest.evidence, base=rows[OVERALL].evidence.base),
    )


def _usable(rows: Iterable[Row], settings: ReportSettings) -> list[Row]:
    return [
        row
        for row in rows
        if row.gap is not None
        and np.isfinite(row.gap)
        and row.flag != NO_CLEAR_BEST
        and row.n >= settings.suppress_n
    ]


GAP = GapReport(
    name="five-gaps",
    title="The five gaps",
    question="How wide is each of the service quality model's five gaps?",
    unit="points of 0-100, 0 is closed",
    unit_range=FULL,
    worse="higher",
    order="fixed",
    kind="list",
    key=(Column("gap_number", "number of the gap in the model"),),
    columns=(
        Column("name", "what the gap is called"),
        Column("input", "what it is measured from, beside the verbatims"),
        Column("basis", "what was counted, or what is needed"),
        Column("by_chance", "what chance alone would give", "score"),
    ),
    needs=Needs(
        groups=True,
        statistics=(
            "speaker_theme",
            "themes",
            "speaker_theme_duration",
            "promise",
            *servqual.GAP.needs.statistics,
        ),
        better_with=("[priorities]", "[standards]", "[[promises]]", "[targets]", "[brands]"),
    ),
    measure=measure,
)
