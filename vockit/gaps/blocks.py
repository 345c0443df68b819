"""Texts taken some at a time: what is worked out of them takes many times their memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

BLOCK: Final = 1 << 17
"""Characters of a block, and at most one text more: so many stay in the processor's cache."""


def blocks_of(texts: Sequence[str]) -> Iterator[slice]:
    """The texts in order, block by block."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    start = 0
    for end in (np.flatnonzero(np.diff(np.cumsum(lengths) // BLOCK, append=-1)) + 1).tolist():
        yield slice(start, end)
        start = end
