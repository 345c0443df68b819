"""Records that are kept, cut into batches of equal size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, count, groupby
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from vockit.cells import as_texts
from vockit.readers.joining import Spans, each_answer, parts_of
from vockit.verbatims import Batch, RatingScale, TextColumn

_Number = TypeVar("_Number", np.datetime64, np.float64)
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Consecutive records of a corpus, as many as happen to have been read together."""

    row: NDArray[np.int64]
    text: Sequence[str]
    cells: Mapping[str, Sequence[Any]]
    typed: bool = False
    """Whether cells may be other than text."""
    id: Sequence[str] | None = None
    day: NDArray[np.datetime64] | None = None
    rating: NDArray[np.float64] | None = None
    channel: Sequence[str] | None = None
    brand: Sequence[str] | None = None
    author: Sequence[str] | None = None
    scale: RatingScale | None = None
    spans: Sequence[Spans] | None = None
    """Which characters of each text are of which text column; None where there is one of them."""

    def __len__(self) -> int:
        return len(self.text)

    def where(self, mask: NDArray[np.bool_]) -> Part:
        """The records that the mask marks, before their roles are read."""
        if mask.all():
            return self
        marks = mask.tolist()
        cells = {name: tuple(compress(values, marks)) for name, values in self.cells.items()}
        text = tuple(compress(self.text, marks))
        spans = None if self.spans is None else tuple(compress(self.spans, marks))
        return replace(self, row=self.row[mask], text=text, cells=cells, spans=spans)

    def each_answer(self, column: str, names: Sequence[str]) -> Part:
        """Every answer as a verbatim of its own, with the name of its question in a new column."""
        owner, answers, spans = each_answer(self.text, self.spans or ())
        at = owner.tolist()
        cells = {name: tuple(map(values.__getitem__, at)) for name, values in self.cells.items()}
        cells[column] = tuple(names[marks[0]] for marks in spans)

        def repeated(values: Sequence[str] | None) -> Sequence[str] | None:
            return None if values is None else tuple(map(values.__getitem__, at))

        return replace(
            self,
            row=self.row[owner],
            text=answers,
            spans=spans,
            cells=cells,
            id=repeated(self.id),
            day=None if self.day is None else self.day[owner],
            rating=None if self.rating is None else self.rating[owner],
            channel=repeated(self.channel),
            brand=repeated(self.brand),
            author=repeated(self.author),
        )

    def texts(self, column: str) -> Sequence[str]:
        """A column as text."""
        return as_texts(self.cells[column]) if self.typed else self.cells[column]


def in_batches(
    parts: Iterable[Part],
    size: int,
    scales: tuple[RatingScale, ...],
    texts: tuple[TextColumn, ...] = (),
) -> Iterator[Batch]:
    """The records of the parts in batches of ``size``, the last one on each rating scale smaller.

    ``scales`` are all that the parts have, ``texts`` the text columns that their spans are of.
    """
    number = count()
    for _, group in groupby(parts, key=lambda part: part.scale):
        for part in _in_size(group, size):
            yield _batch(part, next(number), scales, texts)


def _in_size(parts: Iterable[Part], size: int) -> Iterator[Part]:
    pending: list[Part] = []
    waiting = 0
    for part in parts:
        pending.append(part)
        waiting += len(part)
        if waiting < size:
            continue
        joined = _join(pending)
        for start in range(0, waiting - size + 1, size):
            yield _cut(joined, start, start + size)
        waiting %= size
        pending = [_cut(joined, len(joined) - waiting, len(joined))] if waiting else []
    if waiting:
        yield _join(pending)


def _join(parts: Sequence[Part]) -> Part:
    first = parts[0]
    if len(parts) == 1:
        return first
    return Part(
        row=np.concatenate([part.row for part in parts]),
        text=_chained([part.text for part in parts]) or (),
        cells={
            name: tuple(chain.from_iterable(part.cells[name] for part in parts))
            for name in first.cells
        },
        id=_chained([part.id for part in parts]),
        day=_concatenated([part.day for part in parts]),
        rating=_concatenated([part.rating for part in parts]),
        channel=_chained([part.channel for part in parts]),
        brand=_chained([part.brand for part in parts]),
        author=_chained([part.author for part in parts]),
        scale=first.scale,
        spans=_chained([part.spans for part in parts]),
    )


def _chained(sequences: Sequence[Sequence[_Any] | None]) -> Sequence[_Any] | None:
    if any(one is None for one in sequences):
        return None
    return tuple(chain.from_iterable(one for one in sequences if one is not None))


def _concatenated(arrays: Sequence[NDArray[_Number] | None]) -> NDArray[_Number] | None:
    present = [one for one in arrays if one is not None]
    return np.concatenate(present) if present else None


def _cut(part: Part, start: int, end: int) -> Part:
    if start == 0 and end == len(part):
        return part
    span = slice(start, end)
    return Part(
        row=part.row[span],
        text=part.text[span],
        cells={name: values[span] for name, values in part.cells.items()},
        id=None if part.id is None else part.id[span],
        day=None if part.day is None else part.day[span],
        rating=None if part.rating is None else part.rating[span],
        channel=None if part.channel is None else part.channel[span],
        brand=None if part.brand is None else part.brand[span],
        author=None if part.author is None else part.author[span],
        scale=part.scale,
        spans=None if part.spans is None else part.spans[span],
    )


def _batch(
    part: Part, number: int, scales: tuple[RatingScale, ...], texts: tuple[TextColumn, ...]
) -> Batch:
    return Batch(
        number=number,
        row=part.row,
        text=part.text,
        id=part.id,
        day=part.day,
        rating=part.rating,
        channel=part.channel,
        brand=part.brand,
        author=part.author,
        rating_scale=part.scale,
        corpus_scales=scales,
        cells=part.cells,
        parts=None if part.spans is None else parts_of(part.spans, texts),
    )
