"""Which objects of nested JSON are the records: those of the outermost list, or of one inside.

A path leads from a value of the file (an element of its outermost array, a line of JSON Lines, the
document itself) down to the records: names of fields, ``EACH`` for every element of a list, and
``VALUES`` for every value of an object that is keyed by id. What such a path ends in is a group of
objects. The records are the group in which customers wrote most; of two that are about even, the
inner one, for a post has comments and a product reviews. Replies are the company's, and only taken
where there is nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any, Final, TypeAlias

from vockit.readers.roles import names_text

EACH: Final = 0
VALUES: Final = 1
Path: TypeAlias = tuple[str | int, ...]

DEEPEST: Final = 32
"""Levels of nesting that are looked into; what is deeper is kept as JSON in a cell."""
_SAMPLED: Final = 1000
"""Elements of each list, and values of the file, that are looked at."""
_MOST: Final = 200_000
"""Values that are looked at in all."""
_PROSE: Final = 5
"""Blanks in a text from which on it is prose rather than a name."""
_EVEN: Final = 0.5
"""Share of the outer group's prose from which on an inner group has the records."""
_SIMILAR: Final = 0.5
"""Share of the field names that two values of an object keyed by id have in common."""
_REPLY: Final = re.compile(r"repl(y|ies)|respon[sd]|answer|reaction", re.IGNORECASE)
_HAS_DIGIT: Final = re.compile(r"\d")
_FIRST: Final = 20
"""Elements of a list by which it is compared with others."""


@dataclass(slots=True)
class Group:
    """The objects (or texts) that a path ends in, among those that were looked at."""

    path: Path
    objects: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    """How often each field of them holds a single value."""
    prose: dict[Path, set[int]] = field(default_factory=dict)
    """Hashes of the texts that are prose, by the place of their field."""
    texts: int = 0
    """Elements that are texts themselves, not objects."""

    @property
    def written(self) -> int:
        """How many different texts the field has that has most of them."""
        return max(map(len, self.prose.values()), default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """The names on the path, as a user would write it."""
        return tuple(step for step in self.path if isinstance(step, str))

    @property
    def spelled(self) -> str:
        """The path as it is written after ``--records``."""
        return ".".join(self.names) or "."

    @property
    def is_reply(self) -> bool:
        """Whether it is called like what a company answers."""
        return any(_REPLY.search(name) for name in self.names)


class Survey:
    """What a sample of values of a file is made of."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.groups: dict[Path, Group] = {}
        self.values = min(len(values), _SAMPLED)
        self._keyed = _Keyed(values)
        self._left = _MOST
        for value in islice(values, _SAMPLED):
            self._visit(value, (), ())

    def is_keyed(self, path: Path) -> bool:
        """Whether the objects there have ids for names."""
        return path in self._keyed.paths

    def _visit(self, value: Any, path: Path, group: Path) -> None:
        self._left -= 1
        if self._left < 0 or len(path) > DEEPEST:
            return
        if isinstance(value, dict):
            if self.is_keyed(path):
                self._enter(value.values(), (*path, VALUES))
                return
            if path == group:
                self._group(path).objects += 1
            for key, inner in value.items():
                if not isinstance(inner, dict | list) and path == group:
                    self._group(group).fields[key] += 1
                self._visit(inner, (*path, key), group)
        elif isinstance(value, list):
            self._enter(value, (*path, EACH))
        elif isinstance(value, str):
            found = self._group(group)
            found.texts += path == group
            if value.count(" ") >= _PROSE:
                found.prose.setdefault(path[len(group) :], set()).add(hash(value))

    def _enter(self, values: Any, path: Path) -> None:
        for value in islice(values, _SAMPLED):
            # What stands in a list of lists is of the outer list's elements.
            if isinstance(value, dict | list | str):
                self._visit(value, path, path)

    def _group(self, path: Path) -> Group:
        return self.groups.setdefault(path, Group(path))


class _Keyed:
    """The paths of objects that have ids for names, as far as a sample shows."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._left = _MOST
        self._seen: dict[Path, list[Mapping[str, Any]]] = {}
        for value in islice(values, _SAMPLED):
            self._collect(value, ())
        self.paths = frozenset(path for path, found in self._seen.items() if _are_keyed(found))

    def _collect(self, value: Any, path: Path) -> None:
        self._left -= 1
        if self._left < 0 or len(path) > DEEPEST:
            return
        if isinstance(value, dict):
            if value:
                self._seen.setdefault(path, []).append(value)
            keyed = _are_keyed([value])
            for key, inner in islice(value.items(), _SAMPLED):
                self._collect(inner, (*path, VALUES if keyed else key))
        elif isinstance(value, list):
            for inner in islice(value, _SAMPLED):
                self._collect(inner, (*path, EACH))


def _are_keyed(objects: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the names in objects are ids: the values are alike, and the names are not."""
    if not objects or not all(map(_holds_objects_alone, objects)):
        return False
    keys = [frozenset(one) for one in objects]
    every = frozenset().union(*keys)
    if any(_REPLY.search(key) for key in every):
        return False
    if len(objects) > 1 and _alike(keys):
        # The same names in each are fields, such as a buyer and a seller.
        return False
    values = [value for one in objects for value in islice(one.values(), _SAMPLED)]
    nested = all(isinstance(value, dict) and _are_keyed([value]) for value in values)
    if not nested and not _alike([_field_names(value) for value in values]):
        return False
    if sum(_HAS_DIGIT.search(key) is not None for key in every) > len(every) / 2:
        return True
    # Names that are words, such as regions: each has its texts in the same fields.
    return len(every) > 1 and (nested or _alike([_prose_fields(value) for value in values]))


def _holds_objects_alone(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(isinstance(one, dict | list) for one in value.values())


def _elements(value: Any) -> Sequence[Mapping[str, Any]]:
    """A value of an object that may be keyed, or the first objects of it where it is a list."""
    found = value[:_FIRST] if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def _field_names(value: Any) -> frozenset[str]:
    return frozenset(name for one in _elements(value) for name in one)


def _prose_fields(value: Any) -> frozenset[str]:
    """The fields of a value, or of what it holds, in which there is prose."""
    found: set[str] = set()
    for one in _elements(value):
        for name, inner in one.items():
            if isinstance(inner, str) and inner.count(" ") >= _PROSE:
                found.add(name)
            elif isinstance(inner, dict):
                found |= {f"{name}.{deeper}" for deeper in _prose_fields(inner)}
    return frozenset(found)


def _alike(names: Sequence[frozenset[str]]) -> bool:
    """Whether most neighbours among sets of names have most of them in common."""
    pairs = list(pairwise(names))
    alike = sum(len(one & two) >= _SIMILAR * len(one | two) for one, two in pairs)
    return 2 * alike > len(pairs) or not pairs


def choose(survey: Survey) -> Path:
    """The path of the group that has the records."""
    groups = list(survey.groups.values())
    written = [group for group in groups if group.written]
    written = [group for group in written if not group.is_reply] or written
    if written:
        best = max(written, key=lambda group: group.written)
        if best.objects == 1 and (shorts := _short_texts(best, groups)):
            return max(shorts, key=lambda group: group.objects).path
        inner = [
            group
            for group in written
            if len(group.path) > len(best.path)
            and group.path[: len(best.path)] == best.path
            and group.written >= _EVEN * best.written
        ]
        return max(inner, key=lambda group: group.written, default=best).path
    # Without prose, such as where all answers are short: the outermost of several objects, or the
    # one object that there is, or else texts.
    several = [group for group in groups if group.objects > 1 and group.fields]
    single = [group for group in groups if group.fields]
    texts = [group for group in groups if group.texts]
    for found in (several, single, texts):
        if found:
            return min(found, key=lambda group: (len(group.path), -group.objects)).path
    return ()


def _short_texts(outer: Group, groups: Sequence[Group]) -> list[Group]:
    """Lists in the only object that has prose, whose fields are called like texts: its comments,
    where all of them are short."""
    return [
        group
        for group in groups
        if group.objects > 1
        and group.path[: len(outer.path)] == outer.path
        and not group.is_reply
        and any(map(names_text, group.fields))
    ]
