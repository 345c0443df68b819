"""Where data goes: standard output or a file, and the output that writes it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vockit.errors import UsageError, VockitError
from vockit.settings import GeneralSettings, OutputSettings

if TYPE_CHECKING:
    from vockit.output.model import Output, Style

PIPE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Destination:
    """An output, its style, and the file that it goes to; None is standard output."""

    output: Output
    style: Style
    path: Path | None

    @property
    def delimited(self) -> bool:
        """Whether a spreadsheet may open what is written, and run its cells."""
        return self.output.name in ("csv", "tsv")

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """What to write to. A file takes its name once it is whole."""
        from vockit.output.atomic import replacing

        if self.path is not None:
            with replacing(self.path) as file:
                yield file
            return
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


def destination(
    options: OutputSettings, general: GeneralSettings, *, pipe: str = "csv"
) -> Destination:
    """The destination of the options; without any, a table on a terminal and ``pipe`` in a pipe.

    Raises ``UsageError`` for an unknown format or ending, ``VockitError`` where no file can be
    made.
    """
    from vockit.output.model import Style
    from vockit.output.registry import output_for, output_named

    path = None if options.output in (None, "-") else Path(str(options.output))
    if path is not None:
        check_folder(path.parent, path)
    terminal = path is None and sys.stdout.isatty()
    if options.format is not None:
        output = output_named(options.format)
    elif path is not None and (path.is_file() or not path.exists()):
        output = output_for(path)
    else:
        output = output_named("table" if terminal else pipe)
    if output.binary and terminal:
        raise UsageError(f"{output.name} is nothing to read on a terminal: name a file with -o")
    style = Style(
        header=options.header,
        excel=options.excel,
        decimal=options.decimal,
        width=options.width or (_terminal_width() if terminal else PIPE_WIDTH),
        color=terminal and _wants_color(general),
    )
    return Destination(output, style, path)


def names_folder(output: str | None) -> bool:
    """Whether ``-o`` names a folder: one that exists, or a name that ends in a slash."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def check_folder(folder: Path, path: Path, *, made: bool = False) -> None:
    """Raise ``VockitError`` where ``path`` cannot be written into the folder: before the work.

    With ``made`` a folder that is not there will be made.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        return
    while made and not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise VockitError(f"{path}: cannot be written: there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise VockitError(f"{path}: cannot be written: nothing may be written in {folder}")


def _terminal_width() -> int:
    return max(40, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)


def _wants_color(general: GeneralSettings) -> bool:
    environment = os.environ
    return general.color and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
