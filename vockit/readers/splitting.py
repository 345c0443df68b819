"""Records of delimited bytes cut into columns with NumPy, where they are as regular as most are.

The csv module looks at one character after the other. Here delimiters, line ends and quotes are
found all at once: a delimiter or line end with an even number of quotes before it ends a field.
Whatever the csv module would refuse, or could read in another way, is left to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.readers.dialects import LONGEST_FIELD

_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'
_ASCII = 127
_NUL = b"\0"
_LEAD = 0xC3
"""The first byte of accented letters, and of what UTF-8's first bytes become if encoded again."""
_STARTS = np.isin(np.arange(256), (0xC2, 0xC5, 0xC6, 0xCB, 0xE2))
"""The first bytes of what UTF-8's other bytes become."""

_Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Split:
    """Records column by column, and the bytes that they take up."""

    columns: list[list[str]]
    size: int
    lines: int
    suspect: bool
    """Whether text may have been encoded twice as UTF-8, by way of an encoding of Windows."""


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """The fields of the whole records that some bytes begin with."""

    data: bytes
    delimiter: int
    quotes: _Places
    """Every quote in ``data``; none where quotes mean nothing."""
    ends: _Places
    """The delimiter or line feed after each field."""
    lasts: _Places
    """For each record the place in ``ends`` of its last field."""

    def split(self, records: int) -> Split | None:
        """The first records, at least one, of those that there are.

        None where they are not all as wide, or the csv module has to look.
        """
        width = int(self.lasts[0]) + 1
        if not np.array_equal(self.lasts[:records], np.arange(1, records + 1) * width - 1):
            return None
        ends = self.ends[: records * width]
        starts = np.concatenate(([0], ends[:-1] + 1))
        size = int(ends[-1]) + 1
        raw = np.frombuffer(self.data, dtype=np.uint8, count=size)
        quotes = self.quotes[: np.searchsorted(self.quotes, size)]
        if (ends - starts).max() > LONGEST_FIELD:
            return None
        returned = np.flatnonzero((raw[ends] == _LINE_FEED) & (raw[ends - 1] == _RETURN))
        enclosed = np.flatnonzero(raw[starts] == _QUOTE) if len(quotes) else returned[:0]
        closing = quotes[1::2]
        doubled = closing[raw[closing + 1] == _QUOTE]
        cells = _cut(self.data[:size], ends)
        for place in returned.tolist():
            cells[place] = cells[place][:-1]
        for place in enclosed.tolist():
            cells[place] = cells[place][1:-1]
        for place in _holders(doubled, ends):
            cells[place] = cells[place].replace('""', '"')
        high = np.flatnonzero(raw > _ASCII)
        try:
            for place in _holders(high, ends):
                cells[place] = cells[place].encode("latin-1").decode()
        except UnicodeDecodeError:
            return None
        if width == 1 and "" in cells:
            # A line with nothing on it, which is no record.
            return None
        columns = [cells[column::width] for column in range(width)]
        lines = int(np.count_nonzero(raw == _LINE_FEED))
        return Split(columns, size, lines, suspect=_is_suspect(raw, high))


def find_fields(data: bytes, delimiter: str, *, quoted: bool) -> Fields | None:
    """The fields of UTF-8, valid or not.

    None where the delimiter is more than a byte, where there is a NUL, a carriage return that has
    no line feed after it, or a quote that neither stands at an end of a field nor is doubled.
    """
    mark = delimiter.encode()
    raw = np.frombuffer(data, dtype=np.uint8)
    if len(mark) > 1 or _NUL in data or _has_lone_returns(data, raw):
        return None
    ends = np.flatnonzero((raw == mark[0]) | (raw == _LINE_FEED))
    quotes = np.flatnonzero(raw == _QUOTE) if quoted else np.empty(0, dtype=np.int64)
    if len(quotes):
        if not _enclose(quotes, raw, mark[0]):
            return None
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    return Fields(data, mark[0], quotes, ends, np.flatnonzero(raw[ends] == _LINE_FEED))


def _has_lone_returns(data: bytes, raw: NDArray[np.uint8]) -> bool:
    """Whether one is followed by anything else; what follows the last byte is not known."""
    if b"\r" not in data:
        return False
    returns = np.flatnonzero(raw[:-1] == _RETURN)
    return bool((raw[returns + 1] != _LINE_FEED).any())


def _enclose(quotes: _Places, raw: NDArray[np.uint8], delimiter: int) -> bool:
    """Whether quotes stand at both ends of fields, or within them in pairs, and nowhere else."""
    opening, closing = quotes[::2], quotes[1::2]
    border = np.zeros(256, dtype=np.bool_)
    border[[delimiter, _LINE_FEED, _QUOTE]] = True
    before = raw[opening[opening > 0] - 1]
    after = raw[closing[closing < len(raw) - 1] + 1]
    return bool(border[before].all() and (border[after] | (after == _RETURN)).all())


def _is_suspect(raw: NDArray[np.uint8], high: _Places) -> bool:
    """Whether what ``mending`` looks for in bytes is among those above ASCII."""
    leads = high[raw[high] == _LEAD]
    leads = leads[leads < len(raw) - 2]
    second, third = raw[leads + 1], raw[leads + 2]
    lead_twice = (second >= 0x82) & (second <= 0xB4) & _STARTS[third]
    return bool((lead_twice | ((second == 0x84) & (third > _ASCII))).any())


def _cut(data: bytes, ends: _Places) -> list[str]:
    """The fields that end there, each byte as a character of its own."""
    marked = bytearray(data)
    np.frombuffer(marked, dtype=np.uint8)[ends] = 0
    cells = marked.decode("latin-1").split("\0")
    cells.pop()
    return cells


def _holders(places: _Places, ends: _Places) -> Iterable[int]:
    """The fields that hold one of the places, which ascend."""
    holders = np.searchsorted(ends, places)
    return sorted(set(holders.tolist()))
