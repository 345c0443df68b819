"""Plain text: one verbatim a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

import numpy as np

from vockit.readers.encodings import is_decoded, legible, line_blocks, open_text
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import CHUNK, Chunk, FormatOptions, Layout, Reject, Table


def read_text(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of one column, ``text``; the record number is the number of the line."""
    text = open_text(opened, options.encoding)
    note = f"{opened.name}: {text.encoding}, plain text, one verbatim a line"
    chunks = _chunks(chain.from_iterable(line_blocks(text.blocks)), opened.name)
    return Table(("text",), chunks, (note,), layout=Layout(encoding=text.encoding))


def _chunks(lines: Iterator[str], file: str) -> Iterator[Chunk]:
    first = 1
    while taken := [line.rstrip("\r\n") for line in islice(lines, CHUNK)]:
        rejects: list[Reject] = []
        places = list(range(len(taken)))
        if not is_decoded("".join(taken)):
            reason = "bytes that are not in the encoding"
            places = [place for place, line in enumerate(taken) if is_decoded(line)]
            rejects = [
                Reject(file, first + place, reason, legible(line))
                for place, line in enumerate(taken)
                if not is_decoded(line)
            ]
        cells = [[taken[place] for place in places]]
        yield Chunk(len(taken), np.array(places, dtype=np.int64), cells, tuple(rejects))
        first += len(taken)
