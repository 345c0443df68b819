"""A text that is being changed, and for each of its characters the place in the text as read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Stretch(NamedTuple):
    """Characters of a changed text, up to the next stretch, and what they were read as.

    Where both are equally long, each character stands for its own; else each for all. What was put
    in stands for nothing: its start and end are equal.
    """

    at: int
    """The first character in the changed text."""
    start: int
    end: int
    """``read[start:end]``, of the text as read."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed text, and where its characters come from."""

    text: str
    stretches: Sequence[Stretch]

    @classmethod
    def of(cls, read: str) -> Edited:
        """A text in which nothing is changed yet."""
        return cls(read, (Stretch(0, 0, len(read)),))

    def replaced(
        self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
    ) -> Edited:
        """The text with every match replaced, the others kept.

        A character of a replacement stands for all of the match, or for its own character where
        both are equally long.
        """
        changes = [
            (*found.span(), put)
            for found in pattern.finditer(self.text)
            if (put := replacement(found)) != found[0]
        ]
        return self._with(changes) if changes else self

    def with_blanks(self, places: Iterable[int]) -> Edited:
        """The text with a blank before each of these characters, ascending."""
        return self._with([(place, place, " ") for place in places])

    def span(self, place: int) -> tuple[int, int]:
        """Start and end, in the text as read, of what a character stands for."""
        number = bisect_right(self.stretches, place, key=lambda stretch: stretch.at) - 1
        return self._span(number, place)

    def _with(self, changes: Sequence[tuple[int, int, str]]) -> Edited:
        """The text with other characters from one place to another; changes ascend."""
        parts: list[str] = []
        stretches: list[Stretch] = []
        done = length = 0
        for first, last, put in changes:
            parts += (self.text[done:first], put)
            stretches += self._moved(done, first, length - done)
            length += first - done
            if put:
                start = self.span(first)[0] if first < len(self.text) else self._length()
                end = self.span(last - 1)[1] if last > first else start
                stretches.append(Stretch(length, start, end))
            length += len(put)
            done = last
        parts.append(self.text[done:])
        stretches += self._moved(done, len(self.text), length - done)
        return Edited("".join(parts), stretches or (Stretch(0, 0, 0),))

    def _moved(self, first: int, last: int, by: int) -> Iterator[Stretch]:
        """The stretches of the characters from one place to another, which go elsewhere."""
        if first == last:
            return
        number = bisect_right(self.stretches, first, key=lambda stretch: stretch.at) - 1
        while first < last:
            end = min(self._end(number), last)
            start = self._span(number, first)[0]
            yield Stretch(first + by, start, self._span(number, end - 1)[1])
            first, number = end, number + 1

    def _span(self, number: int, place: int) -> tuple[int, int]:
        at, start, end = self.stretches[number]
        if end - start == self._end(number) - at:
            return start + place - at, start + place - at + 1
        return start, end

    def _end(self, number: int) -> int:
        is_last = number + 1 == len(self.stretches)
        return len(self.text) if is_last else self.stretches[number + 1].at

    def _length(self) -> int:
        return self.stretches[-1].end
