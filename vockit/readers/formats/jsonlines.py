"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from vockit.readers.encodings import is_decoded, legible, line_blocks, open_text
from vockit.readers.formats.records import Record, flattened, table_of_records
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Reject, Table


def read_jsonl(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of the objects, nested ones flattened with dots; a bad line is rejected."""
    text = open_text(opened, options.encoding)
    lines = chain.from_iterable(line_blocks(text.blocks))
    return table_of_records(
        _records(lines, opened.name), opened.name, (f"{opened.name}: {text.encoding}, JSON Lines",)
    )


def as_record(value: Any) -> Record | str:
    """The flat record of an object or of a string that stands alone, else what is wrong."""
    if isinstance(value, dict):
        return flattened(value)
    return {"text": value} if isinstance(value, str) else "not an object with named values"


def as_checked_record(value: Any) -> Record | str:
    """As ``as_record``, for a decoder that lets half a character pass (``"\\ud83d"``)."""
    record = as_record(value)
    if isinstance(record, str):
        return record
    texts = "".join(one for one in (*record, *record.values()) if isinstance(one, str))
    return record if is_decoded(texts) else "half a character, written as a lone surrogate"


def _records(lines: Iterable[str], file: str) -> Iterator[Record | Reject]:
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found: Record | str
        try:
            found = as_record(decode(line))
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            found = _second_reading(line)
        yield (
            found
            if not isinstance(found, str)
            else Reject(file, number, found, legible(line.rstrip("\r\n")))
        )


def _second_reading(line: str) -> Record | str:
    """What the strict decoder refuses and Python's own allows (``NaN``), or why it is no record."""
    if not is_decoded(line):
        return "bytes that are not in the encoding"
    try:
        return as_checked_record(json.loads(line))
    except json.JSONDecodeError as error:
        return f"not valid JSON ({error.msg}, column {error.colno})"
    except ValueError:
        return "a number of too many digits"
    except RecursionError:
        return "objects nested too deeply"
