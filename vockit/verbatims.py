"""Verbatims as readers pass them on: numbered batches whose columns have roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from vockit.profile import Asks

PART_BREAK: Final = "\n\n"
"""Between the parts of a verbatim: a blank line, so no clause or sentence crosses it."""


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


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of what customers wrote."""

    name: str
    asks: Asks = "open"
    """What its question asks for. To ``improve``, "Nothing" is praise and a bare noun is a
    complaint about it; to ``praise`` the reverse; ``open`` text means what it says."""
    questioned: bool = False
    """Whether it answers a question, so that "No" says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Which characters of a batch's verbatims came from which column.

    One entry a part, in the order of the verbatims, and of the text within each. A part is the
    answer to one question, the title or the body: ``text[start:end]`` is the cell as read, but for
    blanks around it. Every verbatim has one part or more, none of them blank. ``PART_BREAK`` stands
    between two parts and belongs to neither.
    """

    columns: tuple[TextColumn, ...]
    """The text columns of the corpus; the same in all its batches."""
    verbatim: NDArray[np.int64]
    """0-based place of the verbatim in its batch, ascending."""
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    """Code points of the verbatim's text."""
    column: NDArray[np.int64]
    """Index into ``columns``."""

    def __len__(self) -> int:
        return len(self.verbatim)

    def at(self, verbatim: NDArray[np.int64], place: NDArray[np.int64]) -> NDArray[np.int64]:
        """The part (an index into these arrays) that each place of a verbatim's text is in.

        A place between two parts counts as the part before it.
        """
        width = int(max(self.end.max(initial=0), place.max(initial=0))) + 1
        found = np.searchsorted(
            self.verbatim * width + self.start, verbatim * width + place, "right"
        )
        return np.asarray(found - 1, dtype=np.int64)

    def columns_at(
        self, verbatim: NDArray[np.int64], place: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """The column (an index into ``columns``) that each place of a verbatim's text is from."""
        return self.column[self.at(verbatim, place)]

    def only(self, verbatims: NDArray[np.int64]) -> Parts:
        """The parts of some verbatims, whose places are ascending; each gets its place in them."""
        at = np.searchsorted(verbatims, self.verbatim)
        kept = verbatims.take(at, mode="clip") == self.verbatim if len(verbatims) else at < 0
        return Parts(self.columns, at[kept], self.start[kept], self.end[kept], self.column[kept])

    def asking(self, wanted: Asks) -> NDArray[np.bool_]:
        """Which parts answer a question that asks for that."""
        asks = np.array([column.asks == wanted for column in self.columns], dtype=np.bool_)
        return asks[self.column]


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
    """The verbatim as read, with blanks where others than the customer speak; never blank
    throughout. Of several text columns those that are filled, joined by
    ``PART_BREAK``."""
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
    """All scales of the corpus, ascending; empty where ``rating_scale`` is the only one."""
    brand_column: str | None = None
    """The column of the input that ``brand`` is read from."""
    language: str | None = None
    """The ISO 639 code of the language that most of the corpus is in, where that is not English:
    a text that may be in either is in that one."""
    cells: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """The input's own columns in order, unchanged: typed for Parquet, JSON and Excel, else text."""
    parts: Parts | None = None
    """Where each column's words are in ``text``. None where every verbatim is one cell and its
    column asks for nothing in particular, which costs most corpora nothing."""

    def __len__(self) -> int:
        return len(self.text)

    def only(self, places: NDArray[np.int64]) -> Batch:
        """The verbatims at some places, which are ascending."""
        picked = places.tolist()

        def those(values: Sequence[Any] | None) -> Any:
            return None if values is None else [values[place] for place in picked]

        return replace(
            self,
            row=self.row[places],
            text=those(self.text),
            id=those(self.id),
            day=None if self.day is None else self.day[places],
            rating=None if self.rating is None else self.rating[places],
            channel=those(self.channel),
            brand=those(self.brand),
            author=those(self.author),
            cells={name: those(cells) for name, cells in self.cells.items()},
            parts=None if self.parts is None else self.parts.only(places),
        )
