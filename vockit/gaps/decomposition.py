"""A change of net sentiment, split into what is talked about and how customers feel about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vockit import schema as s
from vockit.arrays import Ints
from vockit.gaps.timeline import Timeline

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Parts:
    """A change of net sentiment in points; the parts add up to it."""

    total: float
    mix: float
    """By the shares of the themes in all talk, each felt as on average of before and after."""
    within: float
    """By how each theme is felt, at its average share."""


def parts_of(before: Ints, after: Ints) -> Parts | None:
    """The two parts (Kitagawa 1955), from n, positive and negative with a row a theme.

    None where either side has no talk.
    A theme that only one side has is taken to be felt the same on the other: all its change is mix.
    """
    if not before[:, 0].sum() or not after[:, 0].sum():
        return None
    share, other_share = (talk[:, 0] / talk[:, 0].sum() for talk in (before, after))
    with np.errstate(divide="ignore", invalid="ignore"):
        net, other_net = (100 * (talk[:, 1] - talk[:, 2]) / talk[:, 0] for talk in (before, after))
    net, other_net = (
        np.where(np.isnan(net), other_net, net),
        np.where(np.isnan(other_net), net, other_net),
    )
    either = ~np.isnan(net)
    mix = ((other_share - share) * (net + other_net) / 2)[either].sum()
    within = ((other_net - net) * (share + other_share) / 2)[either].sum()
    return Parts(float(mix + within), float(mix), float(within))


def parts_note(
    timeline: Timeline, themes: pd.DataFrame, before: tuple[int, int], after: tuple[int, int]
) -> tuple[str, ...]:
    """How net sentiment over all talk has changed between two stretches of days, and by what.

    Over the themes without children, so that talk is counted once.
    """
    leaves = set(themes.loc[themes[s.LEAF] == 1, s.THEME])
    leaf = np.array([theme in leaves for theme in timeline.themes], dtype=bool)
    parts = parts_of(timeline.talk(*before)[leaf], timeline.talk(*after)[leaf])
    if parts is None:
        return ()
    note = (
        f"Net sentiment over all talk of themes changed by {parts.total:+.1f} points: "
        f"{parts.mix:+.1f} by what is talked about, "
        f"{parts.within:+.1f} by how customers feel about it."
    )
    return (note,)
