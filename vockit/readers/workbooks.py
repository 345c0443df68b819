"""Workbooks of Excel and LibreOffice as sheets of rows, by python-calamine.

Damaged files of the two binary formats (.xls, .xlsb) can end the process that reads them, or take
all of its memory. So they are read in a process of their own, which is small and may fail.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, TypeAlias

from vockit.errors import InputError
from vockit.readers.sources import OpenedSource, seekable

Row: TypeAlias = Sequence[Any]

OLE: Final = b"\xd0\xcf\x11\xe0"
"""The first bytes of an old Office file, and of a workbook that has a password."""
LARGEST: Final = 1 << 32
"""Bytes that a workbook may be once it is unpacked."""
MOST_CELLS: Final = 100_000_000
"""Cells from the first to the last of a sheet, empty ones included: each takes 24 bytes."""
_MEMORY: Final = 4 << 30
"""Bytes that the process may take that reads a binary workbook."""
_SECONDS: Final = 600
"""That it may take."""

_OTHER_PARTS: Final = {
    "EncryptedPackage": "password",
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint file",
}
"""Parts of an old Office file that make it no workbook that can be read."""
_MANIFEST: Final = "META-INF/manifest.xml"
_WIDE: Final = re.compile(rb"""\br=["']([A-Z]{2,})(\d+)["']""")
_QUICK: Final = (re.compile(rb'r="[A-Z]{2}'), re.compile(rb"r='[A-Z]{2}"))
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d+)["']""")
_BLOCK: Final = 1 << 20
_OVERLAP: Final = 256


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with cells. ``rows`` begins anew each time, at the first row of the sheet."""

    name: str
    hidden: bool
    rows: Callable[[], Iterator[Row]]


def open_workbook(opened: OpenedSource) -> tuple[Sheet, ...]:
    """The worksheets of a workbook in their order, empty ones and charts left out.

    Raises:
        InputError: it is damaged, has a password, is no workbook, or is too large.
    """
    if opened.sample.startswith(OLE) or b"xl/workbook.bin" in opened.sample:
        return _read_apart(opened)
    file = seekable(opened)
    _check_size(file, opened.name)
    sheets, fault = sheets_of(file)
    if fault is not None:
        raise _refused(opened, fault)
    return sheets


def sheets_of(file: BinaryIO) -> tuple[tuple[Sheet, ...], str | None]:
    """The worksheets of an open workbook, and why there are none: ``password``, ``damaged``."""
    import python_calamine as calamine  # noqa: PLC0415 - other formats do without

    sheets = []
    try:
        book = calamine.CalamineWorkbook.from_filelike(file)
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.start is not None:
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                sheets.append(Sheet(about.name, hidden, sheet.iter_rows))
    except calamine.PasswordError:
        return (), "password"
    except (calamine.CalamineError, OSError, ValueError):
        return (), "damaged"
    return tuple(sheets), None


def _refused(opened: OpenedSource, fault: str) -> InputError:
    if fault == "password":
        return _refused_for_password(opened.name)
    if fault != "damaged":
        return InputError(f"{opened.name} is {fault}, not a workbook: save it as text or CSV")
    return InputError(
        f"{opened.name}: not an Excel workbook, or a damaged one; save it again as .xlsx"
    )


def _refused_for_password(name: str) -> InputError:
    return InputError(f"{name}: a workbook with a password; save a copy without one, or as CSV")


def _check_size(file: BinaryIO, name: str) -> None:
    """Raise ``InputError`` where a workbook would take more memory than there may be."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise InputError(
                    f"{name}: a workbook of more than {LARGEST >> 30} GiB once it is unpacked; "
                    "save its sheets as CSV"
                )
            for part in archive.namelist():
                if part == _MANIFEST and b"encryption-data" in archive.read(part):
                    raise _refused_for_password(name)
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    with archive.open(part) as stream:
                        _check_extent(stream, name, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        # What reads the cells says what is wrong.
        pass
    file.seek(0)


def _check_extent(stream: Any, name: str, part: str) -> None:
    """Raise ``InputError`` where a stray cell far away makes a sheet of too many empty ones."""
    rows, columns = 1, 0
    furthest, tail = b"", b""
    while block := stream.read(_BLOCK):
        text = tail + block
        tail = text[-_OVERLAP:]
        for letters, row in _WIDE.findall(text) if _has_wide(text) else ():
            if len(letters) > len(furthest) or (
                len(letters) == len(furthest) and letters > furthest
            ):
                furthest = letters
            rows = max(rows, int(row))
        if furthest:
            rows = max(rows, *map(int, _ROW.findall(text)), 1)
    for letter in furthest:
        columns = columns * 26 + letter - 64
    if rows * columns > MOST_CELLS:
        raise InputError(
            f"{name}: {part.rsplit('/', 1)[-1]} has a cell in column {furthest.decode()} or row "
            f"{rows}, far from its table: delete it and save again, or save the sheet as CSV"
        )


def _has_wide(text: bytes) -> bool:
    """Whether some cell is right of column Z: found in a tenth of the time of what it is."""
    return any(quick.search(text) is not None for quick in _QUICK)


def _read_apart(opened: OpenedSource) -> tuple[Sheet, ...]:
    """The sheets of a binary workbook, read by a process that may fail."""
    data = seekable(opened).read()
    if len(data) > LARGEST:
        raise InputError(f"{opened.name}: a workbook of over {LARGEST >> 30} GiB; save it as CSV")
    for part, kind in _OTHER_PARTS.items():
        if part.encode("utf-16-le") in data:
            raise _refused(opened, kind)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "vockit.readers.workbooks"],
            input=data,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(opened, "damaged") from error
    if done.returncode != 0 or not done.stdout:
        raise _refused(opened, "damaged")
    sheets, fault = pickle.loads(done.stdout)
    if fault is not None:
        raise _refused(opened, fault)
    return tuple(Sheet(name, hidden, rows.__iter__) for name, hidden, rows in sheets)


def _hand_over() -> None:
    """Read a workbook from standard input, and write its sheets to standard output, pickled."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass
    with os.fdopen(0, "rb") as given, os.fdopen(1, "wb") as taken:
        sheets, fault = sheets_of(io.BytesIO(given.read()))
        rows = [(sheet.name, sheet.hidden, list(sheet.rows())) for sheet in sheets]
        pickle.dump((rows, fault), taken)


if __name__ == "__main__":
    _hand_over()
