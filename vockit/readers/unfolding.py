"""Records of nested JSON brought out of what holds them, with its fields beside their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeAlias

from vockit.cells import as_text
from vockit.errors import UsageError
from vockit.naming import hint_for
from vockit.readers.encodings import is_decoded
from vockit.readers.nesting import DEEPEST, EACH, VALUES, Path, Survey, choose
from vockit.readers.tables import PEEK, Reject
from vockit.readers.tabular import KEY, by_columns, is_row, names_of_cells

Record: TypeAlias = Mapping[str, Any]
HALF = "half a character, written as a lone surrogate"
_TELLING = 100
"""Records that show whether one of their fields is the id by which they are kept."""
_NESTED = frozenset((dict, list))


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a file: an element of its outermost array, a line, a document."""

    line: int
    content: Any


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The records of a file."""

    records: Iterator[Record | Reject]
    notes: tuple[str, ...]
    """Which objects were taken for records, and which might have been."""
    inherited: frozenset[str]
    """Columns of what holds a record: they are the same in all records that it holds."""
    path: str = ""
    """What the names of a record's own columns begin with."""
    place: str | None = None
    """Where the records are, as in ``--records``; None where nothing is nested."""


def unfold(
    values: Iterator[Value | Reject], file: str, wanted: str | None, *, whole: bool = False
) -> Unfolded:
    """The records among the values of a file, or those that ``--records`` names.

    ``whole`` says that no text has half a character in it.

    Raises:
        UsageError: no objects are where ``wanted`` says.
    """
    head = list(islice(values, PEEK))
    contents = [one.content for one in head if not isinstance(one, Reject)]
    everything = chain(head, values)
    if wanted is None and contents and all(map(is_row, contents)):
        return Unfolded(_rows(everything, contents, file), (), frozenset())
    if wanted is None and len(contents) == 1 and (table := by_columns(contents[0])) is not None:
        return Unfolded((flattened(one) for one in table), (), frozenset())
    if wanted is None and all(map(_is_flat, contents)):
        return Unfolded(_each(everything, file, whole=whole), (), frozenset())
    survey = Survey(contents)
    path = choose(survey) if wanted is None else _named(wanted, survey)
    if not path:
        notes = _notes(survey, path)
        place = "." if notes or wanted else None
        return Unfolded(_each(everything, file, whole=whole), notes, frozenset(), place=place)
    plan = _Plan(survey, path, contents)
    records = plan.records(everything, file, whole=whole)
    return Unfolded(
        records=records,
        notes=_notes(survey, path),
        inherited=plan.inherited(contents),
        path=plan.prefix,
        place=survey.groups[path].spelled,
    )


def flattened(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """Nested objects under dotted names; lists as JSON, for a cell holds one value."""
    if not prefix and _NESTED.isdisjoint(map(type, record.values())):
        return dict(record)
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if type(value) not in _NESTED:
            flat[prefix + key] = value
        elif isinstance(value, dict) and depth < DEEPEST:
            flat |= flattened(value, f"{prefix}{key}.", depth + 1)
        else:
            flat[prefix + key] = as_text(value)
    return flat


def _is_flat(value: Any) -> bool:
    return not isinstance(value, dict | list) or (
        isinstance(value, dict) and _NESTED.isdisjoint(map(type, value.values()))
    )


def _rows(
    values: Iterator[Value | Reject], top: Sequence[list[Any]], file: str
) -> Iterator[Record | Reject]:
    """Rows of cells below a row of names."""
    names, first = names_of_cells(top)
    seen = 0
    for one in values:
        if isinstance(one, Reject):
            yield one
            continue
        seen += 1
        if seen <= first:
            continue
        if not is_row(one.content) or len(one.content) > len(names):
            reason = f"not a row of {len(names)} cells"
            yield Reject(file, one.line, reason, as_text(one.content))
        else:
            yield dict(zip(names, one.content, strict=False))


def _each(values: Iterator[Value | Reject], file: str, *, whole: bool) -> Iterator[Record | Reject]:
    """Every value as a record."""
    for one in values:
        if isinstance(one, Reject):
            yield one
        else:
            yield _as_record(one.content, "", one.line, file, whole=whole)


def _as_record(value: Any, prefix: str, line: int, file: str, *, whole: bool) -> Record | Reject:
    """The flat record of an object or of a text that stands alone, or what is wrong with it."""
    if isinstance(value, dict):
        record = flattened(value, prefix)
    elif isinstance(value, str):
        record = {prefix[:-1] or "text": value}
    else:
        return Reject(file, line, "not an object with named values", as_text(value))
    if whole:
        return record
    texts = "".join(one for one in (*record, *record.values()) if isinstance(one, str))
    return record if is_decoded(texts) else Reject(file, line, HALF, json.dumps(value))


def _beside(record: Record, around: Record) -> Record:
    """A record, its own fields first, and what holds it; of equal names its own has the say."""
    if record.keys().isdisjoint(around):
        return {**record, **around}
    return {**record, **around, **record}


class _Plan:
    """How records are reached, and what of the objects around them is kept."""

    def __init__(self, survey: Survey, path: Path, contents: Sequence[Any]) -> None:
        self._path = path
        self._survey = survey
        held = [
            place
            for place in range(len(path))
            if (place == 0 or isinstance(path[place - 1], int))
            and (group := survey.groups.get(path[:place])) is not None
            and group.fields
        ]
        self._kept = frozenset(place for place in held if survey.groups[path[:place]].objects > 1)
        """Lengths of the parts of the path that lead to objects of which there are several."""
        self._once = frozenset(held) - self._kept
        """Lengths of those that lead to one object, such as what wraps an answer of a service."""
        self._outermost = min(self._kept, default=len(path))
        self._keeps_keys = True
        self._keeps_keys = not self._repeats_keys(contents)
        """Whether ids by which records are kept are a column; not where a field has them, too."""

    def records(
        self, values: Iterator[Value | Reject], file: str, *, whole: bool
    ) -> Iterator[Record | Reject]:
        """The records of every value, each with the kept fields of what holds it."""
        prefix = self.prefix
        for one in values:
            if isinstance(one, Reject):
                yield one
                continue
            found = False
            for record, around in self._reach(one.content, 0, {}):
                found = True
                flat = _as_record(record, prefix, one.line, file, whole=whole)
                yield flat if isinstance(flat, Reject) else _beside(flat, around)
            if not found and 0 not in self._kept and not self._is_empty(one.content):
                where = self._survey.groups[self._path].spelled
                why = f"it has no {where!r}, where the others have their records"
                yield Reject(file, one.line, why, as_text(one.content))

    def _reach(self, value: Any, place: int, around: Record) -> Iterator[tuple[Any, Record]]:
        """Every record in a value at that place of the path, with the fields of what holds it."""
        if place == len(self._path):
            if value is not None:
                yield value, around
            return
        step = self._path[place]
        if isinstance(value, dict):
            around = self._with_fields(value, place, around)
        if step == VALUES and isinstance(value, dict):
            name = self._prefix(place) + KEY
            kept = self._keeps_keys and name not in around
            inner = [(one, {**around, name: key} if kept else around) for key, one in value.items()]
        else:
            inner = [(one, around) for one in _inner(value, step)]
        for one, held in inner:
            yield from self._reach(one, place + 1, held)

    def _with_fields(self, value: Mapping[str, Any], place: int, around: Record) -> Record:
        step = self._path[place]
        if place in self._kept:
            own = {key: one for key, one in value.items() if key != step}
        elif place in self._once:
            own = {key: one for key, one in value.items() if not isinstance(one, dict)}
        else:
            return around
        return {**self._flat(own, place), **around}

    def _repeats_keys(self, contents: Sequence[Any]) -> bool:
        """Whether a field of the records holds the ids by which they are kept."""
        if VALUES not in self._path:
            return False
        place = len(self._path) - 1 - self._path[::-1].index(VALUES)
        name = self._prefix(place) + KEY
        same: set[str] | None = None
        for content in contents:
            for record, around in islice(self._reach(content, 0, {}), _TELLING):
                if not isinstance(record, dict):
                    return False
                mine = {key for key, one in record.items() if as_text(one) == around.get(name)}
                same = mine if same is None else same & mine
        return bool(same)

    @property
    def prefix(self) -> str:
        """What the names of a record's own columns begin with."""
        return self._prefix(len(self._path))

    def _flat(self, value: dict[str, Any], place: int) -> dict[str, Any]:
        """The fields of what holds a record; its other lists would be repeated with each record."""
        single = {key: one for key, one in value.items() if not isinstance(one, list)}
        return flattened(single, self._prefix(place))

    def _prefix(self, place: int) -> str:
        """What stands before the names of fields, so that those of several levels differ."""
        names = [step for step in self._path[self._outermost : place] if isinstance(step, str)]
        return "".join(f"{name}." for name in names)

    def _is_empty(self, value: Any) -> bool:
        """Whether the list that records come from is there, with none in it."""
        for step in self._path:
            if isinstance(step, str):
                if not isinstance(value, dict) or step not in value:
                    return False
                value = value[step]
            else:
                return not value
        return value is None

    def inherited(self, contents: Sequence[Any]) -> frozenset[str]:
        """The columns of what holds a record, as far as the first values show them."""
        return frozenset(
            name
            for content in contents
            for _, around in islice(self._reach(content, 0, {}), 1)
            for name in around
        )


def _inner(value: Any, step: str | int) -> Sequence[Any]:
    """What a step of a path leads to."""
    if isinstance(step, str):
        return [value[step]] if isinstance(value, dict) and step in value else []
    if isinstance(value, list):
        return value
    # What converts XML to JSON writes a list of one as the one.
    return [value] if step == EACH and isinstance(value, dict) else []


def _named(wanted: str, survey: Survey) -> Path:
    if wanted in (".", ""):
        return ()
    groups = [group for path, group in survey.groups.items() if path]
    names = tuple(wanted.split("."))
    exact = [group for group in groups if group.spelled == wanted]
    ending = [group for group in groups if group.names[-len(names) :] == names]
    found = exact or ending
    if not found:
        hint = hint_for(wanted, dict.fromkeys(group.spelled for group in groups))
        raise UsageError(f"--records {wanted}: no list of records is there; {hint}")
    return max(found, key=lambda group: (group.objects, group.texts)).path


def _notes(survey: Survey, path: Path) -> tuple[str, ...]:
    taken = survey.groups.get(path)
    if taken is None:
        return ()
    others = [
        group
        for group in survey.groups.values()
        if group.path != path and group.written and (group.objects > 1 or group.texts > 1)
    ]
    if not path and not others:
        return ()
    what = "every object of the file" if not path else f"every object in {taken.spelled!r}"
    note = f"a record is {what}"
    if others:
        listed = ", ".join(f"--records {group.spelled}" for group in others[:3])
        note += f"; other texts stand elsewhere ({listed})"
    return (note,)
