"""What is it worth?

Revenue that is at stake because of what customers complain about, from the profile's
``[economics]``:

- **At stake** = customers · affected_share · the theme's share of negative verbatims ·
  loyalty_drop · value_per_year · years · margin; **low, base, high** by the three figures of
  ``loyalty_drop``. Gap = base.
- **Share** of negative verbatims: a verbatim with j negative themes gives 1/j to each of them,
  one that is negative as a whole and on no theme gives 1 to ``(no theme)``. So the rows of leaf
  themes and ``(no theme)`` add up to what is at stake in all. Themes are leaves of the taxonomy;
  a parent with an entry in ``[economics.fixes]`` has a row of its own after them, the sum of what
  is under it.
- **Fix cost** from ``[economics.fixes]``; **break even** = cost / at stake: the part of the stake
  that a fix must save to pay for itself; **ROI** = (effect · at stake − cost) / cost; **payback**
  = cost / (effect · at stake a year), in years. All three are of base.

- With ``--by`` the stake is split between the segments, too: shares are of the negative verbatims
  of all of them. Fixes, whose costs are for all together, are left out.

*A worked case.* A customer pays $90 a month and, content, stays for ten years: customers = 1,
value_per_year = 1,080, years = 10, margin = 1. A repair of $80 is refused, and he leaves:
affected_share = 1, share = 1, loyalty_drop = 1. At stake are 1 · 1 · 1 · 1 · 1,080 · 10 · 1 =
10,800. With effect = 1 the repair breaks even at 80 / 10,800 = 0.0074 of it, has an ROI of
(10,800 − 80) / 80 = 134, and is paid back in 80 / 1,080 = 0.0741 years: 27 days.

*How to read it.* As an order of magnitude, to rank fixes and to see which need no further proof:
a break even of 2 % convinces, one of 90 % needs a better estimate first.

*How it misleads.* ``affected_share`` is the user's own figure. Those who write are no sample of
customers: no share of verbatims says how many customers met a problem. The formula takes
complaints to be spread over affected customers as over those who write, every theme to cost the
same loyalty, and money to be worth the same in ten years' time. The interval covers the chance in
the theme's share, at the base loyalty drop; what is uncertain in the economics is in low and
high.

*Source.* Service recovery and the lifetime value of a customer: Heskett, Sasser and Hart 1990.
The interval is Wilson's (1927) on the effective number of verbatims (Korn and Graubard 1998). No
headlines: the table is only as sure as a figure that was typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.gaps.attention import within
from vockit.gaps.evidence.rules import (
    Evidence,
    Feels,
    Not,
    OfSpeaker,
    OnTheme,
    Says,
    Verbatims,
    both,
    either,
)
from vockit.gaps.flags import LOW_BASE
from vockit.gaps.model import Cell, Column, Findings, GapReport, Needs, Row
from vockit.gaps.speakers import ours, said_of
from vockit.profile import Economics
from vockit.settings import ReportSettings
from vockit.stats.intervals import Interval, wilson
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

NO_THEME: Final = "(no theme)"
PARENTS: Final = 1
"""Group of the rows that hold others."""


@dataclass(frozen=True, slots=True)
class Complaints:
    """Verbatims negative on a theme: how many, and the sums of 1/j and 1/j² over them."""

    verbatims: int = 0
    weight: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)

    def __add__(self, other: Complaints) -> Complaints:
        return Complaints(
            self.verbatims + other.verbatims,
            self.weight + other.weight,
            self.squares + other.squares,
        )


@dataclass(frozen=True, slots=True)
class Worth:
    """What a fix costs, and what it brings."""

    break_even: float | None
    roi: float | None
    payback_years: float | None


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The revenue at stake because of each theme."""
    economics = settings.profile.economics
    if economics is None:  # What is missing has been said already.
        return Findings()
    speaker = ours(settings)
    table = tally.tables["theme_shared"]
    leaves = _complaints(said_of(table, speaker))
    if not leaves:
        return Findings(missing="a negative verbatim: nothing is at stake")
    sharing, whose = leaves, speaker.verbatims
    if settings.by is not None:
        sharing = _complaints(table[table[s.SPEAKER] != ""])
        whose = OfSpeaker(tuple(sorted(set(table[s.SPEAKER]) - {""})))
        economics = replace(economics, fixes={})
    total = int(sum(found.weight for found in sharing.values()))
    parents = {
        theme: sum((leaves[leaf] for leaf in under), Complaints())
        for theme in sorted(economics.fixes)
        if theme not in leaves and (under := [leaf for leaf in leaves if within(leaf, {theme})])
    }
    known = tally.tables["themes"]
    every_leaf = tuple(known[s.THEME][known[s.LEAF] == 1])
    rows = tuple(
        replace(
            _row(theme, found, total, economics, settings),
            group=group,
            evidence=_evidence(theme, every_leaf, whose, speaker.verbatims),
        )
        for group, themes in ((0, leaves), (PARENTS, parents))
        for theme, found in themes.items()
    )
    unspoken = sorted(set(economics.fixes) - {theme for row in rows for theme in row.key})
    notes = _notes(economics, total, tuple(parents), unspoken)
    return Findings(rows, (*notes, *_fixes_note(settings)))


def _complaints(table: pd.DataFrame) -> dict[str, Complaints]:
    """The negative verbatims by theme, each split between its negative themes."""
    leaves: dict[str, Complaints] = {}
    columns = (table[name].tolist() for name in (s.THEME, s.NEGATIVE_THEMES, s.N))
    for name, j, n in sorted(zip(*columns, strict=True)):
        theme = str(name) or NO_THEME
        share = Fraction(1, max(j, 1))
        found = Complaints(n, n * share, n * share**2)
        leaves[theme] = leaves.get(theme, Complaints()) + found
    return leaves


def _fixes_note(settings: ReportSettings) -> tuple[str, ...]:
    """That what a fix costs is not told apart by segment."""
    economics = settings.profile.economics
    if settings.by is None or economics is None or not economics.fixes:
        return ()
    return (f"[economics.fixes] are for all values of {settings.by!r} together, and left out.",)


def at_stake(economics: Economics, share: float, loyalty_drop: float) -> float:
    """Revenue at stake: what affected customers are worth, times the part of it that is lost."""
    affected = economics.customers * economics.affected_share * share
    lifetime = economics.value_per_year * economics.years * economics.margin
    return affected * loyalty_drop * lifetime


def worth(economics: Economics, cost: float | None, stake: float) -> Worth:
    """What mending something for that cost is worth; None where a figure has no value."""
    if cost is None:
        return Worth(None, None, None)
    saved = economics.effect * stake
    return Worth(
        break_even=cost / stake if stake else None,
        roi=(saved - cost) / cost if cost else None,
        payback_years=cost / (saved / economics.years) if saved else None,
    )


def share_of(found: Complaints, total: int, confidence: float) -> Interval:
    """Σ 1/j over all negative verbatims, with limits.

    Shared verbatims vary less than whole ones: the interval is that of as many whole verbatims as
    would vary so much, which are never fewer than there are.
    """
    share = float(found.weight / total)
    variance = float(found.squares / total - (found.weight / total) ** 2)
    effective = total * share * (1 - share) / variance if variance > 0 else total
    return wilson(share * effective, effective, confidence)


def _row(
    theme: str,
    found: Complaints,
    total: int,
    economics: Economics,
    settings: ReportSettings,
) -> Row:
    share = share_of(found, total, settings.confidence)
    low, base, high = (
        at_stake(economics, float(share.value), drop) for drop in economics.loyalty_drop
    )
    drop = economics.loyalty_drop[1]
    cost = economics.fixes.get(theme)
    fix = worth(economics, cost, base)
    values: Mapping[str, Cell] = {
        "complaints": found.verbatims,
        "share": float(share.value),
        "low": low,
        "base": base,
        "high": high,
        "fix_cost": cost,
        "break_even": fix.break_even,
        "roi": fix.roi,
        "payback_years": fix.payback_years,
    }
    return Row(
        key=(theme,),
        n=total,
        gap=base,
        low=at_stake(economics, float(share.low), drop),
        high=at_stake(economics, float(share.high), drop),
        values=values,
        flag=None if found.verbatims >= settings.min_n else LOW_BASE,
        standing=frozenset({"fix_cost"}),
        subject=theme,
    )


def _evidence(theme: str, leaves: tuple[str, ...], sharing: Verbatims, mine: Verbatims) -> Evidence:
    """All who complain, between whom the stake is split; of these who complain of the theme."""
    of_any = either(*(Says(OnTheme((leaf,)), -1) for leaf in leaves))
    base = both(sharing, either(Feels(-1), of_any))
    if theme == NO_THEME:
        return Evidence(base, both(mine, Not(of_any)), feeling=-1)
    under = [leaf for leaf in leaves if within(leaf, {theme})]
    part = either(*(Says(OnTheme((leaf,)), -1) for leaf in under))
    return Evidence(base, both(mine, part), OnTheme((theme,)), -1)


def _notes(
    economics: Economics, total: int, parents: tuple[str, ...], unspoken: list[str]
) -> tuple[str, ...]:
    everything = at_stake(economics, 1.0, economics.loyalty_drop[1])
    share = economics.affected_share
    notes = [
        (
            f"affected_share = {share:g} is YOUR figure, from the profile: those who write are no "
            "sample of customers, and no verbatim says how many customers are affected."
        ),
        (
            f"{total:,} negative verbatims share {everything:,.0f} at stake at the base loyalty "
            "drop; the rows add up to that."
        ),
        "low, base and high are by loyalty_drop; the interval is the chance in the share, at base.",
    ]
    if parents:
        notes.append(f"At the end the sums of what is under them: {', '.join(parents)}.")
    if unspoken:
        notes.append(f"Fixes for what no negative verbatim mentions: {', '.join(unspoken)}.")
    return tuple(notes)


GAP = GapReport(
    name="stake",
    title="Stake",
    question="What is it worth?",
    unit="revenue at stake",
    unit_range=1,
    decimals=0,
    worse="higher",
    kind="list",
    key=(Column("theme", "leaf theme, (no theme), or a theme with a fix"),),
    columns=(
        Column("complaints", "verbatims negative on the theme", "count"),
        Column("share", "share of negative verbatims, split between themes", "share", bar=True),
        Column("low", "revenue at stake at the lowest loyalty drop", "money", 0),
        Column("base", "revenue at stake at the base loyalty drop", "money", 0),
        Column("high", "revenue at stake at the highest loyalty drop", "money", 0),
        Column("fix_cost", "what mending the theme costs", "money", 0),
        Column("break_even", "share of the stake that pays for the fix", "share"),
        Column("roi", "(effect · at stake − cost) / cost", "ratio", 1),
        Column("payback_years", "years until the fix is paid back", "years", 2),
    ),
    needs=Needs(
        statistics=("theme_shared",),
        whole=("theme_shared",),
        profile=("economics",),
        better_with=("[economics.fixes]", "[brands]"),
    ),
    measure=measure,
)
