"""Where sampled verbatims touch on what the profile promises."""

from __future__ import annotations

from collections.abc import Sequence

from vockit import schema as s
from vockit.gaps.attention import within
from vockit.profile import Promise
from vockit.tallies.model import Tally
from vockit.tallies.promised import PHRASES


def touching(
    tally: Tally, promises: Sequence[Promise], among: Sequence[int]
) -> frozenset[tuple[int, int]]:
    """The sampled clauses, as (hash, number), that touch on any of these promises, by place."""
    themes = {theme for place in among for theme in promises[place].themes}
    phrases = {f"{PHRASES}/{place + 1}" for place in among}
    cues = tally.tables["sample_cues"]
    cues = cues[cues[s.CUE].isin(sorted(phrases))]
    found = zip(cues[s.HASH].tolist(), cues[s.CLAUSE].tolist(), strict=True)
    return frozenset(found) | on_themes(tally, themes)


def on_themes(tally: Tally, themes: set[str]) -> frozenset[tuple[int, int]]:
    """The sampled clauses, as (hash, number), that mention one of these themes, or one under it."""
    mentions = tally.tables["sample_mentions"]
    named = [theme for theme in mentions[s.THEME].unique() if within(theme, themes)]
    mentions = mentions[mentions[s.THEME].isin(named)]
    found = zip(mentions[s.HASH].tolist(), mentions[s.CLAUSE].tolist(), strict=True)
    return frozenset(found)
