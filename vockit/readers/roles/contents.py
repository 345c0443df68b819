"""What stands in a column, whatever it is called: prose, a few answers, dates, codes, links."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from statistics import median
from typing import Literal

from vockit.cells import is_blank
from vockit.readers.dateorder import OrderEvidence
from vockit.readers.ratings import is_rating

Kind = Literal[
    "blank", "number", "date", "yes or no", "link", "address", "code", "list", "check boxes",
    "few values", "short text", "prose",
]  # fmt: skip

TELLING = 1000
"""Filled values that tell what kind a column is of."""
_MOST = 0.8
"""Share of values that must be of a kind."""
_DATED = 200
"""Distinct values that tell whether a column has dates."""
_PROSE_WORDS = 4.0
"""Words on average from which text is prose."""
_REPEATED = 8
"""Values from which their repetition tells something."""
_FEW_VALUES = 50
_OPTIONS = 40
"""Options that a list of check boxes has at most."""
_OPTION_TIMES = 2.0
"""How often the options of check boxes occur on average, among different answers."""

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)?(?:[.,]\d+)?\s*%?")
_LINK = re.compile(r"(?:https?://|www\.|ftp://)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CODE = re.compile(r"[^\s]*\d[^\s]*")
_YES_NO = tuple(
    frozenset(pair.split())
    for pair in (
        "yes no", "true false", "y n", "t f", "0 1", "ja nein", "ja nee", "oui non", "si no",
        "sí no", "sim não", "sim nao", "sì no", "ya tidak", "예 아니오", "네 아니오", "はい いいえ",
        "是 否", "x o", "on off", "wahr falsch", "vrai faux", "verdadero falso", "tak nie",
    )
)  # fmt: skip
_OPENING = 400
"""Characters of a value that tell what kind it is of."""
_SEPARATORS = (";", "|", ",", "\n")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Check:
    kind: Kind
    holds: Callable[[str], object]


_CHECKS = (
    _Check("number", _NUMBER.fullmatch),
    _Check("link", _LINK.fullmatch),
    _Check("address", _ADDRESS.fullmatch),
    _Check("list", lambda value: value[0] + value[-1] in ("[]", "{}")),
)
"""Kinds that the form of each value tells."""


@dataclass(frozen=True)
class Contents:
    """The first values of one column, as text."""

    values: Sequence[str]

    @cached_property
    def filled(self) -> list[str]:
        """The first that are not blank, without blanks around them."""
        there = (value.strip() for value in self.values if not is_blank(value))
        return list(islice(there, TELLING))

    @property
    def every(self) -> list[str]:
        """All that are not blank, without blanks around them."""
        return [value.strip() for value in self.values if not is_blank(value)]

    @cached_property
    def fill(self) -> float:
        """Share of the values that are not blank."""
        if not self.values:
            return 0.0
        return sum(not is_blank(value) for value in self.values) / len(self.values)

    @cached_property
    def distinct(self) -> Counter[str]:
        """How often each value occurs among the telling ones."""
        return Counter(self.filled)

    @property
    def constant(self) -> bool:
        """Whether it is the same in each of several records."""
        return len(self.distinct) == 1 and len(self.filled) >= _REPEATED

    @cached_property
    def length(self) -> float:
        """Median length."""
        return median(map(len, self.filled)) if self.filled else 0.0

    @cached_property
    def words(self) -> float:
        """Words of a value on average; of scripts without blanks two characters count as one."""
        if not self.filled:
            return 0.0
        total = sum(_words(value) * count for value, count in self.distinct.items())
        return total / len(self.filled)

    @cached_property
    def kind(self) -> Kind:
        """What kind of values they are."""
        if not self.filled:
            return "blank"
        if _is_yes_or_no(self.distinct):
            return "yes or no"
        return self._form or self._use

    @property
    def _form(self) -> Kind | None:
        """The kind that the form of each value tells, if it does."""
        for check in _CHECKS:
            if self.share(check.holds) >= (0.9 if check.kind == "number" else _MOST):
                return check.kind
        if self.evidence.written_share >= _MOST:
            return "date"
        return "code" if self.share(_CODE.fullmatch) >= _MOST else None

    @property
    def _use(self) -> Kind:
        """The kind of texts that they are."""
        if _check_boxes(self.distinct):
            return "check boxes"
        if self._repeats:
            return "few values"
        return "prose" if self.words >= _PROSE_WORDS else "short text"

    @cached_property
    def evidence(self) -> OrderEvidence:
        """What the first distinct values say of dates."""
        evidence = OrderEvidence()
        evidence.add(islice(self.distinct, _DATED))
        return evidence

    @property
    def dates(self) -> float:
        """Share of dates among the first distinct values, bare numbers among them."""
        return self.evidence.share

    @cached_property
    def ratings(self) -> float:
        """Share of ratings."""
        return self.share(is_rating)

    def share(self, holds: Callable[[str], object]) -> float:
        """Share of the filled values for which that holds."""
        if not self.filled:
            return 0.0
        count = sum(
            times for value, times in self.distinct.items() if holds(value) not in (None, False)
        )
        return count / len(self.filled)

    @property
    def _repeats(self) -> bool:
        filled, distinct = len(self.filled), len(self.distinct)
        if filled < _REPEATED:
            return False
        if distinct == 1:
            return True
        if distinct > _FEW_VALUES:
            return False
        short = self.words <= _PROSE_WORDS - 1
        return distinct <= filled / 2 if short else distinct <= filled / 10 and self.words <= 8


def _is_yes_or_no(distinct: Iterable[str]) -> bool:
    values = {value.casefold() for value in distinct}
    if not any(values <= pair for pair in _YES_NO):
        return False
    # Numbers are numbers; a letter by itself may be anything.
    return not any(map(_NUMBER.fullmatch, values)) and (len(values) > 1 or len(min(values)) > 1)


def _words(value: str) -> float:
    value = value[:_OPENING]
    if value.isascii():
        return len(_WORD.findall(value))
    count = 0.0
    for word in _WORD.findall(value):
        wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in word)
        # Korean has blanks between its words, and wide letters all the same.
        count += wide / 2 if wide > 4 else 1
    return count


def _check_boxes(distinct: Iterable[str]) -> bool:
    """Whether the values are the same few options in different combinations.

    Prose with commas has parts, too, but hardly any part twice.
    """
    values = [value[:_OPENING] for value in distinct]
    for separator in _SEPARATORS:
        split = [
            [part.strip() for part in value.split(separator) if part.strip()] for value in values
        ]
        several = sum(len(parts) > 1 for parts in split)
        options = Counter(part for parts in split for part in set(parts))
        if several < max(3, 0.3 * len(values)) or len(options) > _OPTIONS:
            continue
        if options.total() >= _OPTION_TIMES * len(options):
            return True
    return False
