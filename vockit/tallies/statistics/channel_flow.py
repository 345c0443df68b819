"""Verbatims that report being sent from one contact channel to another, by segment.

Either the text has a transfer cue and names channels: then from each one to the next that is named;
or the record itself is of a contact channel and the text names another: then from that one to the
record's. A record's channel is a contact channel where a ``channel/…`` cue has its name, in
whatever case, and it is written here as the cue writes it.
"""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools, Ints, first_of_runs
from vockit.schema import CHANNEL_FROM, CHANNEL_TO, SEGMENT, N
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Sums, distinct, named_labels
from vockit.tallies.sums import SumTable, one_each

_PREFIX = "channel/"
_TRANSFER = "transfer"


def _sums(facts: Facts) -> Sums:
    cues = sorted(facts.vocabulary.cues)
    channels = tuple(cue.removeprefix(_PREFIX) for cue in cues if cue.startswith(_PREFIX))
    verbatim, named = _named(facts, channels)
    same = np.zeros(len(verbatim), dtype=bool)
    same[1:] = verbatim[1:] == verbatim[:-1]
    step = np.flatnonzero(same & _transferred(facts)[verbatim])
    record = _of_record(facts, channels)[verbatim]
    other = np.flatnonzero((record >= 0) & (record != named))
    size = max(len(channels), 1)
    found = distinct(
        np.concatenate(
            (
                (verbatim[step] * size + named[step - 1]) * size + named[step],
                (verbatim[other] * size + named[other]) * size + record[other],
            )
        )
    )
    return one_each(
        facts.segment.at(found // size // size),
        named_labels(found // size % size, channels),
        named_labels(found % size, channels),
    )


def _named(facts: Facts, channels: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Verbatim and channel of all that are named, in their order, repetitions left out."""
    place = {f"{_PREFIX}{name}": code for code, name in enumerate(channels)}
    of_cue = np.array([place.get(name, -1) for name in facts.vocabulary.cues], dtype=np.int64)
    cues = facts.annotations.cues
    named = of_cue[cues.cue]
    verbatim, named = cues.verbatim[named >= 0], named[named >= 0]
    new = first_of_runs(verbatim, named)
    return verbatim[new], named[new]


def _transferred(facts: Facts) -> Bools:
    cues = facts.annotations.cues
    mask = np.zeros(len(facts), dtype=bool)
    mask[cues.verbatim[facts.cues_below(_TRANSFER)[cues.cue]]] = True
    return mask


def _of_record(facts: Facts, channels: tuple[str, ...]) -> Ints:
    place = {name.casefold(): code for code, name in enumerate(channels)}
    codes = [place.get(str(name).casefold(), -1) for name in facts.channel.names]
    return np.array(codes, dtype=np.int64)[facts.channel.codes]


STATISTIC = SumTable("channel_flow", (SEGMENT, CHANNEL_FROM, CHANNEL_TO), (N,), _sums)
