"""SPSS (.sav, .zsav): answers by their labels, questions as labels of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from vockit.errors import InputError
from vockit.readers.sources import OpenedSource, path_of
from vockit.readers.tables import (
    CHUNK,
    Chunk,
    FormatOptions,
    Layout,
    Table,
    column_names,
    whole_chunk,
)

_EXACT_INTEGERS: Final = 2**53
_ORDERED: Final = ("ordinal", "scale")
"""Measures of variables whose numbers say more than their labels: a scale of 0 to 10."""


def read_spss(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of the cases. Answers that the file calls missing are empty.

    A number is read as its label where the variable is nominal and every number has one; of ordinal
    variables and scales it stays, for its order counts.

    Raises:
        InputError: the package that reads it is not there, or the file is damaged.
    """
    try:
        import pyreadstat  # noqa: PLC0415 - an extra, and other formats do without
    except ImportError as error:
        raise InputError(
            f"{opened.name}: files of SPSS need one more package: pip install 'vockit[spss]'; "
            "or save it as CSV"
        ) from error
    try:
        values, about = pyreadstat.read_sav(
            path_of(opened), encoding=options.encoding, output_format="dict"
        )
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError, OSError) as error:
        raise InputError(
            f"{opened.name}: not a file of SPSS, or a damaged one ({error}); save it again, or "
            "name its encoding with --encoding"
        ) from error
    names, notes = column_names(list(values))
    labels = {
        name: label
        for name, given in zip(names, values, strict=True)
        if (label := about.column_names_to_labels.get(given)) and label != name
    }
    columns = [
        _labelled(
            [_value(cell) for cell in values[given]],
            about.variable_value_labels.get(given, {}),
            about.variable_measure.get(given, "unknown"),
        )
        for given in values
    ]
    return Table(
        names,
        _chunks(columns),
        (f"{opened.name}: SPSS, {about.file_encoding}", *(f"{opened.name}: {n}" for n in notes)),
        typed=True,
        layout=Layout(encoding=(about.file_encoding or "utf-8").lower(), labels=labels),
    )


def _value(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT_INTEGERS:
        return int(cell)
    return cell


def _labelled(cells: list[Any], labels: Mapping[Any, str], measure: str) -> list[Any]:
    """The answers by their labels, or as they are where the labels do not cover them."""
    given = {cell for cell in cells if cell is not None and cell != ""}
    if not labels or not given <= labels.keys() or (measure in _ORDERED and len(labels) > 2):
        return cells
    return [labels.get(cell, cell) for cell in cells]


def _chunks(columns: Sequence[Sequence[Any]]) -> Iterator[Chunk]:
    length = max(map(len, columns), default=0)
    for start in range(0, length, CHUNK):
        cells = [column[start : start + CHUNK] for column in columns]
        yield whole_chunk(cells, len(cells[0]))
