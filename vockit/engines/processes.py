"""Several processes on one machine, the results in the order of the batches.

What goes to a worker is batches, what comes back is the task's result: never a Doc, which takes
longer to pickle than to make. At most two results a worker are on their way, so memory does not
grow with the input.

Where this process can be forked, workers are copies of it: ready at once, and sharing its memory.
Elsewhere each imports and compiles everything anew, which takes a hundred times as long.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from vockit.engines.collector import collect_rarely
from vockit.engines.model import Task
from vockit.verbatims import Batch

Result = TypeVar("Result")
Thing = TypeVar("Thing")

_IN_FLIGHT = 2


def can_fork() -> bool:
    """Whether copies of this process would work: on Linux, unless it has threads of its own.

    A copy has only the thread that forked it, and waits for ever for what another held. On other
    systems the system's own libraries start threads.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def run_forked(
    work: Callable[[Sequence[Batch]], Result],
    batches: Iterable[Batch],
    jobs: int,
    batches_at_once: int = 1,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Result, None, None]:
    """What the work makes of the batches, in order, by ``jobs`` copies of this process.

    ``meanwhile`` is done here once, when the copies have enough to do. Only where ``can_fork``.
    """
    with _copies(work, jobs) as pool:
        some = shares(iter(batches), jobs, batches_at_once)
        yield from _in_order(pool, some, jobs, meanwhile)


def map_forked(
    jobs: int, function: Callable[[Thing], Result], things: Iterable[Thing]
) -> Iterator[Result]:
    """What ``map`` gives, by this process, which takes the first thing, and ``jobs`` - 1 copies.

    Only where ``can_fork``, and of two jobs or more.
    """
    remaining = iter(things)
    for first in islice(remaining, 1):
        with _copies(function, jobs - 1) as pool:
            others = pool.map(_work, remaining)
            yield function(first)
            yield from others


def run(
    task: Task[Result],
    batches: Iterable[Batch],
    jobs: int,
    until_ready: Callable[[Sequence[Batch]], Result] | None = None,
) -> Generator[Result, None, None]:
    """What the task makes of the batches, in order, by ``jobs`` new processes beside this one.

    ``until_ready`` works in this process until the others are ready.
    """
    remaining = iter(batches)
    others = set(multiprocessing.active_children())
    with _pool(task, jobs) as pool:
        if until_ready is not None:
            ready = [pool.submit(_get_ready) for _ in range(jobs)]
            for batch in remaining:
                yield until_ready((batch,))
                if any(one.done() for one in ready):
                    break
            else:
                # Nothing is left for them: do not wait until they are ready.
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
                return
        yield from _in_order(pool, shares(remaining, jobs, task.batches_at_once), jobs)


def available_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shares(batches: Iterator[Batch], jobs: int, at_once: int) -> Iterator[Sequence[Batch]]:
    """What is handed over at a time.

    At first one batch for each process, so that none waits; then ``at_once``, but not so many that
    the last ones go to a few processes.
    """
    yield from ([batch] for batch in islice(batches, jobs))
    while some := list(islice(batches, jobs * at_once)):
        size = -(-len(some) // jobs)
        yield from (some[start : start + size] for start in range(0, len(some), size))


@contextmanager
def _copies(work: Callable[[Any], Any], jobs: int) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("fork")
    # The work is handed over as it is, not pickled.
    ready = (lambda: work,)
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=ready) as pool:
        with _uninterrupted(), warnings.catch_warnings():
            # What the collector leaves alone stays shared.
            gc.freeze()
            # Libraries' own threads (memory allocators, linear algebra) know about forks.
            warnings.simplefilter("ignore", DeprecationWarning)
            # All copies are made now, before the pool starts threads.
            pool.submit(_get_ready)
            gc.unfreeze()
        yield pool


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off a Ctrl-C: it would leave a pool with some of its processes, which never ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pool(task: Task[Any], jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        # Imported once; the workers are forked from there.
        context.set_forkserver_preload([type(task).__module__])
    return ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(task.prepare,))


def _in_order(
    pool: ProcessPoolExecutor,
    shares: Iterator[Sequence[Batch]],
    jobs: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Any, None, None]:
    pending: deque[Future[Any]] = deque()
    try:
        pending.extend(pool.submit(_work, share) for share in islice(shares, _IN_FLIGHT * jobs))
        meanwhile()
        for share in shares:
            pending.append(pool.submit(_work, share))
            yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_prepare: list[Callable[[], Callable[[Any], Any]]] = []
"""What makes the work of a worker process ready; empty in any other process."""


def _begin(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The process that reads ends the others.
    _prepare[:] = [prepare]


@cache
def _prepared() -> Callable[[Any], Any]:
    return _prepare[0]()


def _get_ready() -> None:
    _prepared()


def _work(thing: Any) -> Any:
    return _prepared()(thing)
