"""Ctrl-C: what ends a run, once."""

from __future__ import annotations

import signal
import time
from types import FrameType

_DEAF_SECONDS = 3.0
"""So long after a Ctrl-C a second one does not cut short what ends the other processes."""


class Interrupts:
    """Turns Ctrl-C into ``KeyboardInterrupt``, and remembers that there was one.

    Extension modules that are being imported may lose an exception. Then the run goes on, a later
    Ctrl-C still ends it, and that it was to end is known.
    """

    def __init__(self) -> None:
        self._last: float | None = None

    @property
    def asked(self) -> bool:
        """Whether there was a Ctrl-C."""
        return self._last is not None

    def listen(self) -> None:
        """Begin, unless Ctrl-C is ignored, as in what a script runs in the background."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupted)

    def end(self) -> None:
        """Hear no more once there was one: while Python ends, another would kill the process."""
        if self.asked:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._last is None or now - self._last > _DEAF_SECONDS:
            self._last = now
            raise KeyboardInterrupt
