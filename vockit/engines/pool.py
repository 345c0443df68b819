"""What a pool of worker processes needs, however they were started.

What goes to a worker is batches, what comes back is the task's result: never a Doc, which takes
longer to pickle than to make. At most two results a worker are on their way, so memory does not
grow with the input.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any

from vockit.engines.collector import collect_rarely
from vockit.verbatims import Batch

_IN_FLIGHT = 2


def available_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shares(batches: Iterator[Batch], jobs: int, at_once: int) -> Iterator[Sequence[Batch]]:
    """The batches that go to a worker together.

    At first one batch for each process, so that none waits; then ``at_once``, but not so many that
    the last ones go to a few processes.
    """
    yield from ([batch] for batch in islice(batches, jobs))
    while some := list(islice(batches, jobs * at_once)):
        size = -(-len(some) // jobs)
        yield from (some[start : start + size] for start in range(0, len(some), size))


def results_in_order(
    pool: ProcessPoolExecutor,
    batches: Iterator[Batch],
    jobs: int,
    at_once: int,
    needed_later: Sequence[str] = (),
) -> Generator[Any, None, None]:
    """What the workers make of the batches, in order.

    What is ``needed_later`` is imported here while they work.
    """
    pending: deque[Future[Any]] = deque()
    waiting = shares(batches, jobs, at_once)
    try:
        pending.extend(pool.submit(do_work, share) for share in islice(waiting, _IN_FLIGHT * jobs))
        for module in needed_later:
            import_module(module)
        for share in waiting:
            pending.append(pool.submit(do_work, share))
            yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_prepare: list[Callable[[], Callable[[Any], Any]]] = []
"""What makes the work of a worker process ready; empty in any other process."""


def begin(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker process does first."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The process that reads ends the others.
    _prepare[:] = [prepare]


@cache
def _prepared() -> Callable[[Any], Any]:
    return _prepare[0]()


def get_ready() -> None:
    """Prepare the work of this worker process."""
    _prepared()


def do_work(thing: Any) -> Any:
    """Work on one thing in this worker process."""
    return _prepared()(thing)
