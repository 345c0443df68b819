"""Batches through several processes come back whole, in order, and with their errors."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pytest

from vockit.engines import choosing, processes, serial
from vockit.errors import InputError
from vockit.verbatims import Batch

SLOW_SECONDS = 20
ONLY_WHERE_FORKED = pytest.mark.skipif(
    not processes.can_fork(), reason="this process cannot be forked: not Linux, or it has threads"
)


@dataclass(frozen=True)
class Shout:
    """Upper-cases texts; the text ``stop`` is an error."""

    batches_at_once: int = 1

    def prepare(self) -> Callable[[Sequence[Batch]], list[str]]:
        return _shout


@dataclass(frozen=True)
class Slow(Shout):
    """Takes its time to get ready."""

    def prepare(self) -> Callable[[Sequence[Batch]], list[str]]:
        time.sleep(SLOW_SECONDS)
        return _shout


def _shout(batches: Sequence[Batch]) -> list[str]:
    texts = [text for batch in batches for text in batch.text]
    if "stop" in texts:
        raise InputError("told to stop")
    return [text.upper() for text in texts]


def batches(n: int, size: int = 3) -> Iterator[Batch]:
    for number in range(n):
        yield Batch(number, np.arange(size), [f"text {number} {i}" for i in range(size)])


SHOUTED = list(serial.run(_shout, batches(20)))


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [1, 3])
def test_results_come_in_order(at_once: int) -> None:
    found = list(processes.run(Shout(at_once), batches(20), jobs=2))
    assert list(chain.from_iterable(found)) == list(chain.from_iterable(SHOUTED))


@ONLY_WHERE_FORKED
@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize("n", [0, 1, 2, 7, 20])
def test_copies_of_this_process_give_the_same(n: int, at_once: int) -> None:
    found = list(processes.run_forked(_shout, batches(n), 2, at_once))
    assert list(chain.from_iterable(found)) == list(chain.from_iterable(SHOUTED[:n]))


@ONLY_WHERE_FORKED
def test_copies_do_what_this_process_has_ready() -> None:
    """What is ready here is copied, not pickled: a function within another cannot be."""
    here = os.getpid()

    def elsewhere(_: Sequence[Batch]) -> bool:
        return os.getpid() != here

    assert all(processes.run_forked(elsewhere, batches(5), 2))


@ONLY_WHERE_FORKED
def test_this_process_has_something_to_do_meanwhile() -> None:
    done: list[str] = []
    results = choosing.run(
        Shout(), Shout().prepare, batches(9), jobs=2, meanwhile=lambda: done.append("done")
    )
    assert [next(results), *done] == SHOUTED[:1]
    assert list(results) == SHOUTED[1:9]
    assert done == ["done"]


@ONLY_WHERE_FORKED
def test_an_error_in_a_copy_is_raised_here() -> None:
    stopping = [*batches(3), Batch(3, np.arange(1), ["stop"]), *batches(30)]
    with pytest.raises(InputError, match="told to stop"):
        list(processes.run_forked(_shout, stopping, jobs=2))


@ONLY_WHERE_FORKED
def test_a_consumer_of_copies_may_stop_early() -> None:
    running = processes.run_forked(_shout, batches(50), jobs=2)
    assert next(running) == SHOUTED[0]
    running.close()


@ONLY_WHERE_FORKED
def test_things_are_mapped_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    here, added = os.getpid(), 7
    found = list(choosing.mapping(3, 0)(lambda n: (n + added, os.getpid() != here), range(9)))
    assert found == [(n + 7, n > 0) for n in range(9)]
    assert list(choosing.mapping(2, 0)(str, [])) == []
    monkeypatch.setattr(processes, "available_processors", lambda: 2)
    assert choosing.mapping(None, choosing.SERIAL_ROWS + 1) is not map


def test_few_things_are_mapped_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choosing.mapping(1, 10**9) is map
    assert choosing.mapping(None, choosing.SERIAL_ROWS) is map
    monkeypatch.setattr(processes, "available_processors", lambda: 1)
    assert choosing.mapping(None, 10**9) is map
    monkeypatch.setattr(processes, "can_fork", lambda: False)
    assert choosing.mapping(4, 10**9) is map


@pytest.mark.parametrize("n", [0, 1, 4, 5, 9, 16, 100])
def test_all_processes_have_some_of_the_last_batches(n: int) -> None:
    shares = list(processes.shares(batches(n), 4, 3))
    assert [batch.number for share in shares for batch in share] == list(range(n))
    assert all(len(share) <= 3 for share in shares)
    assert len(shares) >= min(n, 4)
    assert [len(share) for share in shares[:4]] == [1] * min(n, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems never fork")
def test_a_process_with_threads_is_not_copied() -> None:
    assert processes.can_fork()
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert not processes.can_fork()
    finally:
        done.set()
        waiting.join()


@pytest.mark.slow
def test_an_error_in_a_worker_is_raised_here() -> None:
    stopping = [*batches(3), Batch(3, np.arange(1), ["stop"])]
    with pytest.raises(InputError, match="told to stop"):
        list(processes.run(Shout(), stopping, jobs=2))


@pytest.mark.slow
def test_a_consumer_may_stop_early() -> None:
    running = processes.run(Shout(), batches(50), jobs=2)
    assert next(running) == ["TEXT 0 0", "TEXT 0 1", "TEXT 0 2"]
    running.close()


def run(n: int, jobs: int | None) -> list[list[str]]:
    return list(choosing.run(Shout(), Shout().prepare, batches(n), jobs))


@pytest.mark.parametrize("can_fork", [True, False])
@pytest.mark.parametrize("jobs", [None, 1])
def test_short_inputs_stay_in_this_process(
    jobs: int | None, can_fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "can_fork", lambda: can_fork)
    monkeypatch.setattr(processes, "available_processors", lambda: 2)
    monkeypatch.setattr(processes, "run", None)
    monkeypatch.setattr(processes, "run_forked", None)
    for n in range(choosing.FORKED_BATCHES + 1):
        assert run(n, jobs) == SHOUTED[:n]


@pytest.mark.slow
@pytest.mark.parametrize("processors", [1, 2])
def test_long_inputs_are_shared_out(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "SERIAL_VERBATIMS", 6)
    monkeypatch.setattr(processes, "can_fork", lambda: False)
    monkeypatch.setattr(processes, "available_processors", lambda: processors)
    assert run(20, None) == SHOUTED
    assert run(2, None) == SHOUTED[:2]


@ONLY_WHERE_FORKED
@pytest.mark.parametrize("jobs", [None, 2, 3])
def test_inputs_are_shared_out_among_copies(
    jobs: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worker(_: Sequence[Batch]) -> list[str]:
        return [str(os.getpid())]

    monkeypatch.setattr(processes, "available_processors", lambda: 2)
    n = choosing.FORKED_BATCHES + 1
    assert run(n, jobs) == SHOUTED[:n]
    first, *others = choosing.run(Shout(), lambda: worker, batches(n), jobs)
    assert first == [str(os.getpid())]
    assert first not in others


@pytest.mark.slow
def test_processes_that_are_not_needed_are_not_waited_for() -> None:
    begun = time.perf_counter()
    assert list(processes.run(Slow(), batches(2), jobs=2, until_ready=_shout)) == SHOUTED[:2]
    assert time.perf_counter() - begun < SLOW_SECONDS
