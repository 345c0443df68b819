"""Several processes on one machine, the results in the order of the batches.

What goes to a worker is batches, what comes back is the task's result: never a Doc, which takes
longer to pickle than to make. At most two results a worker are on their way, so memory does not
grow with the input.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from vockit.engines.collector import collect_rarely
from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")

_IN_FLIGHT = 2


def run(
    task: Task[Result],
    batches: Iterable[Batch],
    jobs: int,
    meanwhile: Callable[[Sequence[Batch]], Result] | None = None,
) -> Generator[Result, None, None]:
    """What the task makes of the batches, in order, by ``jobs`` processes beside this one.

    ``meanwhile`` works in this process until the others are ready.
    """
    remaining = iter(batches)
    others = set(multiprocessing.active_children())
    with _pool(task, jobs) as pool:
        if meanwhile is not None:
            ready = [pool.submit(_get_ready) for _ in range(jobs)]
            for batch in remaining:
                yield meanwhile((batch,))
                if any(one.done() for one in ready):
                    break
            else:
                # Nothing is left for them: do not wait until they are ready.
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
                return
        pending: deque[Future[Result]] = deque()
        try:
            while some := list(islice(remaining, task.batches_at_once)):
                pending.append(pool.submit(_work, some))
                if len(pending) > _IN_FLIGHT * jobs:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


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
    return ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(task,))


_tasks: list[Task[Any]] = []
"""The task of a worker process; empty in any other process."""


def _begin(task: Task[Any]) -> None:
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The process that reads ends the others.
    _tasks[:] = [task]


@cache
def _prepared() -> Callable[[Sequence[Batch]], Any]:
    return _tasks[0].prepare()


def _get_ready() -> None:
    _prepared()


def _work(batches: Sequence[Batch]) -> Any:
    return _prepared()(batches)
