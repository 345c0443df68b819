"""What is made of each input before anything of it is annotated, and why."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import numpy as np

from vockit.profile import Asks
from vockit.readers.answers import says_nothing, silent_places
from vockit.readers.corpus import peek_all, united_columns
from vockit.readers.joining import asked_of
from vockit.readers.peek import PeekedInput
from vockit.readers.plans import InputPlan, first_values, plan_corpus
from vockit.readers.roles.contents import Contents
from vockit.readers.tables import Layout
from vockit.readers.turns import turns_of
from vockit.schema import ROLES
from vockit.settings import InputSettings
from vockit.verbatims import RatingScale

EXAMPLES: Final = 2
_LONGEST_EXAMPLE: Final = 40
_DELIMITERS: Final[Mapping[str, str]] = {"\t": "tab"}
_SPOKEN_KINDS: Final[Mapping[str, str]] = {"yes or no": "yes/no", "few values": "category"}


@dataclass(frozen=True, slots=True)
class InspectedColumn:
    """A column of an input, by its first records."""

    name: str
    role: str
    """Empty where it has none."""
    type: str
    fill: float
    """Share of records in which it is filled."""
    examples: tuple[str, ...]
    label: str
    """The full text of its question, where a second header row has one."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is made of one input."""

    path: str
    layout: Layout
    records: int
    """Records looked at; all there are where ``whole``."""
    whole: bool
    columns: tuple[InspectedColumn, ...]
    roles: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]
    candidates: Mapping[str, tuple[str, ...]]
    """Role to other columns that may play it; ``by`` to those that ``--by`` may take."""
    dates: tuple[str, str] | None
    """The first and the last day among these records."""
    rating_scale: RatingScale | None
    questions: Mapping[str, Asks]
    """Text column to what its question asks for."""
    languages: Mapping[str, float]
    """Share of each language among the texts."""
    speakers: Mapping[str, int]
    """Records by who wrote them, where the company's are among them."""
    notes: tuple[str, ...]
    options: str
    """The options that would say the same."""

    def as_json(self) -> dict[str, Any]:
        """As ``vockit inspect --format json`` prints it."""
        layout, scale = self.layout, self.rating_scale
        return {
            "path": self.path,
            "format": layout.format,
            "encoding": layout.encoding,
            "delimiter": layout.delimiter,
            "header_line": layout.header_line,
            "header_rows": layout.header_rows,
            "sheets": list(layout.sheets),
            "records": self.records,
            "columns": [
                {
                    "name": column.name,
                    "role": column.role or None,
                    "type": column.type,
                    "fill": round(column.fill, 3),
                    "examples": list(column.examples),
                    "label": column.label or None,
                }
                for column in self.columns
            ],
            "roles": {role: _one_or_several(columns) for role, columns in self.roles.items()},
            "reasons": dict(self.reasons),
            "candidates": {role: list(names) for role, names in self.candidates.items()},
            "dates": None if self.dates is None else list(self.dates),
            "rating_scale": None if scale is None else [_number(scale.low), _number(scale.high)],
            "questions": dict(self.questions),
            "languages": dict(self.languages),
            "speakers": dict(self.speakers),
            "options": self.options,
        }


def inspect_inputs(
    inputs: Sequence[str], settings: InputSettings, stdin: BinaryIO | None = None
) -> list[Inspection]:
    """Look at the first records of every input, and decide as a run would.

    An input in which no text is found is inspected like the others.

    Raises:
        InputError: an input cannot be read.
        UsageError: the settings name a column, format or encoding that does not exist.
    """
    with ExitStack() as files:
        entries = peek_all(inputs, settings, stdin, files)
        columns = united_columns(entries, settings)
        plan = plan_corpus(entries, columns, settings, need_text=False)
        return [
            _inspected(entry, one, notes, settings)
            for entry, one, notes in zip(entries, plan.inputs, plan.notes_of, strict=True)
        ]


def _inspected(
    entry: PeekedInput, plan: InputPlan, notes: tuple[str, ...], settings: InputSettings
) -> Inspection:
    contents = {name: Contents(values) for name, values in first_values(entry, settings).items()}
    role_of = {column: role for role in ROLES for column in plan.columns[role]}
    found = plan.found
    candidates: dict[str, tuple[str, ...]] = {}
    if found is not None:
        candidates = {role: names for role, names in found.candidates.items() if names}
        candidates |= {"by": found.segments} if found.segments else {}
    asking = {} if plan.asking is None else plan.asking.questions
    return Inspection(
        path=entry.source.name,
        layout=entry.layout,
        records=max((len(one.values) for one in contents.values()), default=0),
        whole=entry.exhausted,
        columns=tuple(
            _column(name, one, role_of.get(name, ""), entry.layout.labels.get(name, ""), plan)
            for name, one in contents.items()
        ),
        roles=plan.columns,
        reasons={} if found is None else found.reasons,
        candidates=candidates,
        dates=_dates(plan, contents),
        rating_scale=None if plan.ratings is None else plan.ratings.scale,
        questions={
            column.name: column.asks
            for column in (*plan.texts, *asking.values())
            if column.name not in plan.columns["title"]
        },
        languages=_shares(plan.languages),
        speakers=_speakers(plan, contents),
        notes=(*entry.notes, *notes),
        options=_options(entry.layout, plan),
    )


def _speakers(plan: InputPlan, contents: Mapping[str, Contents]) -> dict[str, int]:
    """Records, or turns in conversations, by who speaks; none where customers alone do."""
    column = plan.speaking.column
    if column is not None:
        sides = Counter(
            column.side(value) or "customer" for value in contents[column.column].values
        )
    else:
        talks = [name for name, speech in plan.speaking.texts.items() if speech.turns]
        sides = Counter(
            turn.side for name in talks for text in contents[name].values for turn in turns_of(text)
        )
    return dict(sorted(sides.items(), reverse=True))


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {language: round(count / total, 3) for language, count in counts.items()}


def _column(
    name: str, contents: Contents, role: str, label: str, plan: InputPlan
) -> InspectedColumn:
    asked = {column.name: asked_of(column) for column in plan.texts}
    values, fill = list(contents.distinct), contents.fill
    if name in asked:
        # Of texts those count that say something: "No Negative" fills a cell, and is no answer.
        values = [value for value in values if not says_nothing(value, asked[name])]
        silent = len(silent_places(contents.values, asked[name]))
        fill = 1 - silent / max(1, len(contents.values))
    kind = _SPOKEN_KINDS.get(contents.kind, contents.kind)
    return InspectedColumn(name, role, kind, fill, _shortened(values[:EXAMPLES]), label)


def _shortened(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"
        for text in (" ".join(value.split()) for value in values)
    )


def _dates(plan: InputPlan, contents: Mapping[str, Contents]) -> tuple[str, str] | None:
    known = [
        days[~np.isnat(days)]
        for column, reader in plan.days.items()
        for days in [reader.read(contents[column].values)]
    ]
    days = np.concatenate(known) if known else np.array([], dtype="datetime64[D]")
    return (str(days.min()), str(days.max())) if len(days) else None


def _options(layout: Layout, plan: InputPlan) -> str:
    """What a user would write for an input to be read as it is."""
    words: list[str] = []
    if layout.encoding is not None:
        words += ["--encoding", layout.encoding]
    if layout.delimiter is not None:
        words += ["--delimiter", _DELIMITERS.get(layout.delimiter, layout.delimiter)]
    for sheet in layout.sheets:
        words += ["--sheet", sheet]
    if layout.records is not None:
        words += ["--records", layout.records]
    if layout.table is not None:
        words += ["--table", layout.table]
    for role in ROLES:
        for column in plan.columns[role] or ("",):
            words += [f"--{role}={column}"] if column.startswith("-") else [f"--{role}", column]
    orders = {reader.order for reader in plan.days.values()} - {None, "year first"}
    if len(orders) == 1:
        words.append("--dayfirst" if orders == {"day first"} else "--no-dayfirst")
    if plan.ratings is not None and plan.rating_by is None:
        scale = plan.ratings.scale
        words.append(f"--rating-scale={_number(scale.low)}..{_number(scale.high)}")
    return shlex.join(words)


def _one_or_several(columns: tuple[str, ...]) -> str | list[str] | None:
    if not columns:
        return None
    return columns[0] if len(columns) == 1 else list(columns)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
