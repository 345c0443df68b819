"""The command line as a user runs it: in a process of its own, or in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from vockit.cli import main

COMMENTS = """id,text,date,stars,brand
1,The delivery was late and nobody answered the phone.,2024-01-02,1,Acme
2,"Lovely staff, great service!",2024-01-03,5,Acme
3,"=The food was cold, but the waiter was friendly",2024-01-04,3,Apex
4,Delivery never arrived and support ignored my emails,2024-01-05,1,Apex
4,Delivery never arrived and support ignored my emails,2024-01-05,1,Apex
5,,2024-01-06,4,Acme
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run left behind."""

    code: int
    out: str
    err: str


def vockit(
    *args: str,
    cwd: Path,
    stdin: str | None = "",
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Run ``vockit`` in this process, no stream a terminal, configured by ``cwd`` alone.

    ``stdin`` is what standard input holds, None where it is closed.
    """
    given, out, err = (
        io.TextIOWrapper(io.BytesIO(part), "utf-8") for part in ((stdin or "").encode(), b"", b"")
    )
    code: Any = 0
    with (
        patch.dict(os.environ, clean_environment(cwd, environment), clear=True),
        patch.object(sys, "argv", ["vockit", *args]),
        patch.object(sys, "stdin", None if stdin is None else given),
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(cwd),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
        except Exception:  # noqa: BLE001 - what Python itself does with it
            traceback.print_exc()
            code = 1
    return Ended(code or 0, _text(out), _text(err))


def in_a_process(*args: str, cwd: Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run ``vockit`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from vockit.cli import main; main()", *args],
        cwd=cwd,
        capture_output=True,
        env=clean_environment(cwd, environment),
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def clean_environment(cwd: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VOCKIT_")}
    root = str(Path(__file__).parents[2])
    return {**kept, "XDG_CONFIG_HOME": str(cwd / "none"), "PYTHONPATH": root, **(more or {})}


def shell(script: str, cwd: Path, more: Sequence[tuple[str, str]] = ()) -> Ended:
    """Run a line of bash in which ``vockit`` is this package."""
    command = f'vockit() {{ "{sys.executable}" -c "from vockit.cli import main; main()" "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", command + script],
        cwd=cwd,
        capture_output=True,
        env=clean_environment(cwd, dict(more)),
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
