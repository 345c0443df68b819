"""How a field of a settings class is set from outside: one declaration for all ways.

A field that carries an ``Option`` is a flag of each command that takes the class, a variable
``VOCKIT_NAME``, a key of ``vockit.toml``, and a line of ``vockit config show`` and of the
reference::

    limit: Annotated[Positive | None, Option("Read only the first N records.", INPUT, "N")] = None

The field's type is the type of its values, and ``Meta`` of msgspec has their limits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import Meta

ENVIRONMENT: Final = "VOCKIT_"
"""What the name of every variable begins with."""

Positive: TypeAlias = Annotated[int, Meta(ge=1)]
NotNegative: TypeAlias = Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Option:
    """What a user reads about a field, and how the field is written as text."""

    help: str
    panel: str
    """The heading above it in ``--help``."""
    metavar: str | None = None
    """The placeholder of the value in ``--help``."""
    flags: tuple[str, ...] = ()
    """Instead of ``--name``."""
    parse: Callable[[str], Any] | None = None
    """From text to a value, where the type is not enough; raises ``ValueError``. Of an
    option that may be repeated it reads one text of several."""
    separator: str | None = None
    """Between several values in one text; without it the option is repeated."""
    default: str = ""
    """The default in words, where the field's own does not tell a reader."""
    choices: tuple[str, ...] = ()
    """The texts that are allowed, where the type allows more."""
    blanks: bool = False
    """Whether its values may have blanks in them: a variable then has one value a line."""
    in_files: bool = True
    """Whether ``vockit.toml`` may set it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A field with an option."""

    field: str
    kind: Any
    """Its type, with the limits of its values."""
    default: Any
    option: Option

    @property
    def turns_off(self) -> bool:
        """Whether the option turns off what is on by default: ``--no-header``."""
        return self.default is True

    @property
    def name(self) -> str:
        """The key in ``vockit.toml``."""
        return f"no_{self.field}" if self.turns_off else self.field

    @property
    def variable(self) -> str:
        """The environment variable."""
        return ENVIRONMENT + self.name.upper()

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags, the long one first."""
        return self.option.flags or (f"--{self.name.replace('_', '-')}",)

    @property
    def plain(self) -> Any:
        """The type without None and limits."""
        return without_none(self.kind)

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value allowed."""
        return limits_of(self.kind)

    @property
    def several(self) -> bool:
        """Whether it holds any number of values."""
        arguments = get_args(self.plain)
        return get_origin(self.plain) is tuple and arguments[-1:] == (Ellipsis,)

    @property
    def repeats(self) -> bool:
        """Whether the flag is repeated for several values."""
        return self.several and self.option.separator is None


def without_none(kind: Any) -> Any:
    """A type without limits, and without None as one of its values."""
    if get_origin(kind) is Annotated:
        return without_none(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        kinds = [one for one in get_args(kind) if one is not NoneType]
        return without_none(kinds[0]) if len(kinds) == 1 else kind
    return kind


def limits_of(kind: Any) -> tuple[float | None, float | None]:
    """The lowest and the highest value that a type allows, None where there is no limit."""
    for extra in getattr(kind, "__metadata__", ()):
        if isinstance(extra, Meta):
            return extra.ge, extra.le
    inner = get_args(kind)
    if get_origin(kind) is Annotated or get_origin(kind) in (Union, UnionType):
        return limits_of(inner[0])
    return None, None


def settings_of(group: type[Any]) -> tuple[Setting, ...]:
    """The fields of a settings class that have an option, in their order."""
    hashable: Any = group
    return _settings_of(hashable)


@cache
def _settings_of(group: Any) -> tuple[Setting, ...]:
    hints = get_type_hints(group, include_extras=True)
    settings = []
    for field in fields(group):
        kind = hints[field.name]
        for option in getattr(kind, "__metadata__", ()):
            if isinstance(option, Option):
                allowed = Literal[option.choices] | None if option.choices else kind
                settings.append(Setting(field.name, allowed, field.default, option))
    return tuple(settings)
