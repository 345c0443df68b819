"""Ctrl-C: what ends a run, once."""

from __future__ import annotations

import signal
import time
from types import FrameType

_IGNORED_SECONDS = 3.0
"""For this long after a Ctrl-C another one is ignored, while the other processes are ended."""


class Interrupts:
    """Turns Ctrl-C into ``KeyboardInterrupt``, and remembers that there was one.

    Extension modules that are being imported may lose an exception. Then the run goes on until a
    later Ctrl-C ends it, and its exit code is still that of an interrupt.
    """

    def __init__(self) -> None:
        self._last: float | None = None

    @property
    def happened(self) -> bool:
        """Whether there was a Ctrl-C."""
        return self._last is not None

    def listen(self) -> None:
        """Begin, unless Ctrl-C is ignored, as in a script that runs in the background."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupted)

    def end(self) -> None:
        """Ignore Ctrl-C once there was one: another would kill the process while Python ends."""
        if self.happened:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._last is None or now - self._last > _IGNORED_SECONDS:
            self._last = now
            raise KeyboardInterrupt
