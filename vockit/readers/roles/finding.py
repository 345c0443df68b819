"""Which column plays which role: from its name first, then from what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vockit.errors import InputError, UsageError
from vockit.naming import LISTED, did_you_mean, listed
from vockit.profile import Asks
from vockit.readers.roles.columns import BY_CONTENT, Column, Rank
from vockit.readers.roles.contents import Contents
from vockit.readers.roles.faults import FAULTS, MANGLED, is_mangled
from vockit.readers.roles.pairs import take_turns, without_copies
from vockit.readers.roles.questions import asked_for
from vockit.readers.roles.ranks import RANKS
from vockit.readers.roles.segments import segment_columns
from vockit.schema import ROLES
from vockit.verbatims import TextColumn

OFFERED: Final = 3
"""Candidates that a note names."""

AS_SAID: Final = "as you said"
"""The reason of a role that the user named."""

_LONGER = 2.0
"""A text column is told from its neighbours by a median length of at least so many times theirs."""
_NO_PROSE = ("blank", "number", "date", "link", "address", "list", "check boxes", "yes or no")
Given = Mapping[str, str | Sequence[str]]
"""Role to the column, or columns, that the user named; "" where it is to have none."""


@dataclass(frozen=True, slots=True)
class FoundRoles:
    """The columns of every role, and why."""

    columns: Mapping[str, tuple[str, ...]]
    """Empty where there is none. Of several texts each is a part of the comment; of several columns
    of another role the first that is filled counts."""
    reasons: Mapping[str, str]
    """Role to why these columns, or none, were taken."""
    candidates: Mapping[str, tuple[str, ...]]
    """Role to other columns that may play it."""
    texts: tuple[TextColumn, ...]
    """What makes up a verbatim: the title, then the texts, with what their questions ask for."""
    segments: tuple[str, ...]
    """Columns whose values may be told apart with ``--by``."""
    notes: tuple[str, ...]
    """One line a role."""

    @property
    def roles(self) -> Mapping[str, str | None]:
        """The first column of every role, None where there is none."""
        return {role: columns[0] if columns else None for role, columns in self.columns.items()}


def find_roles(
    columns: Sequence[str],
    values: Mapping[str, Sequence[str]],
    given: Given,
    labels: Mapping[str, str] | None = None,
    questions: Mapping[str, Asks] | None = None,
    *,
    need_text: bool = True,
    inherited: Collection[str] = (),
    path: str = "",
) -> FoundRoles:
    """Decide the roles of the columns.

    ``values`` are the first values of every column as text, ``labels`` the questions of those that
    have one beside their name, ``given`` the columns that the user named by role, ``questions``
    what the user said that their questions ask for, ``inherited`` the columns of what holds a
    record, such as the post of a comment, ``path`` what leads from there to the record.

    Raises:
        UsageError: a column that the user named does not exist.
        InputError: no column can be told to be the text, and there must be one.
    """
    for role, names in given.items():
        for column in as_columns(names):
            check_column(column, columns, f"--{role}")
    labels = labels or {}
    table = [
        Column(name, labels.get(name) or name.removeprefix(path), Contents(values[name]), path)
        for name in columns
    ]
    return _Finder(table, given, questions or {}, need_text=need_text, inherited=inherited).found()


def as_columns(names: str | Sequence[str]) -> tuple[str, ...]:
    """The columns that a setting names, none where it is blank."""
    several = (names,) if isinstance(names, str) else tuple(names)
    return tuple(name for name in several if name)


def check_column(
    column: str, columns: Sequence[str], option: str, files: Sequence[str] = ()
) -> None:
    """Raise UsageError, naming the nearest column, where none of the files has such a column."""
    if column in columns:
        return
    hint = did_you_mean(column, columns, f"columns are {listed(columns)}")
    where = ", ".join(files) or "the input"
    verb = "have" if len(files) > 1 else "has"
    raise UsageError(f"{option} {column}: {where} {verb} no such column; {hint}")


class _Finder:
    def __init__(
        self,
        table: Sequence[Column],
        given: Given,
        questions: Mapping[str, Asks],
        *,
        need_text: bool,
        inherited: Collection[str],
    ) -> None:
        self._table = table
        self._need_text = need_text
        self._inherited = frozenset(inherited)
        self._by_name = {column.name: column for column in table}
        self._given = {role: as_columns(names) for role, names in given.items()}
        self._questions = questions
        self._taken: dict[str, tuple[str, ...]] = {}
        self._reasons: dict[str, str] = {}
        self._candidates: dict[str, tuple[str, ...]] = {}

    def found(self) -> FoundRoles:
        for role in ROLES:
            if role in self._given:
                self._take_given(role)
            elif role == "text":
                self._find_text()
            else:
                self._find(role)
        texts = self._texts()
        segments = segment_columns([one for one in self._table if one.name not in self._used()])
        return FoundRoles(
            columns=self._taken,
            reasons=self._reasons,
            candidates=self._candidates,
            texts=texts,
            segments=segments,
            notes=tuple(self._notes(texts, segments)),
        )

    def _take_given(self, role: str) -> None:
        names = self._given[role]
        if role == "id" and names and is_mangled(self._by_name[names[0]].contents.filled):
            self._leave(role, f"column {names[0]!r} is not taken: {MANGLED}")
        elif names:
            self._take(role, names, AS_SAID)
        else:
            self._leave(role, AS_SAID)

    # -- text

    def _find_text(self) -> None:
        ranked = self._ranked("text")
        best = min((rank for rank, _ in ranked), default=None)
        chosen = [column for rank, column in ranked if rank == best]
        reason = "by its name" if len(chosen) == 1 else "by their names"
        if best is None:
            longest = self._by_content()
            if longest is None:
                return
            chosen, reason = [longest], "by far the longest"
        elif best >= BY_CONTENT:
            reason = "by what stands in it" if len(chosen) == 1 else "by what stands in them"
        for rank, column in ranked:
            if rank != best and all(take_turns(column, other) for other in chosen):
                chosen.append(column)
                reason = "by their names; each record fills one of them"
        chosen, copies = without_copies(chosen)
        # In the order of the file, as the customer saw the questions.
        names = [column.name for column in self._table if column in chosen]
        self._take("text", names, reason)
        others = [column.name for _, column in ranked if column not in (*chosen, *copies)]
        self._candidates["text"] = tuple(others)

    def _by_content(self) -> Column | None:
        """The one column of prose, or the longest by a factor of two.

        Raises ``InputError`` where there is none and must be one.
        """
        given = {name for names in self._given.values() for name in names}
        free = [
            column
            for column in self._table
            if column.name not in given and column.contents.kind not in _NO_PROSE
        ]
        free = [one for one in free if one.name not in self._inherited] or free
        named = [one for one in free if not _is_of_another(one)]
        for group in (
            [one for one in named if one.contents.kind == "prose"],
            [one for one in named if one.contents.kind in ("prose", "short text")],
            named,
            free,
        ):
            ordered = sorted(group, key=lambda one: (-one.contents.length, one.name))
            if ordered and (
                len(ordered) == 1
                or ordered[0].contents.length >= _LONGER * ordered[1].contents.length
            ):
                return ordered[0]
        may = [column.name for column in named or free]
        why = f"{quoted(may[:LISTED])} could each be it" if may else "no column stands out as it"
        names = [column.name for column in self._table]
        if not self._need_text:
            self._candidates["text"] = tuple(may)
            self._leave("text", f"{why} (--text)")
            return None
        raise InputError(f"no text column: {why}; name it with --text (columns: {listed(names)})")

    def _texts(self) -> tuple[TextColumn, ...]:
        title, texts = self._taken["title"], self._taken["text"]
        found = [TextColumn(name, self._questions.get(name, "open")) for name in title]
        return (*found, *(self._text(name) for name in texts if name not in title))

    def _text(self, name: str) -> TextColumn:
        column = self._by_name[name]
        asks = self._questions.get(name, asked_for(column.label))
        return TextColumn(name, asks, questioned=column.questioned)

    # -- the other roles

    def _find(self, role: str) -> None:
        ranked = self._ranked(role)
        fitting = [(rank, one) for rank, one in ranked if self._fault(role, one) is None]
        faulty = [(one, self._fault(role, one)) for _, one in ranked]
        faulty = [(one, fault) for one, fault in faulty if fault is not None]
        self._candidates[role] = self._others(role, ranked)
        if not fitting:
            if faulty:
                column, fault = faulty[0]
                self._leave(role, f"column {column.name!r} is not taken: {fault}")
            else:
                self._leave(role, self._may_be(role))
            return
        rank, best = fitting[0]
        rivals = [one for other, one in fitting if other == rank and one is not best]
        rivals = [one for one in rivals if not take_turns(one, best)]
        if rivals and (role == "brand" or rank >= BY_CONTENT - 0.5):
            names = [best.name, *(one.name for one in rivals)]
            self._candidates[role] = tuple(names)
            self._leave(role, f"ambiguous between {quoted(names)}; name one with --{role}")
            return
        chosen = [best]
        for _, column in fitting:
            if column is not best and all(take_turns(column, other) for other in chosen):
                chosen.append(column)
        names = [column.name for column in self._table if column in chosen]
        self._take(role, names, _reason(role, rank, len(chosen)))
        self._candidates[role] = tuple(name for name in self._candidates[role] if name not in names)

    def _ranked(self, role: str) -> list[tuple[Rank, Column]]:
        """The columns that fit a role, best first; of equal ones the fuller, then the earlier."""
        taken = self._used()
        found = [
            (rank, column)
            for column in self._table
            if column.name not in taken and (rank := RANKS[role](column)) is not None
        ]
        if role not in ("brand", "channel"):
            own = [one for one in found if one[1].name not in self._inherited]
            # A comment without a date of its own has that of its post, but not its author.
            found = own if own or role != "date" else found
        if role not in ("text", "brand", "channel"):
            found = self._of_the_same_record(role, found)
        if role == "title":
            # A title of the customer's own differs from record to record, one of a product hardly.
            found = sorted(found, key=lambda one: -len(one[1].contents.distinct))
        fuller = sorted(found, key=lambda one: -round(one[1].contents.fill, 1))
        return sorted(fuller, key=lambda one: one[0])

    def _of_the_same_record(
        self, role: str, found: list[tuple[Rank, Column]]
    ) -> list[tuple[Rank, Column]]:
        """Where the texts are nested in a list of each record: what is nested beside them first."""
        prefixes = {self._by_name[name].prefix for name in self._taken.get("text", ())}
        prefix = min(prefixes, default="")
        if not prefix:
            return found
        own = [(rank, column) for rank, column in found if column.name.startswith(f"{prefix}.")]
        return own if own or role == "title" else found

    def _others(self, role: str, ranked: Sequence[tuple[Rank, Column]]) -> tuple[str, ...]:
        """Columns that may play a role: those that fit, then those that are nearly called so."""
        names = [column.name for _, column in ranked]
        nearly = _NEARLY.get(role)
        if nearly is not None:
            used = self._used()
            names += [one.name for one in self._table if one.name not in used and nearly(one)]
        return tuple(dict.fromkeys(names))

    def _may_be(self, role: str) -> str:
        names = self._candidates[role][:OFFERED]
        return f"{_either(names)} may be it (--{role})" if names else ""

    def _fault(self, role: str, column: Column) -> str | None:
        """Why a column that is called like the role does not play it."""
        check = FAULTS.get(role)
        if check is None or not column.contents.filled:
            return None
        return check(column.contents.filled if role == "date" else column.contents.every)

    def _take(self, role: str, names: Sequence[str], why: str) -> None:
        self._taken[role] = tuple(names)
        self._reasons[role] = why
        self._candidates.setdefault(role, ())

    def _leave(self, role: str, why: str) -> None:
        self._take(role, (), why)

    def _used(self) -> set[str]:
        names = [*self._taken.values(), *self._given.values()]
        return {name for several in names for name in several}

    def _notes(self, texts: Sequence[TextColumn], segments: Sequence[str]) -> list[str]:
        found = [column for column in texts if column.name not in self._questions]
        asking = [column for column in found if column.asks != "open"]
        notes = [] if self._given.keys() >= set(ROLES) else self._role_notes(segments)
        if asking:
            spoken = ", ".join(f"{column.name!r} {_ASKS[column.asks]}" for column in asking)
            notes.append(f"questions: {spoken}; [questions] in vockit.toml for another")
        return notes

    def _role_notes(self, segments: Sequence[str]) -> list[str]:
        """A line a role, unless the user named all of them and nothing had to be found."""
        notes = []
        for role in ROLES:
            names, why = self._taken[role], self._reasons[role]
            if names:
                what = "column" if len(names) == 1 else "columns"
                notes.append(f"{role}: {what} {quoted(names)}, {why}")
            else:
                notes.append(f"{role}: none" + (f"; {why}" if why else ""))
        if segments:
            notes.append(f"by: {', '.join(segments[:OFFERED])} may be told apart (--by)")
        return notes


_ASKS: Final[Mapping[Asks, str]] = {
    "improve": "asks for what to improve",
    "praise": "asks for what was good",
    "open": "asks for anything",
}


def _reason(role: str, rank: Rank, count: int) -> str:
    if count > 1:
        return "by their names; the first that is filled counts"
    if role == "date":
        return (
            "the only column of dates" if rank >= BY_CONTENT - 0.5 and rank < 3 else "by its name"
        )
    return "by its name" if rank != BY_CONTENT else "by its name and values"


def _is_of_another(column: Column) -> bool:
    """Whether the words in its name say that it is no customer's text."""
    return column.words.mean("company", "derived", "loaded", "link", "about_person", "not_title",
                             "person_name", "title")  # fmt: skip


def _nearly_rating(column: Column) -> bool:
    return column.contents.kind in ("number", "few values", "short text") and (
        column.contents.ratings >= 0.5 and column.words.mean("rating", "verdict")
    )


def _nearly_date(column: Column) -> bool:
    return column.contents.kind == "date" or (
        column.last_words.mean("date") and column.contents.kind == "number"
    )


_NEARLY: Mapping[str, Callable[[Column], bool]] = {
    "rating": _nearly_rating,
    "date": _nearly_date,
}


def quoted(columns: Sequence[str]) -> str:
    """The columns in quotes."""
    return ", ".join(map(repr, columns))


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
