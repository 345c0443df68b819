"""One process: each batch is worked on when its result is needed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from vockit.engines.model import Result, Task, Thing
from vockit.verbatims import Batch


@dataclass(frozen=True, slots=True)
class Serial:
    """All work in this process."""

    def run(self, task: Task[Result], batches: Iterable[Batch]) -> Generator[Result, None, None]:
        """The results of the task, in the order of the batches."""
        yield from results_here(task, task.prepare(), batches)

    def map(
        self, function: Callable[[Thing], Result], things: Iterable[Thing], size: int
    ) -> Iterable[Result]:
        """What ``map`` gives."""
        del size
        return map(function, things)


def results_here(
    task: Task[Result], work: Callable[[Iterable[Batch]], Result], batches: Iterable[Batch]
) -> Generator[Result, None, None]:
    """What the work makes of the batches in this process: one result where results add up."""
    if task.adds_up:
        yield work(batches)
    else:
        for batch in batches:
            yield work((batch,))
