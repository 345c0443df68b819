"""A tally: named tables of integers that add up exactly, and what shaped their counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vockit.errors import TallyMismatchError
from vockit.tallies.fingerprint import joined_fingerprint
from vockit.tallies.registry import statistic

if TYPE_CHECKING:
    import pandas as pd

    from vockit.tallies.columns import Columns
    from vockit.tallies.facts import Facts

UNDATED = "none"
"""The day of verbatims without a date; other days are ISO dates as text."""
ANY = "(any)"
"""The theme or cue of rows that are not restricted to one."""
OVERALL = "overall"
"""The dimension of rows that stand for all of them."""


class Statistic(Protocol):
    """One table of a tally: its keys, how a batch is counted into it, and how parts merge.

    ``merge`` is associative and commutative. It gives rows in the order of the keys, each key once,
    with whole numbers and text; ``count`` may leave that to it. ``merge([])`` is the empty table.
    """

    @property
    def name(self) -> str:
        """The name of the statistic and of its table."""
        ...

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        ...

    def count(self, facts: Facts) -> Columns:
        """The rows of one batch."""
        ...

    def merge(self, parts: Sequence[Columns]) -> Columns:
        """The rows of all parts together."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TallyPart:
    """The counts of some batches, on their way from one process to another.

    They become a tally when all parts are added. Without pandas: quick to pickle and to merge.
    """

    fingerprint: Mapping[str, str]
    """See ``Tally.fingerprint``."""
    tables: Mapping[str, Columns]

    def tally(self) -> Tally:
        """The same as tables of pandas, where it is all that was counted."""
        from vockit.tallies.frames import frame_of  # noqa: PLC0415 - slow to import, and last

        tables = {name: frame_of(columns) for name, columns in self.tables.items()}
        return Tally(self.fingerprint, tables)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Tables by the name of their statistic.

    ``a + b`` is what counting the batches of both gives. Records that both have are counted twice:
    duplicates are left out where one corpus is read, not where tallies are added.
    """

    fingerprint: Mapping[str, str]
    """What shaped the counting, such as ``taxonomy``, to a digest of it."""
    tables: Mapping[str, pd.DataFrame]

    def __add__(self, other: Tally) -> Tally:
        """Both as one. Raises ``TallyMismatchError`` where they were counted differently."""
        return merge((self, other))

    def __eq__(self, other: object) -> bool:
        """Whether fingerprints, tables and types are the same."""
        if not isinstance(other, Tally):
            return NotImplemented
        return (
            self.fingerprint == other.fingerprint
            and self.tables.keys() == other.tables.keys()
            and all(table.equals(other.tables[name]) for name, table in self.tables.items())
        )

    def __hash__(self) -> int:
        return hash(frozenset(self.fingerprint.items()))


def merge(tallies: Iterable[Tally]) -> Tally:
    """All tallies as one, the same in any order and grouping.

    Raises:
        TallyMismatchError: Two were counted differently; the message names the first difference.
        UsageError: Together they have too many brands, channels or segments.
    """
    # Counting goes without pandas, which is slow to import.
    from vockit.tallies.frames import columns_of, frame_of  # noqa: PLC0415

    merged = list(tallies)
    if not merged:
        return Tally({}, {})
    fingerprint: Mapping[str, str] = {}
    for tally in merged:
        fingerprint = joined_fingerprint(fingerprint, tally.fingerprint)
        for name in sorted(tally.tables.keys() ^ merged[0].tables.keys()):
            raise TallyMismatchError(
                f"only one of the tallies has the table {name!r}, so they do not add up:"
                " count the older data again with this version"
            )
    tables = {
        name: frame_of(statistic(name).merge([columns_of(tally.tables[name]) for tally in merged]))
        for name in merged[0].tables
    }
    return Tally(fingerprint, tables)


def size_bytes(tally: Tally) -> int:
    """The memory that a tally's tables take, in bytes.

    Sums are bounded by how many of their keys there can be: days, themes, cues, and at most 1,000
    channels, and brands or segments. What is counted by day and theme of every segment has no more
    rows than there are verbatims with a theme. Samples are bounded by 20,000 verbatims of which
    10,000 characters are kept.
    """
    return sum(int(table.memory_usage(deep=True).sum()) for table in tally.tables.values())
