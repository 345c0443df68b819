"""One process: each batch is worked on when its result is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")


def run(task: Task[Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """What the task makes of each batch, in order."""
    return map(task.prepare(), batches)
