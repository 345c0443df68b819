"""Copies of this process: ready at once, and sharing its memory."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from vockit.engines import pool
from vockit.engines.model import Result, Task, Thing
from vockit.engines.serial import results_here
from vockit.verbatims import Batch

WORTH_FORKING = 2
"""So many batches after the first are a reason to fork."""
SERIAL_ROWS = 10_000
"""What is computed from tables so long stays in this process, unless processes were ordered."""


def can_fork() -> bool:
    """Whether copies of this process would work: on Linux, unless it has threads of its own.

    A copy has only the thread that forked it, and waits for ever for a lock of another. On other
    systems the system's own libraries start threads.
    """
    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(frozen=True, slots=True)
class Forked:
    """Copies of this process, made once there is enough to do. Only where ``can_fork``."""

    jobs: int
    ordered: bool = False
    """Whether the user set the number of processes."""

    def run(self, task: Task[Result], batches: Iterable[Batch]) -> Generator[Result, None, None]:
        """The results of the task, in the order of the batches."""
        work = task.prepare()
        remaining = iter(batches)
        # What the first batch teaches, all copies know.
        yield from results_here(task, work, islice(remaining, 1))
        few = list(islice(remaining, WORTH_FORKING))
        if len(few) < WORTH_FORKING:
            if few:
                yield from results_here(task, work, few)
            return
        with _copies(work, self.jobs) as copies:
            yield from pool.results_in_order(
                copies, chain(few, remaining), self.jobs, task.batches_at_once, task.needed_later
            )

    def map(
        self, function: Callable[[Thing], Result], things: Iterable[Thing], size: int
    ) -> Iterable[Result]:
        """What ``map`` gives, by this process, which takes the first thing, and by copies of it."""
        several = list(things)
        if len(several) < 2 or (size <= SERIAL_ROWS and not self.ordered):
            return map(function, several)
        return self._mapped(function, several)

    def _mapped(
        self, function: Callable[[Thing], Result], things: Sequence[Thing]
    ) -> Iterator[Result]:
        with _copies(function, self.jobs - 1) as copies:
            others = copies.map(pool.do_work, things[1:])
            yield function(things[0])
            yield from others


@contextmanager
def _copies(work: Callable[[Any], Any], jobs: int) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("fork")
    # The work is handed over as it is, not pickled.
    ready = (lambda: work,)
    with ProcessPoolExecutor(jobs, context, initializer=pool.begin, initargs=ready) as copies:
        with _uninterrupted(), warnings.catch_warnings():
            # What the collector leaves alone stays shared.
            gc.freeze()
            # Libraries' own threads (memory allocators, linear algebra) know about forks.
            warnings.simplefilter("ignore", DeprecationWarning)
            # All copies are made now, before the pool starts threads.
            copies.submit(pool.get_ready)
            gc.unfreeze()
        yield copies


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off a Ctrl-C: it would leave a pool with some of its processes, which never ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
