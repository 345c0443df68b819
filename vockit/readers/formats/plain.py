"""Plain text: one verbatim a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

import numpy as np

from vockit.readers.encodings import Text, is_decoded, legible, line_blocks, open_text
from vockit.readers.mending import mended
from vockit.readers.remarks import Remarks
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import CHUNK, Chunk, FormatOptions, Layout, Reject, Table


def read_text(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of one column, ``text``; the record number is the number of the line."""
    text = open_text(opened, options.encoding)
    note = f"{opened.name}: {text.encoding}, plain text, one verbatim a line"
    lines = _Lines(text, opened.name)
    layout = Layout(encoding=text.encoding)
    return Table(("text",), lines.chunks(), (note,), layout=layout, late_notes=lines.notes)


class _Lines:
    def __init__(self, text: Text, file: str) -> None:
        self._text = text
        self._file = file
        self._remarks = Remarks()

    def notes(self) -> tuple[str, ...]:
        return self._remarks.notes(self._file, self._text.zeros)

    def chunks(self) -> Iterator[Chunk]:
        lines = chain.from_iterable(line_blocks(self._text.blocks))
        first = 1
        while taken := [line.rstrip("\r\n") for line in islice(lines, CHUNK)]:
            rejects: list[Reject] = []
            places = list(range(len(taken)))
            if not is_decoded("".join(taken)):
                reason = "bytes that are not in the encoding"
                places = [place for place, line in enumerate(taken) if is_decoded(line)]
                rejects = [
                    Reject(self._file, first + place, reason, legible(line))
                    for place, line in enumerate(taken)
                    if not is_decoded(line)
                ]
            cells, changed = mended([taken[place] for place in places])
            self._remarks.counts["garbled"] += changed
            yield Chunk(len(taken), np.array(places, dtype=np.int64), [cells], tuple(rejects))
            first += len(taken)
