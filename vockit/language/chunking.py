"""Texts cut at white space, all texts of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit.arrays import Bools, Ints

Points: TypeAlias = NDArray[np.uint32]

_LAST_SPACE = 0x3000
_IS_SPACE: Bools = np.array(
    [chr(point).isspace() for point in range(_LAST_SPACE + 1)] + [False], dtype=np.bool_
)
"""White space as ``str.split`` sees it, by code point; the last entry stands for all above."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunks:
    """The chunks of texts, which is what stands between white space, in order."""

    joined: str
    """The texts, a line end between each two."""
    points: Points
    """Its code points."""
    text_start: Ints
    """Where each text begins in it, and one entry more, as if a further text followed."""
    start: Ints
    """Where each chunk begins in it."""
    end: Ints

    def __len__(self) -> int:
        return len(self.start)

    def strings(self, which: Ints) -> list[str]:
        """These chunks as text."""
        places = zip(self.start[which].tolist(), self.end[which].tolist(), strict=True)
        return [self.joined[start:end] for start, end in places]

    def first_of_texts(self) -> Ints:
        """Number of the first chunk of each text; the last entry is the number of all chunks."""
        return np.searchsorted(self.start, self.text_start)


def chunks_of(texts: Sequence[str]) -> Chunks:
    """Cut texts at white space, as ``str.split`` does."""
    joined = "\n".join(texts)
    text_start = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1, out=text_start[1:])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    is_space = np.ones(len(points) + 2, dtype=np.bool_)
    is_space[1:-1] = _IS_SPACE[np.minimum(points, _LAST_SPACE + 1)]
    edges = np.flatnonzero(is_space[1:] != is_space[:-1])
    return Chunks(joined, points, text_start, edges[::2], edges[1::2])
