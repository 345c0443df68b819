"""Several processes on one machine, the results in the order of the batches.

What goes to a worker is a batch, what comes back is the task's result: never a Doc, which takes
longer to pickle than to make. At most two batches a worker are on their way, so memory does not
grow with the input.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")

SERIAL_VERBATIMS = 60_000
"""Where the number of processes is left open, so many verbatims are worked on before others start:
a process needs about as long to get ready."""

_IN_FLIGHT = 2


def run(task: Task[Result], batches: Iterable[Batch], jobs: int) -> Generator[Result, None, None]:
    """What the task makes of each batch, in order, by ``jobs`` processes beside this one."""
    with _pool(task, jobs) as pool:
        yield from _through(pool, batches, jobs)


def run_as_needed(task: Task[Result], batches: Iterable[Batch]) -> Generator[Result, None, None]:
    """Begin in this process, and start one for each processor where the input turns out long."""
    jobs = available_processors()
    remaining = iter(batches)
    work = task.prepare()
    seen = 0
    for batch in remaining:
        yield work(batch)
        seen += len(batch)
        if jobs > 1 and seen >= SERIAL_VERBATIMS:
            break
    first = list(islice(remaining, 1))
    if not first:
        return
    with _pool(task, jobs) as pool:
        ready = [pool.submit(_is_ready) for _ in range(jobs)]
        yield work(first[0])
        # Until the others are ready, this process goes on.
        for batch in remaining:
            yield work(batch)
            if any(one.done() for one in ready):
                break
        yield from _through(pool, remaining, jobs)


def available_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pool(task: Task[Any], jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        # Imported once; the workers are forked from there.
        context.set_forkserver_preload([type(task).__module__])
    return ProcessPoolExecutor(jobs, context, initializer=_prepare, initargs=(task,))


def _through(
    pool: ProcessPoolExecutor, batches: Iterable[Batch], jobs: int
) -> Generator[Any, None, None]:
    pending: deque[Future[Any]] = deque()
    try:
        for batch in batches:
            pending.append(pool.submit(_work, batch))
            if len(pending) > _IN_FLIGHT * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_prepared: list[Callable[[Batch], Any]] = []
"""The work of a worker process, made ready when it starts; empty in any other process."""


def _prepare(task: Task[Any]) -> None:
    _prepared[:] = [task.prepare()]


def _is_ready() -> bool:
    return bool(_prepared)


def _work(batch: Batch) -> Any:
    return _prepared[0](batch)
