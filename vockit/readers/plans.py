"""How each input is read: which of its columns play the roles, its order of dates, its scale.

The files of a corpus come from several systems: what one calls ``review`` another calls
``comment``, one puts the day first, one asks for stars and one for 0 to 10. So each file is
settled by itself. Files with the same columns are taken as parts of one export: they help each
other out where one alone says too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vockit.cells import as_texts
from vockit.errors import InputError
from vockit.readers.blanks import group_names
from vockit.readers.dateorder import DatePlan, OrderEvidence, plan_dates, weigh_dates
from vockit.readers.dates import DayReader, check_date_format
from vockit.readers.faroff import days_among
from vockit.readers.peek import PeekedInput, open_table
from vockit.readers.ratingplans import RatedColumn, RatingPlan, plan_ratings
from vockit.readers.ratings import RatingReader
from vockit.readers.roles import check_column, find_roles
from vockit.readers.sources import reading
from vockit.schema import ROLES
from vockit.settings import InputSettings
from vockit.verbatims import RatingScale

_NAMED = 3
"""Files that a note names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class InputPlan:
    """How one input is read."""

    roles: Mapping[str, str | None]
    """Its column of every role, None where it has none."""
    days: DayReader | None
    ratings: RatingReader | None
    rating_by: str | None
    """The column that tells on which scale a rating is, where its ratings are on several."""
    scale: RatingScale | None
    """Of its ratings; of another input of the corpus where it has none itself."""


@dataclass(frozen=True, slots=True)
class CorpusPlan:
    """How the inputs of a corpus are read, in their order."""

    inputs: tuple[InputPlan, ...]
    notes: tuple[str, ...]
    """What was taken for what and why, one line each; with the file where files differ."""
    brands: tuple[str, ...]
    """Distinct values of the brand columns among the first records, sorted."""

    @property
    def roles(self) -> Mapping[str, str | None]:
        """The column of every role in the first input that has one."""
        return {
            role: next((column for one in self.inputs if (column := one.roles[role])), None)
            for role in ROLES
        }

    @property
    def rating_scales(self) -> tuple[RatingScale, ...]:
        """Every scale that ratings are on, ascending."""
        scales = {one.scale for one in self.inputs if one.scale is not None}
        return tuple(sorted(scales, key=lambda scale: (scale.low, scale.high)))


def plan_corpus(
    entries: Sequence[PeekedInput], columns: Sequence[str], settings: InputSettings
) -> CorpusPlan:
    """Settle how each input is read. ``columns`` are those of all inputs together.

    Raises:
        UsageError: no input has a column that the user named.
        InputError: no column of an input can be told to be the text.
    """
    names = tuple(entry.source.name for entry in entries)
    if settings.date_format is not None:
        check_date_format(settings.date_format)
    for role, column in settings.roles.items():
        check_column(column, columns, f"--{role}", names)
    drafts = [_Draft(entry, settings, alone=len(entries) == 1) for entry in entries]
    rated = _find_scales(drafts, settings)
    orders = _find_orders(drafts, settings)
    plans: list[InputPlan] = []
    borrowed = next((one.reader.scale for one in rated if one is not None), None)
    for draft, ratings, order in zip(drafts, rated, orders, strict=True):
        if ratings is None:
            plan = InputPlan(draft.roles, order.reader, None, None, borrowed)
        else:
            borrowed = ratings.reader.scale
            plan = InputPlan(draft.roles, order.reader, ratings.reader, ratings.by, borrowed)
            draft.notes += ratings.notes
        plans.append(plan)
        if order.note is not None:
            draft.notes.append(order.note)
    if (settings.since or settings.until) and any(one.days for one in plans):
        for draft, one in zip(drafts, plans, strict=True):
            if one.days is None:
                draft.notes.append("date: none, so --since and --until leave all of it out")
    brands = {name for draft in drafts for name in group_names(draft.role("brand")) if name}
    return _with_scales_note(
        CorpusPlan(tuple(plans), _united(names, drafts), tuple(sorted(brands)))
    )


class _Draft:
    """What the first records of an input say."""

    def __init__(self, entry: PeekedInput, settings: InputSettings, *, alone: bool) -> None:
        self.entry = entry
        self.notes: list[str] = []
        records = max(map(len, entry.peeked), default=0)
        self.values: dict[str, Sequence[str]] = {
            column: as_texts(cells)
            for column, cells in zip(entry.columns, entry.peeked, strict=True)
        }
        if settings.filename_as is not None:
            self.values[settings.filename_as] = (entry.stem,) * records
        given = {}
        for role, column in settings.roles.items():
            if column in self.values:
                given[role] = column
            else:
                self.notes.append(f"{role}: no column {column!r}, so it is looked for")
        try:
            found = find_roles(tuple(self.values), self.values, given)
        except InputError as error:
            if not records and entry.exhausted:
                # There is nothing to read, which the ledger says.
                self.roles: Mapping[str, str | None] = dict.fromkeys(ROLES)
                return
            mend = "" if alone else ", or leave the file out"
            raise InputError(f"{entry.source.name}: {error}{mend}") from error
        self.roles = found.roles
        self.notes += found.notes

    def role(self, role: str) -> Sequence[str]:
        """The first values of the column of a role."""
        column = self.roles[role]
        return () if column is None else self.values[column]


def _exports(drafts: Sequence[_Draft], role: str) -> list[list[int]]:
    """The inputs with a column of the role, by place; those together that are of one export."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = {}
    for place, draft in enumerate(drafts):
        if (column := draft.roles[role]) is not None:
            groups.setdefault((column, frozenset(draft.values)), []).append(place)
    return list(groups.values())


def _find_scales(drafts: Sequence[_Draft], settings: InputSettings) -> list[RatingPlan | None]:
    plans: list[RatingPlan | None] = [None] * len(drafts)
    given = None if settings.rating_scale is None else RatingScale(*settings.rating_scale)
    for places in _exports(drafts, "rating"):
        column = drafts[places[0]].roles["rating"] or ""
        rated = [_rated(drafts[place]) for place in places]
        for place, plan in zip(places, plan_ratings(column, rated, given), strict=True):
            plans[place] = plan
    return plans


def _rated(draft: _Draft) -> RatedColumn:
    """The ratings of an input, and the columns that may group them."""
    taken = {draft.roles[role] for role in ("text", "date", "rating", "id", "author")}
    others = {name: cells for name, cells in draft.values.items() if name not in taken}
    return RatedColumn(draft.role("rating"), others)


def _find_orders(drafts: Sequence[_Draft], settings: InputSettings) -> list[DatePlan]:
    plans = [DatePlan(None)] * len(drafts)
    told = settings.date_format is not None or settings.dayfirst is not None
    for places in _exports(drafts, "date"):
        column = drafts[places[0]].roles["date"] or ""
        evidence = [
            OrderEvidence()
            if told
            else weigh_dates(drafts[at].values[column], _reread(drafts[at].entry, column, settings))
            for at in places
        ]
        names = [drafts[place].entry.source.name for place in places]
        kin = list(zip(names, evidence, strict=True))
        for place, own in zip(places, evidence, strict=True):
            plan = plan_dates(column, own, kin, settings)
            plans[place] = _without_far_days(plan, drafts[place])
    return plans


def _without_far_days(plan: DatePlan, draft: _Draft) -> DatePlan:
    if plan.reader is None:
        return plan
    days = plan.reader.read(draft.role("date"))
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
    return CorpusPlan(plan.inputs, (*plan.notes, note), plan.brands)
