"""Verbatims as a reader hands them on: numbered batches with the roles settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


def is_missing(cell: object) -> bool:
    """Whether a cell is empty: None, NaN, NaT or NA."""
    if cell is None:
        return True
    differs = cell != cell  # noqa: PLR0124 - nothing else differs from itself
    # Comparisons with NA are neither true nor false.
    return bool(differs) if isinstance(differs, bool | np.bool_) else True


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The lowest and highest rating that the scale allows: 1 and 5 stars, or 0 and 10 for NPS."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Consecutive verbatims of one corpus. Every sequence has one entry a verbatim, in input order.

    A role that the corpus does not have is None as a whole; a single missing value is "" for text
    roles, NaT for ``day`` and NaN for ``rating``.
    """

    number: int
    """0-based place of this batch in the corpus."""
    row: NDArray[np.int64]
    """1-based number of the record in the corpus, ascending; rejected and empty ones have one."""
    text: Sequence[str]
    """The verbatim as read; never blank."""
    id: Sequence[str] | None = None
    day: NDArray[np.datetime64] | None = None
    """datetime64[D], the day as written in the record."""
    rating: NDArray[np.float64] | None = None
    """In the units of ``rating_scale``."""
    channel: Sequence[str] | None = None
    brand: Sequence[str] | None = None
    author: Sequence[str] | None = None
    rating_scale: RatingScale | None = None
    """Of every rating in the batch: of the several scales of a corpus a batch has one."""
    corpus_scales: tuple[RatingScale, ...] = ()
    """All scales of the corpus, ascending; none said is as much as ``rating_scale`` alone."""
    brand_column: str | None = None
    """The column of the input that ``brand`` is read from."""
    cells: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """The input's own columns in order, unchanged: typed for Parquet, JSON and Excel, else text."""

    def __len__(self) -> int:
        return len(self.text)
