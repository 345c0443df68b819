from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from vockit.cli import interrupts as module
from vockit.cli.interrupts import Interrupts


@pytest.fixture(autouse=True)
def _own_handler() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_counts_and_the_second_soon_after_does_not() -> None:
    interrupts = Interrupts()
    interrupts.listen()
    assert not interrupts.happened
    with pytest.raises(KeyboardInterrupt):
        ctrl_c()
    assert interrupts.happened
    ctrl_c()


def test_a_run_that_goes_on_can_be_ended_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IGNORED_SECONDS", 0.0)
    Interrupts().listen()
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            ctrl_c()


def test_what_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts = Interrupts()
    interrupts.listen()
    ctrl_c()
    assert not interrupts.happened


def test_a_run_that_is_about_to_end_is_not_killed() -> None:
    interrupts = Interrupts()
    interrupts.listen()
    interrupts.end()
    with pytest.raises(KeyboardInterrupt):
        ctrl_c()
    interrupts.end()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
