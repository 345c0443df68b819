"""New processes: each imports and compiles everything anew, which takes long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from vockit.engines import pool
from vockit.engines.model import Result, Task, Thing
from vockit.engines.serial import results_here
from vockit.verbatims import Batch

SERIAL_VERBATIMS = 20_000
"""So many verbatims are worked on here before processes start, unless they were ordered. This
process goes on until they are ready, so that starting them costs no time."""


@dataclass(frozen=True, slots=True)
class Spawned:
    """New processes beside this one."""

    jobs: int
    ordered: bool = False
    """Whether the user set the number of processes."""

    def run(self, task: Task[Result], batches: Iterable[Batch]) -> Generator[Result, None, None]:
        """The results of the task, in the order of the batches."""
        remaining = iter(batches)
        first = list(islice(remaining, 1))
        if not first:
            yield from results_here(task, task.prepare(), ())
            return
        remaining = chain(first, remaining)
        if self.ordered:
            with _processes(task, self.jobs) as processes:
                yield from self._by(processes, task, remaining)
            return
        work = task.prepare()
        verbatims = 0
        for batch in remaining:
            yield work((batch,))
            verbatims += len(batch)
            if verbatims >= SERIAL_VERBATIMS:
                break
        else:
            return
        yield from self._growing(task, work, remaining)

    def map(
        self, function: Callable[[Thing], Result], things: Iterable[Thing], size: int
    ) -> Iterable[Result]:
        """What ``map`` gives, in this process: new ones take longer to start."""
        del size
        return map(function, things)

    def _growing(
        self,
        task: Task[Result],
        work: Callable[[Iterable[Batch]], Result],
        remaining: Iterator[Batch],
    ) -> Generator[Result, None, None]:
        """By this process until the others are ready."""
        others = set(multiprocessing.active_children())
        with _processes(task, self.jobs) as processes:
            ready = [processes.submit(pool.get_ready) for _ in range(self.jobs)]
            for batch in remaining:
                yield work((batch,))
                if any(one.done() for one in ready):
                    break
            else:
                # Nothing is left for them: do not wait until they are ready.
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
                return
            yield from self._by(processes, task, remaining)

    def _by(
        self, processes: ProcessPoolExecutor, task: Task[Result], batches: Iterator[Batch]
    ) -> Generator[Result, None, None]:
        yield from pool.results_in_order(
            processes, batches, self.jobs, task.batches_at_once, task.needed_later
        )


def _processes(task: Task[Any], jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        # Imported once; the workers are forked from there.
        context.set_forkserver_preload([type(task).__module__])
    return ProcessPoolExecutor(jobs, context, initializer=pool.begin, initargs=(task.prepare,))
