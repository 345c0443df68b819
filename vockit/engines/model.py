"""What an engine carries, and what an engine is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

from vockit.verbatims import Batch

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)
Thing = TypeVar("Thing")


class Task(Protocol[Result_co]):
    """Work on batches, as settings that can be pickled."""

    @property
    def batches_at_once(self) -> int:
        """How many batches have one result in another process."""
        ...

    @property
    def adds_up(self) -> bool:
        """Whether any number of batches may have one result, since results are added up."""
        ...

    @property
    def needed_later(self) -> tuple[str, ...]:
        """Modules that are used with the results, and are slow to import."""
        ...

    def prepare(self) -> Callable[[Iterable[Batch]], Result_co]:
        """Load what the work needs, once a process; what is returned is called for all batches."""
        ...


class Engine(Protocol):
    """Where and by how many processes work is done. No result depends on it."""

    def run(self, task: Task[Result], batches: Iterable[Batch]) -> Generator[Result, None, None]:
        """The results of the task, in the order of the batches. Closing it ends the work."""
        ...

    def map(
        self, function: Callable[[Thing], Result], things: Iterable[Thing], size: int
    ) -> Iterable[Result]:
        """What ``map`` gives. ``size`` is the length of the longest table that is worked on."""
        ...
