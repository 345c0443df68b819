"""Which engine carries a task: as many processes as were asked for, or as the input is worth."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from vockit.engines import serial
from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")
Thing = TypeVar("Thing")

FORKED_BATCHES = 2
"""So many batches after the first are a reason to fork."""
SERIAL_VERBATIMS = 20_000
"""Where no process can be forked, so many verbatims are worked on before others start.
This process goes on until they are ready, so that starting them costs no time."""

SERIAL_ROWS = 10_000
"""Where the number of processes is left open, what is computed from tables so long stays here."""


def run(
    task: Task[Result],
    here: Callable[[], Callable[[Sequence[Batch]], Result]],
    batches: Iterable[Batch],
    jobs: int | None,
    *,
    forked: Callable[[Sequence[Batch]], Result] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Result, None, None]:
    """What the task makes of the batches, in order.

    ``here`` makes the work ready for this process, which may be done in a cheaper way than the
    task's; where it differs from what a process forked from this one does, that is ``forked``. With
    ``jobs`` None, a long input is shared out among all processors. ``meanwhile`` is what this
    process has to do by itself later, and does while others work, if there are others.
    """
    if jobs == 1:
        yield from serial.run(here(), batches)
        return
    # Only inputs that may be shared out pay for the import.
    from vockit.engines import processes  # noqa: PLC0415

    wanted = jobs or processes.available_processors()
    remaining = iter(batches)
    if wanted == 1:
        yield from serial.run(here(), remaining)
    elif processes.can_fork():
        work = here()
        # What the first batch teaches, all copies know.
        yield from serial.run(work, islice(remaining, 1))
        few = list(islice(remaining, FORKED_BATCHES))
        if len(few) < FORKED_BATCHES:
            yield from serial.run(work, few)
        else:
            rest = chain(few, remaining)
            yield from processes.run_forked(
                forked or work, rest, wanted, task.batches_at_once, meanwhile
            )
    elif jobs is None:
        yield from _growing(task, here(), remaining, wanted)
    else:
        yield from processes.run(task, remaining, wanted)


def _growing(
    task: Task[Result],
    work: Callable[[Sequence[Batch]], Result],
    batches: Iterator[Batch],
    jobs: int,
) -> Generator[Result, None, None]:
    """The work of this process, and of others once the input turns out to be long."""
    from vockit.engines import processes  # noqa: PLC0415 - as above

    seen = 0
    for batch in batches:
        yield work((batch,))
        seen += len(batch)
        if seen >= SERIAL_VERBATIMS:
            yield from processes.run(task, batches, jobs, until_ready=work)
            return


def mapping(
    jobs: int | None, rows: int
) -> Callable[[Callable[[Thing], Result], Iterable[Thing]], Iterable[Result]]:
    """``map``, or the same by processes forked from this one, where they are wanted.

    ``rows`` is the length of the longest table that the results are computed from.
    """
    if jobs == 1 or (jobs is None and rows <= SERIAL_ROWS):
        return map
    from vockit.engines import processes  # noqa: PLC0415 - as above

    jobs = jobs or processes.available_processors()
    if jobs == 1 or not processes.can_fork():
        return map
    return partial(processes.map_forked, jobs)
