"""Which records are taken, one by one, where a file is not as regular as most are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vockit.readers.dialects import Dialect, fitted, unwrapped
from vockit.readers.kinds import ColumnShape, is_of_kind, plain_row
from vockit.readers.remarks import Remarks
from vockit.readers.tables import Reject

_MOST_TITLES = 10
"""Lines of one field in a row that may be titles or footers."""


@dataclass(frozen=True, slots=True)
class RecordShape:
    """What a record of a file is like, and what is none."""

    width: int
    columns: tuple[ColumnShape, ...] = ()
    pads: bool = False
    """Whether a record may lack its last fields: in the sample none has too many."""
    repeats: frozenset[tuple[str, ...]] = frozenset()
    """Rows of the header, and those above it: where they come again, files were joined."""
    telling: tuple[int, frozenset[str]] | None = None
    """A column and its names in the repeated rows, by which a chunk is searched for them."""
    names: tuple[str, ...] = ()
    """The names of the columns as ``plain_row`` has them; none where there is no header."""

    def takes(self, record: Sequence[str]) -> bool:
        """Whether each cell could stand in its column."""
        return all(map(is_of_kind, record, self.columns))


def reorders(row: Sequence[str], shape: RecordShape) -> bool:
    """Whether a row has the names of the header in another order."""
    return len(shape.names) > 1 and row != shape.names and sorted(row) == sorted(shape.names)


def order_of(row: Sequence[str], shape: RecordShape) -> tuple[int, ...] | None:
    """Where the columns stand by a header; empty where in their places, None where it is none."""
    if row == shape.names:
        return ()
    return tuple(row.index(name) for name in shape.names) if reorders(row, shape) else None


class TakenRecords:
    """The records of a chunk as they are taken or rejected one by one."""

    def __init__(self, shape: RecordShape, dialect: Dialect, remarks: Remarks) -> None:
        self._shape = shape
        self._dialect = dialect
        self._remarks = remarks
        self._firsts = frozenset(row[0] for row in shape.repeats if row) | frozenset(shape.names)
        self._rows: list[list[str]] = []
        self._padded: tuple[int, tuple[int, int]] | None = None
        """Fields and lines of the record before, where it was a short one."""
        self._titles = 0
        """Lines of one field that were rejected one after the other."""
        self.records = 0
        self.places: list[int] = []
        self.rejects: list[Reject] = []

    def columns(self) -> Sequence[Sequence[str]]:
        """The good records, column by column."""
        return list(zip(*self._rows, strict=True)) or [()] * self._shape.width

    def reject(self, reject: Reject, *, title: bool = False) -> None:
        """Count a record that cannot be read; a ``title`` is a line of one field."""
        self.rejects.append(reject)
        self.records += 1
        self._padded = None
        self._titles = self._titles + 1 if title else 0

    def leave_out_titles(self) -> None:
        """Take the lines of one field just read for a title or a footer, not for bad records.

        For so they stand above a header that comes again, and at the end of a table.
        """
        number = self._titles
        self._titles = 0
        if not 0 < number <= _MOST_TITLES or self._shape.width < 3 or not self._rows:
            return
        self._remarks.titles += [reject.line for reject in self.rejects[-number:]]
        del self.rejects[-number:]
        self.records -= number

    def repeated(self, fields: Sequence[str]) -> tuple[str, ...] | None:
        """The row as ``plain_row`` has it, where it repeats the header; None where it does not."""
        if plain_row(fields[:1])[0] not in self._firsts:
            if len(fields) > 1 or not (inner := unwrapped(fields, self._dialect)):
                return None
            fields = inner
        row = plain_row(fields)
        return row if row in self._shape.repeats or reorders(row, self._shape) else None

    def _unwrapped(self, fields: Sequence[str]) -> list[str] | None:
        """The record that stands in the first field, if it is as wide as the others."""
        inner = unwrapped(fields, self._dialect)
        if inner is None:
            return None
        inner = fitted(inner, self._shape.width)
        return inner if len(inner) == self._shape.width and self._shape.takes(inner) else None

    def fault(self, fields: list[str], lines: tuple[int, int]) -> str | None:
        """Take a record, or say why it cannot be read; ``lines`` are those it stands on."""
        width = self._shape.width
        row = fitted(fields, width)
        if len(row) != width and (inner := self._unwrapped(fields)):
            self._remarks.counts["wrapped"] += 1
            row = inner
        if self._shape.pads and 1 < len(row) < width and self._shape.takes(row):
            self._remarks.counts["padded"] += 1
            self._padded = (len(row), lines)
            row = row + [""] * (width - len(row))
        elif len(row) == width:
            self._padded = None
        else:
            return f"{len(fields)} field{'s'[: len(fields) != 1]} instead of {width}"
        self._titles = 0
        self.places.append(self.records)
        self._rows.append(row)
        self.records += 1
        return None

    def unpadded(self, fields: int) -> tuple[int, int] | None:
        """Give back the record before where both together are as wide as one; its lines."""
        if self._padded is None or self._padded[0] + fields - 1 != self._shape.width:
            return None
        self._remarks.counts["padded"] -= 1
        self.records -= 1
        self.places.pop()
        self._rows.pop()
        return self._padded[1]
