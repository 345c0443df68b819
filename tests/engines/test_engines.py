"""Batches through any engine come back whole, in order, and with their errors."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pytest

from vockit.engines import forked, pool, spawned
from vockit.engines.choosing import engine_for
from vockit.engines.forked import Forked
from vockit.engines.model import Engine
from vockit.engines.serial import Serial
from vockit.engines.spawned import Spawned
from vockit.errors import InputError
from vockit.settings import RunSettings
from vockit.verbatims import Batch

SLOW_SECONDS = 20
ONLY_WHERE_FORKED = pytest.mark.skipif(
    not forked.can_fork(), reason="this process cannot be forked: not Linux, or it has threads"
)
AT_ONCE = pytest.mark.parametrize("at_once", [1, 3])


@dataclass(frozen=True)
class Shout:
    """Upper-cases texts; the text ``stop`` is an error."""

    batches_at_once: int = 1
    adds_up: bool = False
    needed_later: tuple[str, ...] = ()

    def prepare(self) -> Callable[[Iterable[Batch]], list[str]]:
        return _shout


@dataclass(frozen=True)
class Slow(Shout):
    """Takes its time to get ready."""

    def prepare(self) -> Callable[[Iterable[Batch]], list[str]]:
        time.sleep(SLOW_SECONDS)
        return _shout


@dataclass(frozen=True)
class Where(Shout):
    """The process that a batch was worked on by."""

    def prepare(self) -> Callable[[Iterable[Batch]], list[str]]:
        return _where


def _where(batches: Iterable[Batch]) -> list[str]:
    return [str(os.getpid()) for _ in batches]


def _shout(batches: Iterable[Batch]) -> list[str]:
    texts = [text for batch in batches for text in batch.text]
    if "stop" in texts:
        raise InputError("stopped")
    return [text.upper() for text in texts]


def batches(n: int, size: int = 3) -> Iterator[Batch]:
    for number in range(n):
        yield Batch(number, np.arange(size), [f"text {number} {i}" for i in range(size)])


SHOUTED = list(Serial().run(Shout(), batches(20)))


def flat(results: Iterable[list[str]]) -> list[str]:
    return list(chain.from_iterable(results))


def test_one_result_a_batch_or_one_of_all() -> None:
    assert SHOUTED[2] == ["TEXT 2 0", "TEXT 2 1", "TEXT 2 2"]
    assert len(SHOUTED) == 20
    assert list(Serial().run(Shout(adds_up=True), batches(20))) == [flat(SHOUTED)]


@pytest.mark.slow
@AT_ONCE
def test_new_processes_give_the_same(at_once: int) -> None:
    assert flat(Spawned(2, ordered=True).run(Shout(at_once), batches(20))) == flat(SHOUTED)


@ONLY_WHERE_FORKED
@AT_ONCE
@pytest.mark.parametrize("n", [0, 1, 2, 7, 20])
def test_copies_of_this_process_give_the_same(n: int, at_once: int) -> None:
    assert flat(Forked(2).run(Shout(at_once), batches(n))) == flat(SHOUTED[:n])


@pytest.mark.parametrize("engine", [Serial(), Forked(2), Spawned(2), Spawned(2, ordered=True)])
def test_what_adds_up_has_a_result_even_of_nothing(engine: Engine) -> None:
    assert list(engine.run(Shout(adds_up=True), [])) == [[]]
    assert list(engine.run(Shout(), [])) in ([], [[]])


@ONLY_WHERE_FORKED
def test_an_error_in_a_copy_is_raised_here() -> None:
    stopping = [*batches(5), Batch(5, np.arange(1), ["stop"])]
    with pytest.raises(InputError, match="stopped"):
        list(Forked(2).run(Shout(), stopping))


@ONLY_WHERE_FORKED
def test_what_is_needed_later_is_imported_while_copies_work() -> None:
    module = "this"
    sys.modules.pop(module, None)
    running = Forked(2).run(Shout(needed_later=(module,)), batches(10))
    next(running)
    assert module not in sys.modules
    next(running)
    assert module in sys.modules
    running.close()


@ONLY_WHERE_FORKED
def test_things_are_mapped_in_order() -> None:
    parent = os.getpid()
    mapped = list(Forked(3, ordered=True).map(lambda n: (n * n, os.getpid()), range(6), 0))
    assert [square for square, _ in mapped] == [n * n for n in range(6)]
    assert mapped[0][1] == parent
    assert parent not in {process for _, process in mapped[1:]}
    assert list(Forked(2, ordered=True).map(str, [], 0)) == []
    (only,) = Forked(2, ordered=True).map(lambda _: os.getpid(), [0], 10**9)
    assert only == parent


def test_few_things_are_mapped_here() -> None:
    here = [str(os.getpid())] * 3
    small, large = forked.SERIAL_ROWS, 10**9
    for engine, size in ((Serial(), large), (Spawned(2), large), (Forked(2), small)):
        assert list(engine.map(lambda _: str(os.getpid()), range(3), size)) == here


@pytest.mark.parametrize("n", [0, 1, 4, 5, 9, 16, 100])
def test_all_processes_have_some_of_the_last_batches(n: int) -> None:
    shares = list(pool.shares(batches(n), 4, 3))
    assert [batch.number for share in shares for batch in share] == list(range(n))
    assert all(len(share) <= 3 for share in shares)
    assert len(shares) >= min(n, 4)
    assert [len(share) for share in shares[:4]] == [1] * min(n, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems never fork")
def test_a_process_with_threads_is_not_copied() -> None:
    assert forked.can_fork()
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert not forked.can_fork()
    finally:
        done.set()
        waiting.join()


@pytest.mark.slow
def test_an_error_in_a_worker_is_raised_here() -> None:
    stopping = [*batches(3), Batch(3, np.arange(1), ["stop"])]
    with pytest.raises(InputError, match="stopped"):
        list(Spawned(2, ordered=True).run(Shout(), stopping))


@pytest.mark.slow
def test_a_consumer_may_stop_early() -> None:
    running = Spawned(2, ordered=True).run(Shout(), batches(50))
    assert next(running) == ["TEXT 0 0", "TEXT 0 1", "TEXT 0 2"]
    running.close()


@pytest.mark.parametrize("can_fork", [True, False])
@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_the_engine_that_is_chosen(
    jobs: int | None, processors: int, can_fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forked, "can_fork", lambda: can_fork)
    monkeypatch.setattr(pool, "available_processors", lambda: processors)
    expected: Engine = Serial()
    if (jobs or processors) > 1:
        expected = Forked(2, jobs == 2) if can_fork else Spawned(2, jobs == 2)
    assert engine_for(RunSettings(jobs)) == expected


@pytest.mark.parametrize("engine", [Serial(), Forked(2), Spawned(2)])
def test_short_inputs_stay_in_this_process(engine: Engine) -> None:
    for n in range(forked.WORTH_FORKING + 1):
        assert flat(engine.run(Where(), batches(n))) == [str(os.getpid())] * n


@pytest.mark.slow
def test_long_inputs_are_shared_out_among_new_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spawned, "SERIAL_VERBATIMS", 6)
    assert flat(Spawned(2).run(Shout(), batches(20))) == flat(SHOUTED)
    assert flat(Spawned(2).run(Shout(), batches(2))) == flat(SHOUTED[:2])


@ONLY_WHERE_FORKED
@pytest.mark.parametrize("jobs", [2, 3])
def test_long_inputs_are_shared_out_among_copies(jobs: int) -> None:
    first, *others = flat(Forked(jobs).run(Where(), batches(forked.WORTH_FORKING + 1)))
    assert first == str(os.getpid())
    assert len(others) == forked.WORTH_FORKING
    assert first not in others


@pytest.mark.slow
def test_processes_that_are_not_needed_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spawned, "SERIAL_VERBATIMS", 3)
    begun = time.perf_counter()
    monkeypatch.setattr(Slow, "prepare", _prepare_here(os.getpid()))
    assert list(Spawned(2).run(Slow(), batches(3))) == SHOUTED[:3]
    assert time.perf_counter() - begun < SLOW_SECONDS


def _prepare_here(parent: int) -> Callable[[Slow], Callable[[Iterable[Batch]], list[str]]]:
    def prepare(_: Slow) -> Callable[[Iterable[Batch]], list[str]]:
        if os.getpid() != parent:
            time.sleep(SLOW_SECONDS)
        return _shout

    return prepare
