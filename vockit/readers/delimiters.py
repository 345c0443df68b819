"""Delimiters as a user names them and as a message does."""

from __future__ import annotations

import codecs
import re

from vockit.errors import UsageError

BLANKS = "  "
"""Two blanks stand for two or more: columns that are lined up."""
USUAL = (",", ";", "\t", "|")
"""Others are looked for where none of these makes columns."""
_NAMED = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "bar": "|",
    "caret": "^",
    "tilde": "~",
    "colon": ":",
    "blanks": BLANKS,
    "spaces": BLANKS,
}
_SPOKEN = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar", BLANKS: "two or more blanks"}
_CONTROL = re.compile(r"\^([A-Z\[\]\\_])")
"""A control character as terminals show it, such as ``^A``."""
_LONGEST = 8
_IMPOSSIBLE = frozenset('"\r\n\0')


def delimiter_named(given: str) -> str:
    r"""The delimiter that the user means: itself, by its name, or escaped as in ``\x01``.

    Raises:
        UsageError: it can be none.
    """
    delimiter = _NAMED.get(given.lower(), given)
    if (control := _CONTROL.fullmatch(delimiter)) is not None:
        delimiter = chr(ord(control[1]) - 64)
    if "\\" in delimiter and len(delimiter) > 1:
        delimiter = _unescaped(delimiter)
    if delimiter.isspace() and "\t" not in delimiter and len(delimiter) > 1:
        delimiter = BLANKS
    if not delimiter or _IMPOSSIBLE & set(delimiter) or len(delimiter) > _LONGEST:
        raise UsageError(
            f"--delimiter {given}: not a delimiter; name one or more characters such as ';', '::' "
            r"or '\x01', or tab, comma, semicolon, pipe, blanks"
        )
    return delimiter


def _unescaped(given: str) -> str:
    try:
        return codecs.decode(given.encode("latin-1", "backslashreplace"), "unicode_escape")
    except UnicodeDecodeError:
        return ""


def spoken(delimiter: str) -> str:
    """A delimiter as messages name it."""
    return _SPOKEN.get(delimiter, repr(delimiter))
