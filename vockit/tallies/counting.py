"""Batches counted into a tally, in memory that does not grow with the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from vockit.annotation.model import Annotations
from vockit.tallies.facts import Facts
from vockit.tallies.fingerprint import joined_fingerprint
from vockit.tallies.grouping import Sums, joined_sums
from vockit.tallies.limits import naming_segments
from vockit.tallies.model import CountingPlan, Statistic, Tally
from vockit.tallies.registry import statistic
from vockit.tallies.samples import SampleTable
from vockit.tallies.sums import SumTable

PENDING_ROWS = 20_000
"""Parts of a table are merged once their rows are more than this and more than what is merged."""
SCALES_JOINED = " and "
RATING_SCALE = "rating scale"
"""The part of the fingerprint that the data settles: all scales of the corpus.

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


class TallyBuilder:
    """A tally that grows by batches, or by tallies of batches that were counted elsewhere.

    What is pending is merged whenever it has outgrown what is merged, so the time is linear in the
    input and the memory is a small multiple of the tally.
    """

    def __init__(
        self,
        statistics: Sequence[str],
        plan: CountingPlan,
        below: dict[str, int] | None = None,
    ) -> None:
        """``below`` has what earlier builders of the corpus have learned, and takes up more.

        It is the greatest hash by the name of a sample that can still enter it.
        """
        self._plan = plan
        self._fingerprint: Mapping[str, str] = plan.fingerprint
        self._tables = {name: _Accumulator(statistic(name)) for name in sorted(set(statistics))}
        self._below = {} if below is None else below

    def add(self, annotations: Annotations) -> None:
        """Count one batch."""
        scales = annotations.batch.corpus_scales or (annotations.batch.rating_scale,)
        spoken = [f"{scale.low:g} to {scale.high:g}" for scale in scales if scale is not None]
        if spoken:
            found = {RATING_SCALE: SCALES_JOINED.join(spoken)}
            self._fingerprint = joined_fingerprint(self._fingerprint, found)
        facts = Facts(annotations, self._plan, self._below)
        with naming_segments(self._plan.segment):
            for accumulator in self._tables.values():
                accumulator.count(facts)
        self._learn_thresholds()

    def add_tally(self, tally: Tally) -> None:
        """Add what was counted by the same plan and statistics elsewhere."""
        self._fingerprint = joined_fingerprint(self._fingerprint, tally.fingerprint)
        with naming_segments(self._plan.segment):
            for name, accumulator in self._tables.items():
                accumulator.add(tally.tables[name])
        self._learn_thresholds()

    def tally(self) -> Tally:
        """What has been counted so far."""
        with naming_segments(self._plan.segment):
            tables = {name: accumulator.table() for name, accumulator in self._tables.items()}
        return Tally(dict(sorted(self._fingerprint.items())), tables)

    def _learn_thresholds(self) -> None:
        for name, accumulator in self._tables.items():
            if accumulator.threshold is not None:
                below = self._below.get(name, accumulator.threshold)
                self._below[name] = min(below, accumulator.threshold)


class _Accumulator:
    """One table, merged now and then.

    Sums of batches are kept as codes, which add up many times as fast as text does.
    """

    def __init__(self, statistic: Statistic) -> None:
        self.statistic = statistic
        self.threshold: int | None = None
        self._table = statistic.merge([])
        self._tables: list[pd.DataFrame] = []
        self._sums: list[Sums] = []
        self._rows = 0
        self._limit = PENDING_ROWS

    def count(self, facts: Facts) -> None:
        if isinstance(self.statistic, SumTable):
            self._sums.append(self.statistic.sums(facts))
            self._rows += len(self._sums[-1])
            if self._rows > self._limit:
                self._sums = [joined_sums(self._sums)]
                self._rows = len(self._sums[0])
                self._limit = max(PENDING_ROWS, 2 * self._rows)
        else:
            self.add(self.statistic.count(facts))

    def add(self, part: pd.DataFrame) -> None:
        self._tables.append(part)
        if sum(map(len, self._tables)) > max(PENDING_ROWS, len(self._table)):
            self._merge()

    def table(self) -> pd.DataFrame:
        if isinstance(self.statistic, SumTable) and self._sums:
            self._tables.append(self.statistic.table(joined_sums(self._sums)))
            self._sums, self._rows, self._limit = [], 0, PENDING_ROWS
        self._merge()
        return self._table

    def _merge(self) -> None:
        if self._tables:
            self._table = self.statistic.merge([self._table, *self._tables])
            self._tables = []
            if isinstance(self.statistic, SampleTable):
                self.threshold = self.statistic.threshold(self._table)
