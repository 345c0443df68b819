"""Records that name their own columns, as JSON's do, brought into columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np

from vockit.cells import as_text
from vockit.errors import InputError
from vockit.readers.tables import CHUNK, PEEK, Chunk, Reject, Table

Record = Mapping[str, Any]

_NESTED = frozenset((dict, list))


def flattened(record: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested objects under dotted names; lists as JSON, for a cell holds one value."""
    if not prefix and _NESTED.isdisjoint(map(type, record.values())):
        return dict(record)
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat |= flattened(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = as_text(value) if isinstance(value, list) else value
    return flat


def table_of_records(
    records: Iterator[Record | Reject], name: str, notes: Sequence[str] = ()
) -> Table:
    """A table whose columns are those of the first records; later ones are named, not read.

    Raises:
        InputError: none of the first records is good.
    """
    head = list(islice(records, PEEK))
    columns = tuple(
        dict.fromkeys(chain.from_iterable(r for r in head if not isinstance(r, Reject)))
    )
    if not columns:
        first = next((one for one in head if isinstance(one, Reject)), None)
        why = f"line {first.line}: {first.reason}" if first else "there are no records"
        raise InputError(f"{name}: nothing to read, {why}; it must hold objects with named values")
    chunks = _Chunks(chain(head, records), columns)
    return Table(columns, iter(chunks), tuple(notes), typed=True, late_columns=chunks.late_columns)


class _Chunks:
    def __init__(self, records: Iterable[Record | Reject], columns: tuple[str, ...]) -> None:
        self._records = iter(records)
        self._columns = columns
        self._late: dict[str, None] = {}

    def late_columns(self) -> tuple[str, ...]:
        return tuple(self._late)

    def __iter__(self) -> Iterator[Chunk]:
        known = frozenset(self._columns)
        while taken := list(islice(self._records, CHUNK)):
            good = [one for one in taken if not isinstance(one, Reject)]
            places = [at for at, one in enumerate(taken) if not isinstance(one, Reject)]
            for record in good:
                if not record.keys() <= known:
                    self._late |= dict.fromkeys(name for name in record if name not in known)
            yield Chunk(
                records=len(taken),
                places=np.array(places, dtype=np.int64),
                cells=[[record.get(column) for record in good] for column in self._columns],
                rejects=tuple(one for one in taken if isinstance(one, Reject)),
            )
