"""Which format an input is in: as the user said, as its name says, or as its first bytes tell."""

from __future__ import annotations

from vockit.errors import InputError
from vockit.readers.dialects import find_dialect
from vockit.readers.encodings import find_encoding
from vockit.readers.formats.delimited import sample_lines
from vockit.readers.formats.registry import Format, format_named, format_of_suffix
from vockit.readers.roles import names_role
from vockit.readers.sources import OpenedSource

_LONGEST_NAME = 64
_CONSISTENT = 0.95
_CONTROLS = bytes(code for code in range(32) if code not in b"\0\t\n\v\f\r\x1b")
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls, .doc)"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
_SELF_DESCRIBED = ("parquet", "excel")


def recognise(opened: OpenedSource, named: str | None, encoding: str | None) -> Format:
    """The format of an input.

    Raises:
        InputError: it is empty, or it is not text and in no format that is read.
        UsageError: the user named a format that does not exist.
    """
    if not opened.sample.strip(b"\r\n\t \0"):
        raise InputError(f"{opened.name} is empty: nothing to read")
    told = _told_by_bytes(opened.sample)
    path = opened.source.path
    by_name = format_of_suffix(path) if path is not None else None
    chosen = format_named(named) if named is not None else told or by_name
    if chosen is None or chosen.name != "parquet" and chosen.name != "excel":
        _refuse_binary(opened)
    if chosen is not None and (named is not None or chosen.name != "text"):
        return chosen
    return format_named(_sniffed(opened, encoding))


def _told_by_bytes(sample: bytes) -> Format | None:
    return None


def _sniffed(opened: OpenedSource, encoding: str | None) -> str:
    """CSV only where the first line is a header beyond doubt, else text."""
    found = encoding or find_encoding(opened.sample, whole=opened.whole)
    lines = sample_lines(opened, found)
    fit = find_dialect(lines, whole=opened.whole)
    names = [name.strip() for name in fit.header]
    header = (
        len(set(names)) == len(names)
        and all(len(name) <= _LONGEST_NAME for name in names)
        and any(map(names_role, names))
    )
    return "csv" if header and fit.consistent >= _CONSISTENT else "text"


def _refuse_binary(opened: OpenedSource) -> None:
    sample = opened.sample
    for magic, kind in _KINDS:
        if sample.startswith(magic):
            raise InputError(
                f"{opened.name} looks like {kind}, not like comments: save them as CSV or text"
            )
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.05 * len(sample):
        raise InputError(
            f"{opened.name} is not text: name a file of CSV, TSV, JSON, Parquet, Excel or text, "
            "or its encoding with --encoding"
        )
