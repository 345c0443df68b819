"""Which column plays which role: from its name first, then from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from vockit.errors import InputError, UsageError
from vockit.naming import did_you_mean
from vockit.readers.dateorder import OrderEvidence
from vockit.readers.ratings import has_ratings
from vockit.schema import ROLES

_MOST_GROUPS = 200
"""A brand or channel with more distinct values than this is no group to compare."""
_LONGER = 2.0
"""A text column is told from its neighbours by a median length of at least so many times theirs."""
_UNIQUE = 0.5
_TELLING = 1000
"""Values that tell what kind a column is of."""
_MANGLED = re.compile(r"\d(?:[.,]\d+)?e\+?\d{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[-+]?[\d.,]+\s*")

# Names by role, in tiers: the first tier that a column's name is in wins. Compared without case,
# blanks and punctuation.
_NAMES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "text": (
        ("text", "verbatim", "verbatims"),
        (
            "review", "review_text", "review_body", "review_content", "reviews", "reviews.text",
            "verified_reviews", "tweet", "tweet_text", "full_text", "comment", "comments",
            "comment_text", "customer_comment", "feedback", "feedback_text", "customer_feedback",
            "content", "body", "message", "response", "response_text", "answer", "open_end",
            "open_ended", "free_text", "post", "description", "complaint", "narrative",
            "consumer_complaint_narrative", "remarks", "utterance", "sentence",
        ),
    ),
    "id": (
        ("id",),
        (
            "review_id", "tweet_id", "comment_id", "response_id", "respondent_id", "verbatim_id",
            "record_id", "feedback_id", "case_id", "ticket_id", "post_id", "message_id",
            "complaint_id", "text_id", "uuid", "guid", "row_id", "row_index",
        ),
    ),
    "date": (
        ("date",),
        (
            "created", "created_at", "date_created", "created_date", "creation_date", "published",
            "published_at", "published_date", "date_published", "publish_date", "tweet_created",
            "review_date", "reviews.date", "date_of_review", "comment_date", "response_date",
            "posted", "posted_at", "date_posted", "post_date", "submitted", "submitted_at",
            "submission_date", "date_submitted", "date_received", "received", "recorded_date",
            "completed_at", "timestamp", "datetime", "date_time", "day",
        ),
        ("time",),
    ),
    "rating": (("rating",), ("stars", "score", "overall_rating", "overall", "nps")),
    "channel": (
        ("channel",),
        ("source", "platform", "medium", "touchpoint", "touch_point", "contact_channel"),
    ),
    "brand": (
        ("brand",),
        ("brand_name",),
        (
            "company", "company_name", "airline", "airline_name", "vendor", "vendor_name",
            "organization", "organisation", "organization_name", "organisation_name", "merchant",
            "retailer", "carrier", "supplier", "provider", "business", "business_name", "bank",
            "insurer", "operator", "hotel", "hotel_name", "restaurant", "restaurant_name",
            "manufacturer", "competitor",
        ),
    ),
    "author": (
        ("author",),
        (
            "author_name", "user", "username", "user_name", "user_id", "reviewer", "reviewer_name",
            "reviewer_id", "customer", "customer_name", "customer_id", "screen_name", "handle",
            "nickname", "profile_name",
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundRoles:
    """The column of every role, None where there is none, and why, one line a role."""

    roles: Mapping[str, str | None]
    notes: tuple[str, ...]


def find_roles(
    columns: Sequence[str], values: Mapping[str, Sequence[str]], given: Mapping[str, str]
) -> FoundRoles:
    """Settle the roles of the columns.

    ``values`` are the first values of every column as text; ``given`` the columns that the user
    named by role.

    Raises:
        UsageError: a column that the user named does not exist.
        InputError: no column can be told to be the text.
    """
    for role, column in given.items():
        check_column(column, columns, f"--{role}")
    finder = _Finder(columns, values, given)
    for role in ROLES:
        finder.settle(role)
    return FoundRoles(finder.roles, tuple(finder.notes))


def check_column(
    column: str, columns: Sequence[str], option: str, files: Sequence[str] = ()
) -> None:
    """Raise UsageError, naming the nearest column, where none of the files has such a column."""
    if column in columns:
        return
    hint = did_you_mean(column, columns, f"columns are {', '.join(columns)}")
    where = ", ".join(files) or "the input"
    verb = "have" if len(files) > 1 else "has"
    raise UsageError(f"{option} {column}: {where} {verb} no such column; {hint}")


def is_mangled(values: Sequence[str]) -> bool:
    """Whether a spreadsheet has turned the ids into rounded numbers, as in ``5.70306E+17``."""
    if "e" not in "".join(values).lower():
        return False
    filled = [value for value in values if value.strip()]
    mangled = sum(_MANGLED.fullmatch(value.strip()) is not None for value in filled)
    return mangled > 0.1 * len(filled) and mangled > 0


class _Finder:
    def __init__(
        self, columns: Sequence[str], values: Mapping[str, Sequence[str]], given: Mapping[str, str]
    ) -> None:
        self._columns = columns
        self._values = values
        self._given = given
        self._plain = {column: _plain(column) for column in columns}
        self._kept: dict[str, list[str]] = {}
        self.roles: dict[str, str | None] = {}
        self.notes: list[str] = []

    def settle(self, role: str) -> None:
        """Find the column of one role, after those that come before it."""
        if (given := self._given.get(role)) is not None:
            if role == "id" and is_mangled(self._filled(given)):
                self._mangled(given)
                return
            self._take(role, given, "as you said")
            return
        candidates = self._by_name(role)
        if role == "text":
            self._take_text(candidates)
        elif len(candidates) > 1:
            self._leave(role, f"ambiguous between {_list(candidates)}; name one with --{role}")
        elif not candidates:
            self._without_name(role)
        elif fault := self._fault(role, candidates[0]):
            self._leave(role, f"column {candidates[0]!r} is not taken: {fault}")
        else:
            self._take(role, candidates[0], "by its name")

    def _by_name(self, role: str) -> list[str]:
        taken = {*self.roles.values(), *self._given.values()}
        for tier in _NAMES[role]:
            names = {_plain(name) for name in tier}
            found = [
                column
                for column in self._columns
                if self._plain[column] in names and column not in taken
            ]
            if role == "text":
                found = [column for column in found if not self._numeric(column)]
            if found:
                return found
        return []

    def _take_text(self, named: list[str]) -> None:
        if len(named) == 1:
            self._take("text", named[0], "by its name")
            return
        taken = set(self._given.values())
        free = named or [
            column for column in self._columns if column not in taken and not self._numeric(column)
        ]
        lengths = sorted(((self._length(column), column) for column in free), reverse=True)
        if (
            lengths
            and lengths[0][0] > 0
            and (len(lengths) == 1 or lengths[0][0] >= _LONGER * lengths[1][0])
        ):
            self._take("text", lengths[0][1], "by far the longest")
            return
        why = f"{_list(named)} could each be it" if named else "no column stands out as it"
        raise InputError(
            f"no text column: {why}; name it with --text (columns: {', '.join(self._columns)})"
        )

    def _without_name(self, role: str) -> None:
        self.roles[role] = None
        if role != "date":
            return
        taken = {*self.roles.values(), *self._given.values()}
        dated = [
            column
            for column in self._columns
            if column not in taken and self._dates(column) >= 0.95
        ]
        if len(dated) == 1:
            self._take("date", dated[0], "the only column of dates")
        elif dated:
            self._leave("date", f"ambiguous between {_list(dated)}; name one with --date")

    def _fault(self, role: str, column: str) -> str | None:
        """Why a column that is called like the role does not play it."""
        filled = self._filled(column)
        check = _FAULTS.get(role)
        return check(filled) if check is not None and filled else None

    def _take(self, role: str, column: str, why: str) -> None:
        self.roles[role] = column
        self.notes.append(f"{role}: column {column!r}, {why}")

    def _leave(self, role: str, why: str) -> None:
        self.roles[role] = None
        self.notes.append(f"{role}: none; {why}")

    def _mangled(self, column: str) -> None:
        self._leave("id", f"column {column!r} is not taken: {_MANGLED_FAULT}")

    def _filled(self, column: str) -> list[str]:
        if column not in self._kept:
            self._kept[column] = list(filter(str.strip, self._values[column]))
        return self._kept[column]

    def _length(self, column: str) -> float:
        filled = self._filled(column)
        return median(map(len, filled)) if filled else 0.0

    def _numeric(self, column: str) -> bool:
        filled = self._filled(column)[:_TELLING]
        numbers = sum(_NUMBER.fullmatch(value) is not None for value in filled)
        return bool(filled) and numbers > 0.9 * len(filled)

    def _dates(self, column: str) -> float:
        return _evidence(self._values[column]).written_share


def _id_fault(filled: Sequence[str]) -> str | None:
    if is_mangled(filled):
        return _MANGLED_FAULT
    unique = len(set(filled)) >= _UNIQUE * len(filled)
    return None if unique else "most of its values occur more than once"


def _group_fault(filled: Sequence[str]) -> str | None:
    few = len(set(filled)) <= _MOST_GROUPS
    return None if few else f"it has over {_MOST_GROUPS} distinct values; name it to take it"


def _rating_fault(filled: Sequence[str]) -> str | None:
    return None if has_ratings(filled) else "its values do not rate"


def _date_fault(filled: Sequence[str]) -> str | None:
    return _evidence(filled).fault


def _evidence(values: Sequence[str]) -> OrderEvidence:
    evidence = OrderEvidence()
    evidence.add(values[:_TELLING])
    return evidence


_MANGLED_FAULT = (
    "a spreadsheet has rounded its values (as in 5.70306E+17), so they no longer tell records apart"
)
_FAULTS: Mapping[str, Callable[[Sequence[str]], str | None]] = {
    "id": _id_fault,
    "date": _date_fault,
    "rating": _rating_fault,
    "channel": _group_fault,
    "brand": _group_fault,
}


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _list(columns: Sequence[str]) -> str:
    return ", ".join(map(repr, columns))


def names_role(name: str) -> bool:
    """Whether a column of this name would be taken for a role by its name alone."""
    plain = _plain(name)
    return any(plain == _plain(one) for tiers in _NAMES.values() for tier in tiers for one in tier)
