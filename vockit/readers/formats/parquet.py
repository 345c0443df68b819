"""Parquet, row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vockit.cells import as_text
from vockit.errors import InputError
from vockit.readers.sources import OpenedSource, seekable
from vockit.readers.tables import CHUNK, Chunk, FormatOptions, Table, column_names, whole_chunk


def read_parquet(opened: OpenedSource, options: FormatOptions) -> Table:  # noqa: ARG001
    """A table with the file's own types; nested values as JSON.

    Raises:
        InputError: it is no Parquet file, or a damaged one.
    """
    from pyarrow import parquet  # noqa: PLC0415 - slow to import, and other formats do without

    try:
        file = parquet.ParquetFile(seekable(opened))
    except (ValueError, OSError) as error:
        raise InputError(
            f"{opened.name}: not a Parquet file, or a damaged one; export it again "
            f"({_first_line(error)})"
        ) from error
    names, notes = column_names(file.schema_arrow.names)
    return Table(names, _chunks(file, opened.name), (f"{opened.name}: Parquet", *notes), typed=True)


def _chunks(file: Any, name: str) -> Iterator[Chunk]:
    try:
        for batch in file.iter_batches(batch_size=CHUNK):
            yield whole_chunk([_values(column) for column in batch.columns], batch.num_rows)
    except (ValueError, OSError) as error:
        raise InputError(f"{name}: a damaged Parquet file ({_first_line(error)})") from error


def _values(column: Any) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return [as_text(one) for one in values] if column.type.num_fields else values


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
