"""How each input is read: which of its columns play the roles, its order of dates, its scale.

The files of a corpus come from several systems: what one calls ``review`` another calls
``comment``, one puts the day first, one asks for stars and one for 0 to 10. So each file is
settled by itself. Files with the same columns are taken as parts of one export: they help each
other out where one alone says too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from vockit.cells import as_texts
from vockit.errors import InputError
from vockit.readers.answers import says_nothing
from vockit.readers.asking import Asking, find_asking
from vockit.readers.blanks import first_filled, group_names
from vockit.readers.dateorder import DatePlan, OrderEvidence, plan_dates, weigh_dates
from vockit.readers.dates import DayReader, check_date_format
from vockit.readers.faroff import days_among
from vockit.readers.joining import asked_of
from vockit.readers.languages import SAMPLE, count_languages
from vockit.readers.peek import PeekedInput, open_table
from vockit.readers.ratingplans import RatedColumn, RatingPlan, plan_ratings
from vockit.readers.ratings import RatingReader
from vockit.readers.roles import (
    FoundRoles,
    as_columns,
    check_column,
    find_roles,
    quoted,
)
from vockit.readers.sources import reading
from vockit.readers.speech import Speaking, find_speaking
from vockit.schema import ROLES
from vockit.settings import InputSettings
from vockit.verbatims import PART_BREAK, RatingScale, TextColumn

_NAMED = 3
"""Files that a note names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class InputPlan:
    """How one input is read."""

    columns: Mapping[str, tuple[str, ...]]
    """Its columns of every role, none where it has none. The texts are all parts of the comment; of
    the columns of another role the first that is filled counts."""
    texts: tuple[TextColumn, ...]
    """What makes up a verbatim, in this order: the title, then the texts."""
    asking: Asking | None
    """Where one column has the question that each row answers."""
    days: Mapping[str, DayReader]
    """Date column to how it is read; none where it has no dates."""
    ratings: RatingReader | None
    rating_by: str | None
    """The column that tells on which scale a rating is, where its ratings are on several."""
    scale: RatingScale | None
    """Of its ratings; of another input of the corpus where it has none itself."""
    found: FoundRoles
    """Why."""
    languages: Mapping[str, int] = field(default_factory=dict)
    """How many of its first texts are in which language (ISO 639), the commonest first."""
    speaking: Speaking = field(default_factory=Speaking)
    """Who speaks in it."""

    @property
    def titled(self) -> bool:
        """Whether the first part of a verbatim is its title."""
        return bool(self.columns["title"])

    @property
    def plain(self) -> bool:
        """Whether a verbatim is one cell whose question asks for nothing in particular."""
        return (
            self.asking is None
            and all(one.asks == "open" for one in self.texts[:2])
            and (len(self.texts) < 2)
        )


@dataclass(frozen=True, slots=True)
class CorpusPlan:
    """How the inputs of a corpus are read, in their order."""

    inputs: tuple[InputPlan, ...]
    notes: tuple[str, ...]
    """What was taken for what and why, one line each; with the file where files differ."""
    brands: tuple[str, ...]
    """Distinct values of the brand columns among the first records, sorted."""
    notes_of: tuple[tuple[str, ...], ...] = ()
    """The notes on each input."""

    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of every role in all inputs, in the order of their first appearance."""
        return {
            role: tuple(
                dict.fromkeys(chain.from_iterable(one.columns[role] for one in self.inputs))
            )
            for role in ROLES
        }

    @property
    def roles(self) -> Mapping[str, str | None]:
        """The first column of every role, in the first input that has one."""
        return {role: columns[0] if columns else None for role, columns in self.columns.items()}

    @property
    def texts(self) -> tuple[TextColumn, ...]:
        """What verbatims are made of in all inputs; with the questions of a column of questions."""
        found: dict[TextColumn, None] = {}
        for one in self.inputs:
            found.update(dict.fromkeys(one.texts))
            if one.asking is not None:
                found.update(dict.fromkeys(one.asking.questions.values()))
        return tuple(found)

    @property
    def rating_scales(self) -> tuple[RatingScale, ...]:
        """Every scale that ratings are on, ascending."""
        scales = {one.scale for one in self.inputs if one.scale is not None}
        return tuple(sorted(scales, key=lambda scale: (scale.low, scale.high)))


def plan_corpus(
    entries: Sequence[PeekedInput],
    columns: Sequence[str],
    settings: InputSettings,
    *,
    need_text: bool = True,
) -> CorpusPlan:
    """Decide how each input is read. ``columns`` are those of all inputs together.

    Raises:
        UsageError: no input has a column that the user named.
        InputError: no column of an input can be told to be the text, and there must be one.
    """
    names = tuple(entry.source.name for entry in entries)
    if settings.date_format is not None:
        check_date_format(settings.date_format)
    for role, named in settings.roles.items():
        for column in as_columns(named):
            if role not in settings.from_files:
                check_column(column, columns, f"--{role}", names)
    alone = len(entries) == 1
    drafts = [_Draft(entry, settings, alone=alone, need_text=need_text) for entry in entries]
    rated = _find_scales(drafts, settings)
    orders = _find_orders(drafts, settings)
    plans: list[InputPlan] = []
    borrowed = next((one.reader.scale for one in rated if one is not None), None)
    for draft, ratings, order in zip(drafts, rated, orders, strict=True):
        if ratings is not None:
            borrowed = ratings.reader.scale
            draft.notes += ratings.notes
        draft.notes += order.notes
        plans.append(
            InputPlan(
                columns=draft.columns,
                texts=draft.found.texts,
                asking=draft.asking,
                days=order.readers,
                ratings=None if ratings is None else ratings.reader,
                rating_by=None if ratings is None else ratings.by,
                scale=borrowed,
                found=draft.found,
                languages=count_languages(tuple(_samples(draft))),
                speaking=draft.speaking,
            )
        )
    if (settings.since or settings.until) and any(one.days for one in plans):
        for draft, one in zip(drafts, plans, strict=True):
            if not one.days:
                draft.notes.append("date: none, so --since and --until leave all of it out")
    brands = {name for draft in drafts for name in group_names(draft.role("brand")) if name}
    notes_of = tuple(tuple(draft.notes) for draft in drafts)
    return _with_scales_note(
        CorpusPlan(tuple(plans), _united(names, drafts), tuple(sorted(brands)), notes_of)
    )


class _Draft:
    """What the first records of an input say."""

    def __init__(
        self, entry: PeekedInput, settings: InputSettings, *, alone: bool, need_text: bool
    ) -> None:
        self.entry = entry
        self.notes: list[str] = []
        self.asking: Asking | None = None
        self.speaking = Speaking()
        self.values = first_values(entry, settings)
        given = self._given(settings)
        # Where there is nothing to read, the ledger says so.
        nothing = entry.exhausted and not any(map(len, entry.peeked))
        try:
            self.found = find_roles(
                tuple(self.values),
                self.values,
                given,
                entry.layout.labels,
                settings.questions,
                need_text=need_text and not nothing,
                inherited=entry.layout.inherited,
                path=entry.layout.record_path,
            )
        except InputError as error:
            mend = "" if alone else ", or leave the file out"
            raise InputError(f"{entry.source.name}: {error}{mend}") from error
        if nothing:
            return
        self.notes += self.found.notes
        if settings.speakers == "customers":
            names = [column.name for column in self.found.texts]
            self.speaking = find_speaking(self.values, names)
            self.notes += self.speaking.notes
        self.asking = find_asking(self.found, self.values, settings.questions)
        if self.asking is not None and not self.asking.known(settings.questions):
            self.notes.append(self.asking.note)

    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of every role."""
        return self.found.columns

    def _given(self, settings: InputSettings) -> dict[str, tuple[str, ...]]:
        """The columns that the user named, as far as this input has them."""
        given = {}
        # An export that the configuration file was written for needs no look at its other columns.
        texts = as_columns(settings.roles.get("text", ()))
        known = any(name in self.values for name in texts)
        for role, names in settings.roles.items():
            named = as_columns(names)
            here = tuple(name for name in named if name in self.values)
            if here or not named or (known and role in settings.from_files):
                given[role] = here
            else:
                self.notes.append(f"{role}: no column {quoted(named)}, so it is looked for")
        return given

    def role(self, role: str) -> Sequence[str]:
        """The first values of the columns of a role, those of the first that is filled."""
        return first_filled([self.values[column] for column in self.columns[role]])


def first_values(entry: PeekedInput, settings: InputSettings) -> dict[str, Sequence[str]]:
    """The values of every column in the first records of an input, as text."""
    values = {
        column: as_texts(cells) for column, cells in zip(entry.columns, entry.peeked, strict=True)
    }
    if settings.filename_as is not None:
        values[settings.filename_as] = (entry.stem,) * max(map(len, entry.peeked), default=0)
    return values


def _exports(drafts: Sequence[_Draft], columns: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """The inputs with these columns, by place; those together that are of one export."""
    groups: dict[tuple[tuple[str, ...], frozenset[str]], list[int]] = {}
    for place, (draft, own) in enumerate(zip(drafts, columns, strict=True)):
        if own:
            groups.setdefault((own, frozenset(draft.values)), []).append(place)
    return list(groups.values())


def _find_scales(drafts: Sequence[_Draft], settings: InputSettings) -> list[RatingPlan | None]:
    plans: list[RatingPlan | None] = [None] * len(drafts)
    for places in _exports(drafts, [draft.columns["rating"] for draft in drafts]):
        column = drafts[places[0]].columns["rating"][0]
        own = _settings_for("rating", column, settings)
        given = None if own.rating_scale is None else RatingScale(*own.rating_scale)
        rated = [_rated(drafts[place]) for place in places]
        # A scale that a file sets for this column was said when it was found.
        said = given is not None and "rating_scale" in settings.from_files
        question = drafts[places[0]].entry.layout.labels.get(column, column)
        for place, plan in zip(places, plan_ratings(question, rated, given), strict=True):
            plans[place] = replace(plan, notes=()) if said and plan is not None else plan
    return plans


def _samples(draft: _Draft) -> Iterator[str]:
    """What customers say in the first records of an input."""
    texts, speaking = draft.found.texts, draft.speaking
    columns: list[Sequence[str]] = []
    for column in texts:
        cells, speech = draft.values[column.name][:SAMPLE], speaking.texts.get(column.name)
        columns.append(cells if speech is None else [speech.customers(cell) for cell in cells])
    asked = [asked_of(column) for column in texts]
    who = () if speaking.column is None else draft.values[speaking.column.column]
    for place, cells in enumerate(zip(*columns, strict=True)):
        if who and speaking.is_company(who[place]):
            continue
        answers = zip(cells, asked, strict=True)
        if said := [cell for cell, asks in answers if not says_nothing(cell, asks)]:
            yield PART_BREAK.join(said)


def _settings_for(role: str, column: str, settings: InputSettings) -> InputSettings:
    """The settings, without what a configuration file says of another column of that role."""
    named = column in as_columns(settings.roles.get(role, ()))
    return settings if named else settings.without_column(role)


def _rated(draft: _Draft) -> RatedColumn:
    """The ratings of an input, and the columns that may group them."""
    roles = ("text", "title", "date", "rating", "id", "author")
    taken = {name for role in roles for name in draft.columns[role]}
    others = {name: cells for name, cells in draft.values.items() if name not in taken}
    return RatedColumn(draft.role("rating"), others)


@dataclass(slots=True)
class _Orders:
    """How the date columns of one input are read, and what is to be said of it."""

    readers: dict[str, DayReader] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def _find_orders(drafts: Sequence[_Draft], settings: InputSettings) -> list[_Orders]:
    orders = [_Orders() for _ in drafts]
    most = max((len(draft.columns["date"]) for draft in drafts), default=0)
    for number in range(most):
        # One column after the other: each has its own order of day and month.
        columns = [draft.columns["date"][number : number + 1] for draft in drafts]
        for places in _exports(drafts, columns):
            column = columns[places[0]][0]
            for place, plan in zip(
                places, _orders_of([drafts[at] for at in places], column, settings), strict=True
            ):
                if plan.reader is not None:
                    orders[place].readers[column] = plan.reader
                if plan.note is not None:
                    orders[place].notes.append(plan.note)
    return orders


def _orders_of(
    drafts: Sequence[_Draft], column: str, settings: InputSettings
) -> Iterator[DatePlan]:
    """How one column of the inputs of one export is read."""
    settings = _settings_for("date", column, settings)
    told = settings.date_format is not None or settings.dayfirst is not None
    evidence = [
        OrderEvidence()
        if told
        else weigh_dates(draft.values[column], _reread(draft.entry, column, settings))
        for draft in drafts
    ]
    names = [draft.entry.source.name for draft in drafts]
    kin = list(zip(names, evidence, strict=True))
    for draft, own in zip(drafts, evidence, strict=True):
        yield _without_far_days(plan_dates(column, own, kin, settings), draft, column)


def _without_far_days(plan: DatePlan, draft: _Draft, column: str) -> DatePlan:
    if plan.reader is None:
        return plan
    days = plan.reader.read(draft.values[column])
    return replace(plan, reader=plan.reader.within(days_among(days, whole=draft.entry.exhausted)))


def _reread(entry: PeekedInput, column: str, settings: InputSettings) -> Iterator[Sequence[str]]:
    """The values of a column once more, where the input can be read again and was not all seen."""
    if column not in entry.columns or not entry.source.reopens or entry.exhausted:
        return
    at = entry.columns.index(column)
    opened, table = open_table(entry.source, settings)
    try:
        with reading(entry.source.name):
            for chunk in table.chunks:
                yield as_texts(chunk.cells[at])
    finally:
        opened.close()


def _united(names: Sequence[str], drafts: Sequence[_Draft]) -> tuple[str, ...]:
    """Each note once: by itself where it holds for all inputs, else after those it holds for."""
    holds: dict[str, list[str]] = {}
    for name, draft in zip(names, drafts, strict=True):
        for note in draft.notes:
            holds.setdefault(note, []).append(name)
    return tuple(
        note if len(said_of) == len(names) else f"{_listed(said_of)}: {note}"
        for note, said_of in holds.items()
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _with_scales_note(plan: CorpusPlan) -> CorpusPlan:
    scales = plan.rating_scales
    if len(scales) < 2:
        return plan
    spoken = " and ".join(f"{scale.low:g} to {scale.high:g}" for scale in scales)
    note = f"rating: scales of {spoken}; each rating counts as its place between the two ends"
    return replace(plan, notes=(*plan.notes, note))
