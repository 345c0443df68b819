"""Parquet, typed columns for notebooks and warehouses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from vockit.cells import as_text
from vockit.errors import VockitError
from vockit.gaps.model import Column, Report
from vockit.output.model import Output, Sheet, Style
from vockit.output.sheets import long_sheet, report_sheet

if TYPE_CHECKING:
    import pyarrow as pa


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:  # noqa: ARG001
    """Write rows; the types of the user's own columns are those of their first rows.

    Raises ``VockitError`` where a later row does not fit the type of its column.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow to import, and other formats do without
    from pyarrow import parquet  # noqa: PLC0415

    schema: pa.Schema | None = None
    writer: parquet.ParquetWriter | None = None
    try:
        for part in sheet.parts:
            if schema is None:
                schema = pa.schema(
                    [
                        (column.name, _type(column, values))
                        for column, values in zip(sheet.columns, part, strict=True)
                    ]
                )
                writer = parquet.ParquetWriter(file, schema, compression="zstd")
            arrays = [_array(values, field) for values, field in zip(part, schema, strict=True)]
            assert writer is not None
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        if writer is None:
            schema = pa.schema([(column.name, _type(column, ())) for column in sheet.columns])
            writer = parquet.ParquetWriter(file, schema, compression="zstd")
    finally:
        if writer is not None:
            writer.close()


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write a report's own table."""
    write_sheet(report_sheet(report, style.top), style, file)


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write all reports as one long table."""
    write_sheet(long_sheet(reports, style.top), style, file)


def _type(column: Column, values: Sequence[Any]) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415

    if column.kind == "count":
        return pa.int64()
    if column.kind != "text":
        return pa.float64()
    try:
        found = pa.array(values).type
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        return pa.string()
    return pa.string() if pa.types.is_null(found) else found


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_string(field.type):
        values = [None if value is None else as_text(value) for value in values]
    try:
        return pa.array(values, type=field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise VockitError(
            f"column {field.name!r} begins as {field.type} and does not stay so ({error}); "
            "Parquet needs one type: write CSV or JSON Lines instead"
        ) from error


OUTPUT = Output(
    "parquet",
    (".parquet",),
    "Parquet, typed columns",
    write_sheet,
    write_report,
    write_reports,
    binary=True,
)
