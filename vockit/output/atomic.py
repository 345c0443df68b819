"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from vockit.errors import VockitError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name, in place of an older one, only once all of it is written.

    It is made in the same folder, so that the last step is a rename. Where an exception leaves the
    block, the older file stays as it was. What is no regular file (a pipe, a terminal) is written
    straight.

    Raises ``VockitError`` where the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as direct:
                yield direct
            return
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None and Path(error.filename) not in (part, target):
            raise
        raise VockitError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
