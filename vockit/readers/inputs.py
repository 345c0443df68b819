"""What the user named as input: files, folders, patterns and standard input, as sources."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from vockit.errors import InputError
from vockit.naming import nearest
from vockit.readers.archives import SUFFIX, sources_in
from vockit.readers.formats.registry import format_of_suffix
from vockit.readers.sources import Source

STDIN = "-"
_THUMBNAILS = "thumbs.db"
"""Pictures that Windows keeps in a folder, in a file that is called like a database."""


def expand(inputs: Sequence[str]) -> tuple[Source, ...]:
    """The sources in the order given; within a folder or a pattern by name. A file counts once.

    Raises:
        InputError: a file is missing, or a folder or pattern holds none that can be read.
    """
    if not inputs:
        raise InputError("no input: name a file, a folder, or - for standard input")
    found: dict[str, Source] = {}
    for given in inputs:
        for source in _sources(given):
            key = source.name if source.path is None else f"{source.path.resolve()}/{source.member}"
            found.setdefault(key, source)
    return tuple(found.values())


def _sources(given: str) -> Iterator[Source]:
    if given == STDIN:
        yield Source("standard input", None)
        return
    path = Path(given).expanduser()
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield from _files(given, path, found=False)
    elif glob.has_magic(given):
        yield from _matches(given)
    else:
        raise InputError(f"{given}: no such file{_nearest(path)}")


def _files(name: str, path: Path, *, found: bool) -> Iterator[Source]:
    """A file, or those in it where it is an archive."""
    packed = sources_in(path, name, found=found)
    yield from (Source(name, path, found=found),) if packed is None else packed


def _folder(folder: Path) -> Iterator[Source]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name.lower() != _THUMBNAILS
        and (format_of_suffix(path) is not None or path.suffix.lower() == SUFFIX)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not files:
        raise InputError(
            f"{folder}: a folder without a file of CSV, TSV, JSON, Parquet, Excel, SQLite, SPSS or "
            "text; name a file, or another folder"
        )
    for path in files:
        yield from _files(str(path), path, found=True)


def _matches(pattern: str) -> Iterator[Source]:
    # Path.glob takes no absolute patterns.
    names = glob.glob(pattern, recursive=True)  # noqa: PTH207
    files = sorted(name for name in names if Path(name).is_file())
    if not files:
        raise InputError(
            f"{pattern}: no file matches; put the pattern in quotes and check the folder"
        )
    for name in files:
        yield from _files(name, Path(name), found=True)


def _nearest(path: Path) -> str:
    """What to mend: the file in the same folder that is called most like it."""
    folder = path.parent
    if not folder.is_dir():
        return f", for there is no folder {folder}"
    # Suffixes are left out: they make strangers alike.
    names = {one.name.split(".")[0]: one for one in sorted(folder.iterdir(), reverse=True)}
    near = nearest(path.name.split(".")[0], names)
    if near is not None:
        return f"; did you mean {names[near]}?"
    return f" in {folder.absolute().name or '/'}; check its name"
