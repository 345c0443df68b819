"""Which format an input is in: as the user said, as its name says, or as its first bytes tell."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter

from vockit.errors import InputError
from vockit.readers.delimited_form import DelimitedForm, find_form, is_prose
from vockit.readers.delimiters import BLANKS
from vockit.readers.encodings import find_encoding, known_encoding, sample_text
from vockit.readers.formats.delimited import sample_lines
from vockit.readers.formats.jsondocument import begins_json
from vockit.readers.formats.registry import Format, format_named, format_of_suffix
from vockit.readers.kinds import shape_of
from vockit.readers.roles import names_role, names_text
from vockit.readers.sources import OpenedSource
from vockit.readers.workbooks import OLE

_LONGEST_NAME = 64
_CONSISTENT = 0.95
_MOSTLY = 0.6
"""The same where a table is drawn, which no text is."""
_PROSE_MARKS = (",", ";", ":", BLANKS)
_FEW_CONTROLS = 16
_BEGIN = 1024
_CONTROLS = bytes(code for code in range(32) if code not in b"\0\t\n\v\f\r\x1b")
_NO_CONTROLS = bytes(set(range(256)) - set(_CONTROLS + b"\0"))
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"\x7fELF", "a program"),
)
_MARKUP = (
    (
        ("<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<div", "<style"),
        "a web page",
    ),
    (("<?xml", "<workbook", "<office:"), "an XML file"),
    (("{\\rtf",), "an RTF document"),
    (("mime-version:", "content-type:"), "a mail or web archive"),
)
"""What mark-up begins with. Systems that write it like to call it ``.xls`` or ``.csv``."""
_MAGICS = (
    (b"PAR1", "parquet"),
    (OLE, "excel"),
    (b"SQLite format 3\0", "sqlite"),
    (b"$FL2@(#)", "spss"),
    (b"$FL3@(#)", "spss"),
)
_ARCHIVES = {b"word/": "a Word document", b"ppt/": "a PowerPoint file"}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MIME_TYPE = 256
"""Bytes in which an OpenDocument file says what it is."""
_BINARY = ("parquet", "excel", "sqlite", "spss")


def recognise(
    opened: OpenedSource, named: str | None, encoding: str | None, *, delimited: bool = False
) -> Format:
    """The format of an input. What may be text is CSV where the user says that it is ``delimited``.

    Raises:
        InputError: it is empty, or it is not text and in no format that is read.
        UsageError: the user named a format that does not exist.
    """
    if not opened.sample.strip(b"\r\n\t \0"):
        raise InputError(f"{opened.name} is empty: nothing to read; export it again")
    if named is not None:
        return format_named(named)
    path = opened.source.file
    told = _told_by_bytes(opened) or (format_of_suffix(path) if path is not None else None)
    if told is not None and told.name == "excel" and not _is_workbook(opened):
        # Many systems call a text with tabs .xls, for Excel opens it.
        _refuse_markup(opened, encoding)
        sniffed = format_named(_sniffed(opened, encoding))
        return told if sniffed.name == "text" else sniffed
    if told is not None and told.name in _BINARY:
        return told
    _refuse_binary(opened)
    _refuse_markup(opened, encoding)
    if told is not None and told.name != "text":
        return told
    return format_named("csv" if delimited else _sniffed(opened, encoding))


def _told_by_bytes(opened: OpenedSource) -> Format | None:
    """The format of a file that says what it is.

    Raises:
        InputError: it is an archive or a document of another kind.
    """
    for magic, name in _MAGICS:
        if opened.sample.startswith(magic):
            return format_named(name)
    if opened.sample.startswith(b"PK\x03\x04"):
        if _holds(opened, b"xl/") or _SPREADSHEET in opened.sample[:_MIME_TYPE]:
            return format_named("excel")
        path = opened.source.file
        if path is not None and format_of_suffix(path) == format_named("excel"):
            return format_named("excel")
        kinds = (kind for folder, kind in _ARCHIVES.items() if _holds(opened, folder))
        raise _not_comments(opened, next(kinds, "a zip archive"))
    return None


def _holds(opened: OpenedSource, folder: bytes) -> bool:
    """Whether a zip archive has a member in that folder, as far as the sample goes."""
    return re.search(rb"PK\x03\x04.{26}" + folder, opened.sample, re.DOTALL) is not None


def _is_workbook(opened: OpenedSource) -> bool:
    """Whether bytes may be a workbook; a damaged one may begin with anything that is no text."""
    head = opened.sample[:512]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return head.startswith((OLE, b"PK")) or bool(head.translate(None, _NO_CONTROLS))


def _sniffed(opened: OpenedSource, encoding: str | None) -> str:
    """CSV only where the first line is a header beyond doubt, else JSON Lines or text."""
    found = _encoding(opened, encoding)
    lines = sample_lines(opened, found)
    if lines and _is_object(lines[0]):
        return "jsonl"
    if begins_json("".join(lines)):
        return "json"
    form = find_form(lines, whole=opened.whole)
    return "csv" if is_table(form) else "text"


def is_table(form: DelimitedForm) -> bool:
    """Whether lines are a table beyond doubt, rather than texts with commas or a few words each."""
    names = [name.strip() for name in form.names]
    named = (
        form.header.rows > 0
        and len(set(names)) == len(names)
        and all(len(name) <= _LONGEST_NAME for name in names)
    )
    if not form.delimited:
        return named and bool(names) and names_text(names[0])
    if form.dialect.boxed:
        return named and form.consistent >= _MOSTLY
    if form.consistent < _CONSISTENT:
        return False
    if form.dialect.delimiter not in _PROSE_MARKS:
        return (named or form.header.rows == 0) and len(form.rows) > 1
    if not named or is_prose(form.rows, form.dialect) or form.header.evidence <= 0:
        return False
    roles = sum(map(names_role, names))
    typed = any(shape_of(cells).typed for cells in zip(*_full(form), strict=True))
    return roles > 0 and (typed or roles > 1 or any(map(names_text, names)))


def _full(form: DelimitedForm) -> list[tuple[str, ...]]:
    return [record for record in form.records if len(record) == len(form.names)]


def _refuse_binary(opened: OpenedSource) -> None:
    sample = opened.sample
    for magic, kind in _KINDS:
        if sample.startswith(magic):
            raise _not_comments(opened, kind)
    delimiter = max(_CONTROLS, key=sample.count)
    # Some systems write a control character between fields.
    counts = Counter(line.count(delimiter) for line in sample.splitlines()[:_BEGIN] if line)
    regular = max(counts.values(), default=0) >= _CONSISTENT * counts.total()
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    controls -= sample.count(delimiter) if regular else 0
    if controls > max(_FEW_CONTROLS, 0.05 * len(sample)):
        raise InputError(
            f"{opened.name} is not text: name a file of CSV, TSV, JSON, Parquet, Excel or text, "
            "or its encoding with --encoding"
        )


def _encoding(opened: OpenedSource, named: str | None) -> str:
    if named is not None:
        return known_encoding(named)
    return find_encoding(opened.sample, whole=opened.whole)


def _refuse_markup(opened: OpenedSource, encoding: str | None) -> None:
    """Raise InputError where the text is mark-up, whatever its name says."""
    found = _encoding(opened, encoding)
    begin = sample_text(opened.sample[:_BEGIN], found).lstrip("\ufeff \t\r\n").lower()
    for marks, kind in _MARKUP:
        if begin.startswith(marks):
            raise InputError(
                f"{opened.name} is {kind}, not a table: open it in a spreadsheet and save it as "
                ".xlsx or CSV"
            )


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _not_comments(opened: OpenedSource, kind: str) -> InputError:
    return InputError(f"{opened.name} is {kind}, not a file of comments: save them as CSV or text")
