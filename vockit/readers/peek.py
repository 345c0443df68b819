"""The first look at an input, before the pass over all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np

from vockit.readers.formats.registry import stem_of
from vockit.readers.recognition import recognise
from vockit.readers.renaming import renamed
from vockit.readers.sources import OpenedSource, Source, open_source, reading
from vockit.readers.tables import Chunk, FormatOptions, Layout, Table
from vockit.settings import InputSettings


@dataclass(slots=True, eq=False)
class PeekedInput:
    """One input: what was read of it for the peek, and the rest."""

    source: Source
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    typed: bool
    """Whether cells may be other than text."""
    layout: Layout
    peeked: Sequence[Sequence[Any]]
    """The values of every column in the first records."""
    exhausted: bool
    """Whether the peek saw all of it."""
    _opened: OpenedSource | None
    _table: Table | None
    _head: list[Chunk]

    @classmethod
    def peek(
        cls,
        source: Source,
        settings: InputSettings,
        stdin: BinaryIO | None,
        share: int,
        *,
        held: bool,
    ) -> PeekedInput:
        """Open a source and read its first ``share`` records."""
        opened, table = open_table(source, settings, stdin)
        head: list[Chunk] = []
        records = 0
        exhausted = False
        with reading(source.name), ExitStack() as files:
            files.callback(opened.close)
            while records < share and not exhausted:
                chunk = next(table.chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    head.append(chunk)
                    records += chunk.records
            files.pop_all()
        peeked: list[list[Any]] = [[] for _ in table.columns]
        left = share
        for chunk in head:
            for values, cells in zip(peeked, first_records(chunk, left).cells, strict=True):
                values.extend(cells)
            left -= chunk.records
        if not held and source.reopens:
            opened.close()
            return cls.of(source, table, peeked, exhausted=exhausted)
        return cls.of(source, table, peeked, exhausted=exhausted, opened=opened, head=head)

    @classmethod
    def of(
        cls,
        source: Source,
        table: Table,
        peeked: Sequence[Sequence[Any]],
        *,
        exhausted: bool,
        opened: OpenedSource | None = None,
        head: Sequence[Chunk] = (),
    ) -> PeekedInput:
        """What was read of a source; without ``opened`` it is opened again for the pass."""
        return cls(
            source=source,
            columns=table.columns,
            notes=table.notes,
            warnings=table.warnings,
            typed=table.typed,
            layout=table.layout,
            peeked=peeked,
            exhausted=exhausted,
            _opened=opened,
            _table=None if opened is None else table,
            _head=list(head),
        )

    @property
    def stem(self) -> str:
        """The file's name without folder and suffixes."""
        return "-" if self.source.file is None else stem_of(self.source.file)

    def chunks(self, settings: InputSettings, stdin: BinaryIO | None) -> Iterator[Chunk]:
        """Every chunk of it, those of the peek first."""
        self.peeked = ()
        if self._table is None:
            self._opened, self._table = open_table(self.source, settings, stdin)
        with reading(self.source.name):
            while self._head:
                yield self._head.pop(0)
            yield from self._table.chunks

    def late_columns(self) -> tuple[str, ...]:
        """Columns met after the columns were settled."""
        return self._table.late_columns() if self._table is not None else ()

    def late_notes(self) -> tuple[str, ...]:
        """What was mended or left out in it."""
        return self._table.late_notes() if self._table is not None else ()

    def finish(self) -> str | None:
        """Close it; the hash of its bytes, None where there is no saying what all of them are."""
        if self._opened is None:
            return None
        digest = self._opened.digest()
        self.close()
        return digest

    def close(self) -> None:
        """Give its files back."""
        if self._opened is not None:
            self._opened.close()


def open_table(
    source: Source, settings: InputSettings, stdin: BinaryIO | None = None
) -> tuple[OpenedSource, Table]:
    """Open a source as a table in the format that it is in."""
    opened = open_source(source, stdin)
    with reading(source.name), ExitStack() as files:
        files.callback(opened.close)
        options = FormatOptions.of(settings)
        chosen = recognise(
            opened, settings.input_format, settings.encoding, delimited=options.delimited
        )
        table = chosen.read(opened, options)
        table = replace(table, layout=replace(table.layout, format=chosen.name))
        table = renamed(table, settings.columns, source.name)
        files.pop_all()
    return opened, table


def first_records(chunk: Chunk, records: int) -> Chunk:
    """The chunk without what comes after its first ``records``."""
    if records >= chunk.records:
        return chunk
    kept = int(np.searchsorted(chunk.places, records))
    return Chunk(
        records=records,
        places=chunk.places[:kept],
        cells=[cells[:kept] for cells in chunk.cells],
        rejects=chunk.rejects[: records - kept],
    )
