"""JSON: an array of objects, an object that holds them somewhere, or several of either."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from vockit.errors import InputError
from vockit.readers.encodings import find_encoding, is_decoded, open_text, sample_text
from vockit.readers.formats.jsonlines import read_jsonl
from vockit.readers.formats.records import table_of_values
from vockit.readers.sources import OpenedSource
from vockit.readers.tables import FormatOptions, Layout, Table
from vockit.readers.unfolding import Value

_FIELD = re.compile(r'\{\s*"(?:[^"\\]|\\.)*"\s*:')
_BETWEEN = re.compile(r"[\s,;\x1e\ufeff]*")
"""What stands between values: also the record separator of JSON text sequences (RFC 7464)."""
_ASSIGNMENT = re.compile(r"[\s\ufeff]*(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]*\s*=\s*(?=[\[{])")
"""What stands before the first value where a file is a script, as in archives of Twitter."""


def read_json(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table of the records, nested objects flattened with dots. Arrays are read piece by piece.

    A file of one object a line is read as JSON Lines, whatever it is called.

    Raises:
        InputError: it is not valid JSON, or holds no objects.
    """
    if _is_lines(opened, options):
        return read_jsonl(opened, options)
    text = open_text(opened, options.encoding)
    name = opened.name
    form = f"{name}: {text.encoding}, JSON"
    layout = Layout(encoding=text.encoding)
    return table_of_values(_values(text.blocks, name), name, options, form, layout)


def _is_lines(opened: OpenedSource, options: FormatOptions) -> bool:
    encoding = options.encoding or find_encoding(opened.sample, whole=opened.whole)
    first, _, rest = sample_text(opened.sample, encoding).lstrip("\ufeff \r\n\t").partition("\n")
    if not first.startswith("{") or not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def begins_json(begin: str) -> bool:
    """Whether a text begins as a document of JSON does, beyond doubt."""
    script = _ASSIGNMENT.match(begin)
    text = (begin[script.end() :] if script else begin).lstrip("\ufeff \r\n\t\x1e")
    if text.startswith("{"):
        return _FIELD.match(text) is not None
    if not text.startswith("["):
        return False
    between = _BETWEEN.match(text, 1)
    at = between.end() if between else 1
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        # The first element may be longer than what is looked at.
        return text[at : at + 1] == "{" and _FIELD.match(text, at) is not None
    rest = text[end:].lstrip()
    return isinstance(value, dict | list | str) and rest[:1] in ("", ",", "]")


def _values(blocks: Iterator[str], file: str) -> Iterator[Value]:
    """The elements of every array of the file, and what stands beside arrays."""
    decode = json.JSONDecoder().raw_decode
    buffer = next(blocks, "")
    script = _ASSIGNMENT.match(buffer)
    at = script.end() if script else 0
    line, counted = 1, 0
    """Of the place ``counted`` in the buffer."""
    inside = False
    """Whether an array has begun and not ended."""
    while True:
        between = _BETWEEN.match(buffer, at)
        at = between.end() if between else at
        if buffer.startswith("]" if inside else "[", at):
            inside = not inside
            at += 1
            continue
        error: Exception
        try:
            value, end = decode(buffer, at)
        except (ValueError, RecursionError) as wrong:
            error = wrong
        else:
            # A number may go on in what is read next; nothing else ends without a sign.
            if end < len(buffer) or not isinstance(value, int | float):
                line += buffer.count("\n", counted, at)
                counted = at
                yield Value(line, value)
                at = end
                continue
            error = json.JSONDecodeError("a number that is cut", buffer, at)
        # It may only be cut: as much again is read before it is called wrong.
        more = _at_least(blocks, len(buffer) - at)
        line += buffer.count("\n", counted, at)
        if not more:
            if at == len(buffer) and not inside:
                return
            raise _invalid(file, error, line, buffer, at) from error
        buffer, at, counted = buffer[at:] + more, 0, 0


def _at_least(blocks: Iterator[str], length: int) -> str:
    return "".join(_taken(blocks, length))


def _taken(blocks: Iterator[str], length: int) -> Iterator[str]:
    while length >= 0 and (part := next(blocks, "")):
        yield part
        length -= len(part)


def _invalid(file: str, error: Exception, line: int, buffer: str, at: int) -> InputError:
    if not is_decoded(buffer[at:]):
        return InputError(f"{file}: bytes that are not in the encoding; name it with --encoding")
    if isinstance(error, json.JSONDecodeError):
        line += buffer.count("\n", at, error.pos)
        return InputError(f"{file}, line {line}: not valid JSON ({error.msg}); export it again")
    what = "nested too deeply" if isinstance(error, RecursionError) else "a number too long to read"
    return InputError(f"{file}, line {line} or later: {what}; export it again")
