"""A text that is being changed, and for each of its characters the place in the text as read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed text. Character ``i`` stands for ``read[starts[i]:ends[i]]``.

    ``read`` is the text as read. What was put in stands for nothing: there start and end are equal.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int
    """Of the text as read."""

    @classmethod
    def of(cls, read: str) -> Edited:
        """A text in which nothing is changed yet."""
        return cls(read, range(len(read)), range(1, len(read) + 1), len(read))

    def replaced(
        self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
    ) -> Edited:
        """The text with every match replaced; each character of a replacement stands for all of
        the match, or for its own character where both are equally long."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for found in pattern.finditer(self.text):
            put = replacement(found)
            if put == found[0]:
                continue
            first, last = found.span()
            parts += (self.text[at:first], put)
            if len(put) == last - first:
                starts += self.starts[at:last]
                ends += self.ends[at:last]
            else:
                start = self.starts[first] if first < len(self.text) else self.length
                end = self.ends[last - 1] if last > first else start
                starts += self.starts[at:first]
                starts += [start] * len(put)
                ends += self.ends[at:first]
                ends += [end] * len(put)
            at = last
        if not parts:
            return self
        parts.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return Edited("".join(parts), starts, ends, self.length)

    def with_blanks(self, places: Sequence[int]) -> Edited:
        """The text with a blank before each of these characters, ascending."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for first, last in pairwise((0, *places, len(self.text))):
            parts.append(self.text[first:last])
            starts += self.starts[first:last]
            ends += self.ends[first:last]
            if last < len(self.text):
                starts.append(self.starts[last])
                ends.append(self.starts[last])
        return Edited(" ".join(parts), starts, ends, self.length)
