"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from vockit.readers.encodings import is_decoded, legible, line_blocks, open_text
from vockit.readers.formats.records import table_of_values
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Layout, Reject, Table
from vockit.readers.unfolding import HALF, Value

_NO_VALUES = ("", "[", "]", "],", "];")
"""Lines without a value: blank ones, and those of an array that is written a record a line."""


def read_jsonl(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of the objects, nested ones flattened with dots; a bad line is rejected.

    Where each line is a page of records, or holds what customers wrote in a list, the records are
    those.
    """
    text = open_text(opened, options.encoding)
    lines = chain.from_iterable(line_blocks(text.blocks))
    form = f"{opened.name}: {text.encoding}, JSON Lines"
    layout = Layout(encoding=text.encoding)
    values = _values(lines, opened.name)
    return table_of_values(values, opened.name, options, form, layout, whole=True)


def _values(lines: Iterable[str], file: str) -> Iterator[Value | Reject]:
    decode = msgspec.json.Decoder().decode
    for number, whole in enumerate(lines, start=1):
        line = whole.strip()
        if line in _NO_VALUES:
            continue
        try:
            yield Value(number, decode(line))
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            # The lines of an array end in commas.
            yield _second_reading(line.removesuffix(","), number, file)


def _second_reading(line: str, number: int, file: str) -> Value | Reject:
    """What the strict decoder refuses and Python's own allows (``NaN``), or why it is no record."""
    try:
        if not is_decoded(line):
            reason = "bytes that are not in the encoding"
        elif is_decoded(json.dumps(value := json.loads(line), ensure_ascii=False)):
            return Value(number, value)
        else:
            reason = HALF
    except json.JSONDecodeError as error:
        reason = f"not valid JSON ({error.msg}, column {error.colno})"
    except ValueError:
        reason = "a number of too many digits"
    except RecursionError:
        reason = "objects nested too deeply"
    return Reject(file, number, reason, legible(line.rstrip("\r\n")))
