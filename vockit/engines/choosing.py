"""Which engine carries a task: as many processes as were asked for, or as the input is worth."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TypeVar

from vockit.engines import serial
from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")

SERIAL_VERBATIMS = 20_000
"""Where the number of processes is left open, so many verbatims are worked on before others start.
This process goes on until they are ready, so that starting them costs no time."""


def run(
    task: Task[Result],
    here: Callable[[], Callable[[Sequence[Batch]], Result]],
    batches: Iterable[Batch],
    jobs: int | None,
) -> Generator[Result, None, None]:
    """What the task makes of the batches, in order.

    ``here`` makes the work ready for this process, which may be done in a cheaper way than the
    task's. With ``jobs`` None, a long input is shared out among all processors.
    """
    if jobs == 1:
        yield from serial.run(here(), batches)
        return
    remaining = iter(batches)
    work = None
    if jobs is None:
        work = here()
        seen = 0
        for batch in remaining:
            yield work((batch,))
            seen += len(batch)
            if seen >= SERIAL_VERBATIMS:
                break
        else:
            return
    # Only long inputs pay for the import.
    from vockit.engines import processes  # noqa: PLC0415

    jobs = jobs or processes.available_processors()
    if jobs == 1 and work is not None:
        yield from serial.run(work, remaining)
    else:
        yield from processes.run(task, remaining, jobs, meanwhile=work)
