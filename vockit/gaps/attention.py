"""What customers talk about, and what the organisation cares about, at one level of the taxonomy.

A verbatim counts once for each theme that it mentions: shares are of (verbatim, theme) pairs. The
level is that of the deepest entry of ``[priorities]``, so that no theme is counted twice: an entry
above that level stands for all that is under it, and an entry under another adds its points to it.
General judgements ("great company") are left out unless they have an entry: no one can give them
priority.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vockit import schema as s
from vockit.gaps.speakers import Speaker, rows_of
from vockit.gaps.totals import totals_by
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

SEPARATOR: Final = "/"


@dataclass(frozen=True, slots=True)
class Attention:
    """A theme of the level: how many verbatims mention it, and what it counts."""

    theme: str
    mentions: int
    customers: float
    """Share of the pairs."""
    organisation: float
    """Share of the points; 0 without an entry."""
    prioritised: bool
    """Whether ``[priorities]`` has it."""


@dataclass(frozen=True, slots=True)
class Level:
    """The themes of the level, sorted; those that nobody mentions only if they have an entry."""

    themes: tuple[Attention, ...]
    pairs: int
    verbatims: int
    """Verbatims with any theme."""
    folded: tuple[str, ...]
    """Entries that are counted within another."""


def attention(tally: Tally, speaker: Speaker, settings: ReportSettings) -> Level:
    """Both shares of every theme of the level that ``[priorities]`` sets."""
    priorities = settings.profile.priorities
    table = totals_by(rows_of(tally.tables["speaker_theme"], speaker), s.THEME)
    mentions = {theme: sums[s.N] for (theme,), sums in table.items()}
    known = tally.tables["themes"]
    leaves = dict(zip(known[s.THEME].tolist(), known[s.LEAF].tolist(), strict=True))
    general = set(known[s.THEME][known[s.GENERAL] == 1].tolist())
    entries = {entry for entry in priorities if not above(entry, priorities)}
    depth = max((entry.count(SEPARATOR) for entry in entries), default=0)
    rest = {
        theme
        for theme in mentions
        if not within(theme, entries | general)
        and (theme.count(SEPARATOR) == depth or (theme.count(SEPARATOR) < depth and leaves[theme]))
    }
    names = sorted(entries | rest)
    points = {
        entry: sum(value for name, value in priorities.items() if within(name, {entry}))
        for entry in entries
    }
    pairs = sum(mentions.get(name, 0) for name in names)
    total = sum(points.values())
    verbatims = rows_of(tally.tables["speaker_channel"], speaker)[s.TAGGED].sum()
    return Level(
        themes=tuple(
            Attention(
                theme=name,
                mentions=mentions.get(name, 0),
                customers=mentions.get(name, 0) / pairs if pairs else 0.0,
                organisation=points.get(name, 0.0) / total if total else 0.0,
                prioritised=name in entries,
            )
            for name in names
        ),
        pairs=pairs,
        verbatims=int(verbatims),
        folded=tuple(sorted(set(priorities) - entries)),
    )


def above(theme: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these names are above the theme."""
    return tuple(name for name in names if theme.startswith(f"{name}{SEPARATOR}"))


def within(theme: str, names: Iterable[str]) -> bool:
    """Whether the theme is one of these names, or under one."""
    names = set(names)
    return theme in names or bool(above(theme, names))
