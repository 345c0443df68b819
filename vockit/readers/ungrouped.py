"""How many verbatims have no value in the column of ``--by``, and so no part in its groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vockit.cells import as_texts, is_blank
from vockit.verbatims import Batch


@dataclass(slots=True)
class GroupCount:
    """Counts batches that pass."""

    column: str | None
    """None counts nothing."""
    total: int = 0
    blank: int = 0

    def watched(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches, counted."""
        if self.column is None:
            yield from batches
            return
        blanks: dict[str, bool] = {}
        for batch in batches:
            values = as_texts(batch.cells[self.column])
            for value in set(values).difference(blanks):
                blanks[value] = is_blank(value)
            self.total += len(values)
            self.blank += sum(map(blanks.__getitem__, values))
            yield batch
