"""Every format that is read, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from vockit.errors import UsageError
from vockit.readers.formats.delimited import read_csv, read_tsv
from vockit.readers.formats.excel import read_excel
from vockit.readers.formats.jsondocument import read_json
from vockit.readers.formats.jsonlines import read_jsonl
from vockit.readers.formats.parquet import read_parquet
from vockit.readers.formats.plain import read_text
from vockit.readers.formats.spss import read_spss
from vockit.readers.formats.sqlite import read_sqlite
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Table
from vockit.settings import InputSettings

COMPRESSIONS = (".gz", ".bz2", ".xz", ".zst")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for ``--input-format``, the suffixes that tell it, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[OpenedSource, FormatOptions], Table]


FORMATS = (
    Format("csv", (".csv",), read_csv),
    Format("tsv", (".tsv", ".tab"), read_tsv),
    Format("json", (".json",), read_json),
    Format("jsonl", (".jsonl", ".ndjson"), read_jsonl),
    Format("parquet", (".parquet", ".pq"), read_parquet),
    Format("excel", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), read_excel),
    Format("sqlite", (".sqlite", ".sqlite3", ".db", ".db3"), read_sqlite),
    Format("spss", (".sav", ".zsav"), read_spss),
    Format("text", (".txt", ".text"), read_text),
)


_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "sheet": ("excel",),
    "records": ("json", "jsonl", "parquet"),
    "table": ("sqlite",),
    "query": ("sqlite",),
}
"""Options of some formats alone."""


def check_options(settings: InputSettings, formats: Sequence[str | None]) -> None:
    """Raise UsageError where an option is set that no input has any use for."""
    for option, of in _OPTIONS.items():
        if getattr(settings, option) and not set(of) & set(formats):
            raise UsageError(f"--{option} is for {' or '.join(of)}, which no input is")


def format_named(name: str) -> Format:
    """The format that the user named.

    Raises:
        UsageError: there is none of that name.
    """
    for one in FORMATS:
        if one.name == name.lower():
            return one
    raise UsageError(
        f"--input-format {name}: not a format; choose from {', '.join(one.name for one in FORMATS)}"
    )


def stem_of(path: PurePath) -> str:
    """A file's name without the endings that tell compression and format: ``Booking.com``."""
    name = path.name
    for endings in (COMPRESSIONS, tuple(chain.from_iterable(one.suffixes for one in FORMATS))):
        ending = next((one for one in endings if name.lower().endswith(one)), "")
        # A name of nothing but an ending is kept.
        name = name[: -len(ending)] if ending and len(name) > len(ending) else name
    return name


def format_of_suffix(path: PurePath) -> Format | None:
    """The format that a file's name tells, compressed or not."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in COMPRESSIONS:
        suffixes.pop()
    last = suffixes[-1] if suffixes else ""
    return next((one for one in FORMATS if last in one.suffixes), None)
