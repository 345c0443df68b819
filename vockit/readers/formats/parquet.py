"""Parquet, row group by row group."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from typing import Any

from vockit.errors import InputError
from vockit.readers.formats.records import table_of_values
from vockit.readers.sources import OpenedSource, seekable
from vockit.readers.tables import (
    CHUNK,
    Chunk,
    FormatOptions,
    Layout,
    Reject,
    Table,
    column_names,
    whole_chunk,
)
from vockit.readers.unfolding import Value

_FAULTS = (ValueError, OSError, KeyError, NotImplementedError, OverflowError)
"""What Arrow raises of a file or a value that it cannot read."""
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def read_parquet(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table with the file's own types. Structs and lists are read as nested JSON is.

    Raises:
        InputError: it is no Parquet file, or a damaged one.
    """
    from pyarrow import parquet  # noqa: PLC0415 - slow to import, and other formats do without

    try:
        file = parquet.ParquetFile(seekable(opened))
        schema = file.schema_arrow
    except _FAULTS as error:
        raise InputError(
            f"{opened.name}: not a Parquet file, or a damaged one; export it again "
            f"({_first_line(error)})"
        ) from error
    form = f"{opened.name}: Parquet"
    nested = any(_is_nested(field.type) for field in schema)
    if nested and len(set(schema.names)) == len(schema.names):
        rows = _rows(file, opened.name)
        return table_of_values(rows, opened.name, options, form, Layout(), whole=True)
    names, notes = column_names(schema.names)
    return Table(names, _chunks(file, opened.name), (form, *notes), typed=True)


def _chunks(file: Any, name: str) -> Iterator[Chunk]:
    for batch in _batches(file, name):
        yield whole_chunk([_values(column) for column in batch.columns], batch.num_rows)


def _rows(file: Any, name: str) -> Iterator[Value | Reject]:
    """The records as JSON would have them; the number of a record stands for a line."""
    number = 1
    for batch in _batches(file, name):
        columns = [_values(column) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            yield Value(number, dict(zip(batch.schema.names, cells, strict=True)))
            number += 1


def _batches(file: Any, name: str) -> Iterator[Any]:
    try:
        yield from file.iter_batches(batch_size=CHUNK)
    except _FAULTS as error:
        raise InputError(f"{name}: a damaged Parquet file ({_first_line(error)})") from error


def _is_nested(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415

    return bool(types.is_nested(kind))


def _values(column: Any) -> list[Any]:
    """The cells of a column as Python has them, those that it does not have as text."""
    from pyarrow import types  # noqa: PLC0415

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_temporal(column.type):
        return _moments(column)
    if _is_nested(column.type):
        return [_plain(cell) for cell in _cells(column)]
    values: list[Any] = column.to_pylist()
    return [_plain(value) for value in values] if bytes in set(map(type, values)) else values


def _moments(column: Any) -> list[Any]:
    """Dates and times; Python's end with the year 9999 and with microseconds, Arrow's do not."""
    import pyarrow as pa  # noqa: PLC0415

    kind = column.type
    if pa.types.is_timestamp(kind):
        zone = kind.tz if _is_zone(kind.tz) else None
        unit = "us" if kind.unit == "ns" else kind.unit
        column = column.cast(pa.timestamp(unit, zone), safe=False)
    elif kind == pa.duration("ns"):
        column = column.cast(pa.duration("us"), safe=False)
    elif kind == pa.time64("ns"):
        column = column.cast(pa.time64("us"), safe=False)
    return _cells(column)


def _is_zone(name: str | None) -> bool:
    """Whether Python knows a time zone; where it does not, times are those of Greenwich."""
    try:
        return name is not None and zoneinfo.ZoneInfo(name) is not None
    except (ValueError, OSError, KeyError):
        return name is not None and _OFFSET.fullmatch(name) is not None


def _cells(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except _FAULTS:
        return [_cell(scalar) for scalar in column]
    return values


def _cell(scalar: Any) -> Any:
    """A value as Python has it, else as Arrow writes it (year 10183), else None."""
    try:
        return scalar.as_py()
    except _FAULTS:
        pass
    try:
        text = str(scalar.cast("string"))
    except _FAULTS:
        return None
    return None if text.startswith("<") else text


def _plain(value: Any) -> Any:
    """The value with its bytes as text: Impala and old Spark do not mark text as such."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
