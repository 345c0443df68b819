"""Every verbatim of an input that a row is about, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from vockit.annotation.model import Annotations
from vockit.arrays import Bools, Ints
from vockit.gaps.evidence.rules import Both, Either, Evidence, Not, TheseVerbatims, Verbatims
from vockit.gaps.evidence.selecting import Selector
from vockit.gaps.evidence.views import view_of_batch
from vockit.tallies.facts import Facts
from vockit.tallies.plan import CountingPlan


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The verbatims of a batch that a row is about."""

    annotations: Annotations
    places: Ints
    """Where the verbatims of the base are in the batch, ascending."""
    part: Bools
    """Whether the gap is about each of them."""


def verbatims_behind(
    annotations: Iterable[Annotations], evidence: Evidence, plan: CountingPlan
) -> Iterator[Shown]:
    """What a row is about in each batch. The plan is the one by which the row was counted."""
    once = _counts_once(evidence.base)
    before: set[int] = set()
    for batch in annotations:
        view = view_of_batch(Facts(batch, plan))
        selector = Selector(view, before)
        places = np.flatnonzero(selector.base(evidence))
        yield Shown(batch, places, selector.part(evidence)[places])
        if once:
            before.update(view.hash[places].tolist())


def _counts_once(rule: Verbatims) -> bool:
    """Whether verbatims that are the same count as one: then earlier batches matter."""
    match rule:
        case TheseVerbatims(_, once):
            return once
        case Both(rules) | Either(rules):
            return any(map(_counts_once, rules))
        case Not(one):
            return _counts_once(one)
        case _:
            return False
