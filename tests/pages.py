"""Lines of pages, run quickly: a plain ``vockit …`` in this process, all else by a shell."""

from __future__ import annotations

import shlex
from pathlib import Path

from make_docs import WIDTH, output_of

from tests.cli.running import vockit

OF_THE_SHELL = frozenset("|<>;&$`*?~")


def printed(command: str, folder: Path) -> str:
    """What a command prints. Raises ``RuntimeError``, with what it complains of, where it fails."""
    name, *arguments = shlex.split(command)
    if name != "vockit" or OF_THE_SHELL.intersection(command):
        return output_of(command, folder)
    ended = vockit(*arguments, cwd=folder, environment={"COLUMNS": WIDTH, "HOME": str(folder)})
    if ended.code:
        raise RuntimeError(f"{command}\nexit code {ended.code}\n{ended.err}")
    return ended.out
