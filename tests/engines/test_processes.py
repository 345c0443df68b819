"""Batches through several processes come back whole, in order, and with their errors."""

from __future__ import annotations

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
    assert len(found) == -(-20 // at_once)


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


@pytest.mark.parametrize("jobs", [None, 1])
def test_short_inputs_stay_in_this_process(
    jobs: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "run", None)
    assert run(20, jobs) == SHOUTED
    assert run(0, jobs) == []


@pytest.mark.slow
@pytest.mark.parametrize("processors", [1, 2])
def test_long_inputs_are_shared_out(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "SERIAL_VERBATIMS", 6)
    monkeypatch.setattr(processes, "available_processors", lambda: processors)
    assert run(20, None) == SHOUTED
    assert run(2, None) == SHOUTED[:2]


@pytest.mark.slow
def test_processes_that_are_not_needed_are_not_waited_for() -> None:
    begun = time.perf_counter()
    assert list(processes.run(Slow(), batches(2), jobs=2, meanwhile=_shout)) == SHOUTED[:2]
    assert time.perf_counter() - begun < SLOW_SECONDS
