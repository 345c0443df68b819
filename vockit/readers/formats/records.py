"""Records that name their own columns, as JSON's do, brought into columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

import numpy as np

from vockit.errors import InputError
from vockit.readers.tables import CHUNK, PEEK, Chunk, FormatOptions, Layout, Reject, Table
from vockit.readers.unfolding import Record, Value, unfold


def table_of_values(
    values: Iterator[Value | Reject],
    file: str,
    options: FormatOptions,
    form: str,
    layout: Layout,
    *,
    whole: bool = False,
) -> Table:
    """A table of the records among the values of a file of JSON, however they are nested.

    ``whole`` says that no text has half a character in it (``"\\ud83d"``).

    Raises:
        InputError: none of the first values is or holds a record.
        UsageError: ``--records`` names what is not there.
    """
    found = unfold(values, file, options.records, whole=whole)
    notes = (form, *(f"{file}: {note}" for note in found.notes))
    table = table_of_records(found.records, file, notes)
    inherited = tuple(one for one in table.columns if one in found.inherited)
    layout = replace(layout, inherited=inherited, record_path=found.path, records=found.place)
    return replace(table, layout=layout)


def table_of_records(
    records: Iterator[Record | Reject], name: str, notes: Sequence[str] = ()
) -> Table:
    """A table whose columns are those of the first records; later ones are named, not read.

    Raises:
        InputError: none of the first records is good.
    """
    head = list(islice(records, PEEK))
    columns = _columns([one for one in head if not isinstance(one, Reject)])
    if not columns:
        first = next((one for one in head if isinstance(one, Reject)), None)
        why = f"line {first.line}: {first.reason}" if first else "there are no records"
        raise InputError(f"{name}: nothing to read, {why}; it must hold objects with named values")
    chunks = _Chunks(chain(head, records), columns)
    return Table(columns, iter(chunks), tuple(notes), typed=True, late_columns=chunks.late_columns)


def _columns(head: Sequence[Record]) -> tuple[str, ...]:
    """The names of all fields, those aside that are null where others hold an object."""
    names = dict.fromkeys(chain.from_iterable(head))
    holders = {name.rpartition(".")[0] for name in names} & names.keys()
    nothing = {name for name in holders if all(one.get(name) is None for one in head)}
    return tuple(name for name in names if name not in nothing)


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
                    self._late |= dict.fromkeys(
                        name
                        for name, one in record.items()
                        if name not in known and one is not None
                    )
            yield Chunk(
                records=len(taken),
                places=np.array(places, dtype=np.int64),
                cells=[[record.get(column) for record in good] for column in self._columns],
                rejects=tuple(one for one in taken if isinstance(one, Reject)),
            )
