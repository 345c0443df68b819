"""Batches counted into a tally, in memory that does not grow with the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from vockit.annotation.model import Annotations
from vockit.schema import HASH
from vockit.tallies.columns import Columns
from vockit.tallies.facts import Facts
from vockit.tallies.fingerprint import joined_fingerprint
from vockit.tallies.limits import naming_segments
from vockit.tallies.model import Statistic, Tally, TallyPart
from vockit.tallies.plan import CountingPlan
from vockit.tallies.registry import statistic
from vockit.tallies.samples import SampleTable, Smallest

PENDING_ROWS = 20_000
"""Parts of a table are merged once they have more rows than this, and than the merged ones."""
SCALES_JOINED = " and "
RATING_SCALE = "rating scale"
"""The part of the fingerprint that comes from the data: all scales of the corpus.

Ratings are counted as shares of their own scale, so those of several scales add up. Corpora whose
scales differ do not, for a scale may have been mistaken in one of them.
"""


def count(
    annotations: Iterable[Annotations], statistics: Sequence[str], plan: CountingPlan
) -> Tally:
    """The tally of batches, with a table for every statistic that is named.

    Raises:
        UsageError: A statistic is unknown, or a column has too many values to be compared.
    """
    builder = TallyBuilder(statistics, plan)
    for batch in annotations:
        builder.add(batch)
    return builder.tally()


def summed(parts: Iterable[TallyPart], statistics: Sequence[str], plan: CountingPlan) -> Tally:
    """The tally of all parts, which were counted by the same plan and statistics."""
    remaining = iter(parts)
    first = list(islice(remaining, 2))
    if len(first) == 1:
        # One part is merged already.
        return first[0].tally()
    builder = TallyBuilder(statistics, plan)
    for part in chain(first, remaining):
        builder.add_part(part)
    return builder.tally()


class TallyBuilder:
    """A tally that grows by batches, and by parts that were counted elsewhere.

    New rows are merged whenever there are more of them than merged ones, so the time is linear in
    the input and the memory is a small multiple of the tally.
    """

    def __init__(self, statistics: Sequence[str], plan: CountingPlan) -> None:
        self._plan = plan
        self._fingerprint: Mapping[str, str] = plan.fingerprint
        self._tables = {name: _Rows(statistic(name)) for name in sorted(set(statistics))}

    def add(self, annotations: Annotations) -> None:
        """Count one batch."""
        scales = annotations.batch.corpus_scales or (annotations.batch.rating_scale,)
        names = [f"{scale.low:g} to {scale.high:g}" for scale in scales if scale is not None]
        if names:
            found = {RATING_SCALE: SCALES_JOINED.join(names)}
            self._fingerprint = joined_fingerprint(self._fingerprint, found)
        below = {
            name: rows.smallest.greatest
            for name, rows in self._tables.items()
            if rows.smallest is not None
        }
        facts = Facts(annotations, self._plan, below)
        with naming_segments(self._plan.segment):
            for rows in self._tables.values():
                rows.add(rows.statistic.count(facts))

    def add_part(self, part: TallyPart) -> None:
        """Add what was counted by the same plan and statistics elsewhere."""
        self._fingerprint = joined_fingerprint(self._fingerprint, part.fingerprint)
        with naming_segments(self._plan.segment):
            for name, rows in self._tables.items():
                rows.add(part.tables[name])

    def part(self) -> TallyPart:
        """What has been counted since the last part or tally.

        Of later batches only those verbatims are sampled that samples of all so far would take.
        """
        tables = dict(self._taken())
        return TallyPart(dict(sorted(self._fingerprint.items())), tables)

    def tally(self) -> Tally:
        """What has been counted since the last part or tally, as tables of pandas."""
        return self.part().tally()

    def _taken(self) -> Iterator[tuple[str, Columns]]:
        """Each table, merged; the builder forgets it."""
        with naming_segments(self._plan.segment):
            for name, rows in self._tables.items():
                columns = rows.merged()
                rows.clear()
                yield name, columns


class _Rows:
    """The rows of one table, merged from time to time; of samples only what can enter them."""

    def __init__(self, statistic: Statistic) -> None:
        self.statistic = statistic
        self.smallest = Smallest(statistic.size) if isinstance(statistic, SampleTable) else None
        self.clear()

    def clear(self) -> None:
        self._parts: list[Columns] = []
        self._count = 0
        self._limit = PENDING_ROWS

    def add(self, part: Columns) -> None:
        if self.smallest is not None:
            part = part.at(self.smallest.see(part.values(HASH)))
        self._parts.append(part)
        self._count += len(part)
        if self._count > self._limit:
            self._count = len(self.merged())
            self._limit = max(PENDING_ROWS, 2 * self._count)

    def merged(self) -> Columns:
        self._parts = [self.statistic.merge(self._parts)]
        return self._parts[0]
