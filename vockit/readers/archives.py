"""Zip archives of exports: each file in one is an input of its own, read as it is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from vockit.errors import InputError
from vockit.readers.formats.registry import format_of_suffix
from vockit.readers.sources import Source

SUFFIX: Final = ".zip"
MOST_FILES: Final = 10_000
"""Files in an archive."""
LARGEST: Final = 1 << 36
"""Bytes of all files of an archive once they are unpacked."""
_SUSPECT: Final = 1 << 28
_MOST_TIMES: Final = 300
"""A file of over 256 MiB that is so many times as long as it was packed is no text that was
written: text packs to a tenth or a twentieth."""
_DOCUMENTS: Final = ("[Content_Types].xml", "mimetype")
"""Files in workbooks and documents, which are zip archives, too."""
_BEGIN: Final = b"PK\x03\x04"
_BEGIN_EMPTY: Final = b"PK\x05\x06"
_NAMED: Final = 3


def sources_in(path: Path, name: str, *, found: bool) -> tuple[Source, ...] | None:
    """The files of an archive that can be read; None where the file is no archive of files.

    Raises:
        InputError: it is damaged, too large, or has no file that can be read.
    """
    if not path.is_file() or not _begins_as_archive(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        if path.suffix.lower() != SUFFIX:
            # A damaged workbook, say: its reader names it.
            return None
        raise InputError(f"{name}: a damaged zip archive ({error}); copy it again") from error
    if any(part.filename in _DOCUMENTS for part in parts):
        return None
    _check_size(parts, name)
    visible = [part.filename for part in parts if not _is_hidden(part.filename)]
    readable = [one for one in visible if format_of_suffix(PurePosixPath(one)) is not None]
    if not readable and len(visible) == 1 and not visible[0].lower().endswith(SUFFIX):
        readable = visible
    others = [one for one in visible if one not in readable]
    if not readable:
        raise InputError(
            f"{name}: an archive without a file of CSV, TSV, JSON, Parquet, Excel, SQLite, SPSS or "
            f"text{_with(others)}; unpack it, and name what is to be read"
        )
    note = f"{name}: left out, as no format that is read{_with(others)}" if others else ""
    return tuple(
        Source(f"{name}/{one}", path, found=found, member=one, note=note if at == 0 else "")
        for at, one in enumerate(sorted(readable))
    )


def _begins_as_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGIN)) in (_BEGIN, _BEGIN_EMPTY)
    except OSError:
        # What opens it to be read says what is wrong.
        return False


def _check_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_FILES:
        raise InputError(f"{name}: an archive of more than {MOST_FILES:,} files; unpack it first")
    size = sum(part.file_size for part in parts)
    if size > LARGEST:
        raise InputError(
            f"{name}: an archive of more than {LARGEST >> 30} GiB once it is unpacked; unpack it "
            "first, and name the files that are to be read"
        )
    for part in parts:
        if part.file_size > _SUSPECT and part.file_size > _MOST_TIMES * max(part.compress_size, 1):
            raise InputError(
                f"{name}: {part.filename} unpacks to over {_MOST_TIMES} times its size, which no "
                "text does; unpack it first, and look at it"
            )


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _with(names: list[str]) -> str:
    if not names:
        return ""
    more = len(names) - _NAMED
    return f": {', '.join(names[:_NAMED])}{f' and {more} more' if more > 0 else ''}"
