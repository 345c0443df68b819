"""One process: each batch is worked on when its result is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from vockit.verbatims import Batch

Result = TypeVar("Result")


def run(here: Callable[[Sequence[Batch]], Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """What the work makes of each batch, in order."""
    return (here((batch,)) for batch in batches)
