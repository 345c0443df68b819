"""The three streams of a process, of which a daemon or a job runner may have closed any."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from vockit.errors import InputError

_ERROR = 2
"""Number of standard error."""


def standard_input() -> BinaryIO | None:
    """Standard input, None where there is none: then no input but ``-`` needs it."""
    return None if sys.stdin is None else sys.stdin.buffer


def needed_standard_input() -> BinaryIO:
    """Standard input, which ``-`` asks for. Raises ``InputError`` where it is closed."""
    stream = standard_input()
    if stream is None:
        raise InputError("standard input is closed: name a file instead of -")
    return stream


def fill_closed_streams() -> None:
    """Let no file that is opened take the place of a stream that is closed.

    The system gives a file the lowest number that is free. A library that writes a message to
    number 2 would write it into that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            if number == _ERROR:
                sys.stderr = os.fdopen(_ERROR, "w")
