"""Batches through several processes come back whole, in order, and with their errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from vockit.engines import processes, serial
from vockit.errors import InputError
from vockit.verbatims import Batch


@dataclass(frozen=True)
class Shout:
    """Upper-cases texts; the text ``stop`` is an error."""

    def prepare(self) -> Callable[[Batch], list[str]]:
        return _shout


def _shout(batch: Batch) -> list[str]:
    if "stop" in batch.text:
        raise InputError("told to stop")
    return [text.upper() for text in batch.text]


def batches(n: int, size: int = 3) -> Iterator[Batch]:
    for number in range(n):
        yield Batch(number, np.arange(size), [f"text {number} {i}" for i in range(size)])


@pytest.mark.slow
def test_results_come_in_order() -> None:
    assert list(processes.run(Shout(), batches(20), jobs=2)) == list(
        serial.run(Shout(), batches(20))
    )


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


def test_short_inputs_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_pool", None)
    assert len(list(processes.run_as_needed(Shout(), batches(5)))) == 5
    assert list(processes.run_as_needed(Shout(), [])) == []


@pytest.mark.slow
def test_long_inputs_are_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SERIAL_VERBATIMS", 6)
    monkeypatch.setattr(processes, "available_processors", lambda: 2)
    assert list(processes.run_as_needed(Shout(), batches(40))) == list(
        serial.run(Shout(), batches(40))
    )
