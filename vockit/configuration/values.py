"""Values of settings and sections, converted by msgspec to their types.

msgspec names neither the keys of a mapping nor unknown keys of a dataclass. So tables are
walked here, and msgspec converts the values in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args, get_origin, get_type_hints

import msgspec

from vockit.errors import ProfileError
from vockit.naming import did_you_mean
from vockit.settings import Setting
from vockit.settings.option import limits_of, without_none


@dataclass(frozen=True, slots=True)
class Place:
    """A key in a file."""

    file: Path
    keys: tuple[str, ...] = ()

    def at(self, key: str) -> Place:
        """A key of the table that is here."""
        return Place(self.file, (*self.keys, key))

    def fail(self, what: str) -> NoReturn:
        """Raise ``ProfileError``: file, key, and what is wrong with it."""
        path = ".".join(key if re.fullmatch(r"[\w-]+", key) else f'"{key}"' for key in self.keys)
        raise ProfileError(f"{self.file}: {path}: {what}" if path else f"{self.file}: {what}")


def setting_value(setting: Setting, value: Any, *, text: bool = False) -> Any:
    """A value for a setting, from a file, or with ``text`` from a flag or variable.

    Raises ``ValueError`` with what is expected.
    """
    kind, option = setting.kind, setting.option
    if setting.several:
        if isinstance(value, str) and option.separator is not None:
            value = [part.strip() for part in value.split(option.separator) if part.strip()]
        part = get_args(setting.plain)[0]
        parts = value if isinstance(value, list | tuple) else [value]
        return tuple(_value(one, part, option.parse, text=text) for one in parts)
    return _value(value, kind, option.parse, text=text)


def decode(value: Any, kind: Any, place: Place) -> Any:
    """The value of a section as its type. Raises ``ProfileError`` that names the key."""
    plain = without_none(kind)
    origin, arguments = get_origin(plain), get_args(plain)
    if is_dataclass(plain) and isinstance(plain, type):
        return _decode_record(value, plain, place)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {
            key: decode(entry, arguments[1], place.at(key)) for key, entry in table(value, place)
        }
    if origin is tuple and arguments[-1] is Ellipsis:
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list):
            place.fail(f"expected a list, not {shown(value)}")
        # One text is not numbered: it is not in a list.
        places = (
            [place] if entries is not value else [place.at(str(n + 1)) for n in range(len(entries))]
        )
        return tuple(
            decode(entry, arguments[0], here) for entry, here in zip(entries, places, strict=True)
        )
    if isinstance(value, datetime) and plain is date:
        value = value.date()
    if isinstance(value, str):
        value = value.strip()
    try:
        return _value(value, kind)
    except ValueError as error:
        place.fail(str(error))


def table(
    value: Any, place: Place, known: Iterable[str] | None = None
) -> Iterable[tuple[str, Any]]:
    """The entries of a table; with ``known``, a table without other keys."""
    if not isinstance(value, dict):
        place.fail(f"expected a table, not {shown(value)}")
    if known is not None:
        names = tuple(known)
        for key in value:
            if key not in names:
                hint = did_you_mean(key, names, f"known keys: {', '.join(names)}")
                place.fail(f"unknown key {key!r}; {hint}")
    return value.items()


def expected(kind: Any) -> str:
    """What values a type takes, in words."""
    plain = without_none(kind)
    names: Mapping[Any, str] = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        date: "a date such as 2024-03-01",
        Path: "the name of a file",
    }
    if get_origin(plain) is tuple:
        return f"a list of {len(get_args(plain))}, each {expected(get_args(plain)[0])}"
    return names.get(plain, "another value") + _limits(kind)


def shown(value: Any) -> str:
    """A value in a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return str(value) if isinstance(value, date) else repr(value)


def _decode_record(value: Any, kind: Any, place: Place) -> Any:
    hints = get_type_hints(kind, include_extras=True)
    entries = dict(table(value, place, hints))
    for field in fields(kind):
        required = field.default is MISSING and field.default_factory is MISSING
        if required and field.name not in entries:
            place.fail(f"the key {field.name!r} is missing")
    return kind(**{key: decode(entry, hints[key], place.at(key)) for key, entry in entries.items()})


def _value(
    value: Any, kind: Any, parse: Callable[[str], Any] | None = None, *, text: bool = False
) -> Any:
    if parse is not None and isinstance(value, str):
        return parse(value)
    try:
        return msgspec.convert(value, kind, strict=not text, dec_hook=_made)
    except msgspec.ValidationError:
        plain = without_none(kind)
        if get_origin(plain) is Literal:
            choices = ", ".join(map(repr, get_args(plain)))
            raise ValueError(f"{shown(value)} is not one of {choices}") from None
        raise ValueError(f"expected {expected(kind)}, not {shown(value)}") from None


def _made(kind: type[Any], value: Any) -> Any:
    """What msgspec does not know: paths."""
    if kind is Path and isinstance(value, str | Path):
        return Path(value)
    raise ValueError(f"{value!r} is no {kind.__name__}")


def _limits(kind: Any) -> str:
    low, high = limits_of(kind)
    if low is None:
        return ""
    return f" of {low:g} or more" if high is None else f" from {low:g} to {high:g}"
