"""JSON: an array of objects, or an object with one array of them in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from vockit.errors import InputError
from vockit.readers.encodings import find_encoding, is_decoded, open_text, sample_text
from vockit.readers.formats.jsonlines import as_checked_record, read_jsonl
from vockit.readers.formats.records import Record, table_of_records
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Reject, Table

_BETWEEN = re.compile(r"[\s,]*")


def read_json(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of the objects, nested ones flattened with dots. An array is read piece by piece.

    A file of one object a line is read as JSON Lines, whatever it is called.

    Raises:
        InputError: it is not valid JSON, or holds no array, or more than one.
    """
    if _is_lines(opened, options):
        return read_jsonl(opened, options)
    text = open_text(opened, options.encoding)
    name = opened.name
    first = next(text.blocks, "").lstrip("\ufeff \r\n\t")
    blocks = chain((first[1:],), text.blocks)
    if first.startswith("["):
        records = _array(blocks, name)
    else:
        records = _array_within(first + "".join(text.blocks), name)
    return table_of_records(records, name, (f"{name}: {text.encoding}, JSON",))


def _is_lines(opened: OpenedSource, options: FormatOptions) -> bool:
    encoding = options.encoding or find_encoding(opened.sample, whole=opened.whole)
    first, _, rest = sample_text(opened.sample, encoding).lstrip("\ufeff \r\n\t").partition("\n")
    if not first.startswith("{") or not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _array(blocks: Iterator[str], file: str) -> Iterator[Record | Reject]:
    """The elements of an array whose bracket has been read."""
    decode = json.JSONDecoder().raw_decode
    buffer, at, line = "", 0, 1
    while True:
        between = _BETWEEN.match(buffer, at)
        at = between.end() if between else at
        if buffer.startswith("]", at):
            return
        try:
            value, end = decode(buffer, at)
        except (ValueError, RecursionError) as error:
            # It may only be cut: as much again is read before it is called wrong.
            more = _at_least(blocks, len(buffer) - at)
            if not more:
                raise _invalid(file, error, line, buffer, at) from error
            line += buffer.count("\n", 0, at)
            buffer, at = buffer[at:] + more, 0
            continue
        found = as_checked_record(value)
        if isinstance(found, str):
            number = line + buffer.count("\n", 0, at)
            yield Reject(file, number, found, buffer[at:end])
        else:
            yield found
        at = end


def _at_least(blocks: Iterator[str], length: int) -> str:
    parts: list[str] = []
    while length >= 0 and (part := next(blocks, "")):
        parts.append(part)
        length -= len(part)
    return "".join(parts)


def _array_within(document: str, file: str) -> Iterator[Record | Reject]:
    try:
        value = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise _invalid(file, error, 1, document, 0) from error
    arrays = _arrays(value, "")
    if len(arrays) != 1:
        names = ", ".join(name for name, _ in arrays)
        what = f"several arrays of objects ({names})" if arrays else "no array of objects"
        raise InputError(f"{file}: {what}; give an array of objects, or JSON Lines")
    for element in arrays[0][1]:
        found = as_checked_record(element)
        yield Reject(file, 1, found, str(element)) if isinstance(found, str) else found


def _arrays(value: Any, name: str) -> list[tuple[str, list[Any]]]:
    """Every array of objects in an object, with its dotted name; none inside another array."""
    if isinstance(value, list):
        return [(name, value)] if any(isinstance(element, dict) for element in value) else []
    if not isinstance(value, dict):
        return []
    return [
        found
        for key, inner in value.items()
        for found in _arrays(inner, f"{name}.{key}" if name else key)
    ]


def _invalid(file: str, error: Exception, line: int, buffer: str, at: int) -> InputError:
    if not is_decoded(buffer[at:]):
        return InputError(f"{file}: bytes that are not in the encoding; name it with --encoding")
    if isinstance(error, json.JSONDecodeError):
        line += buffer.count("\n", 0, error.pos)
        return InputError(f"{file}, line {line}: not valid JSON ({error.msg}); export it again")
    what = "nested too deeply" if isinstance(error, RecursionError) else "a number too long to read"
    return InputError(f"{file}, line {line} or later: {what}; export it again")
