"""What kind of value a cell holds, and what a column holds for the most part.

Coarse on purpose: it tells a line of names from a record, and a record from half of one. What a
date or a rating is exactly, ``dates`` and ``ratings`` decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from vockit.cells import is_blank

Kind = Literal["blank", "number", "date", "link", "mail", "flag", "code", "words"]

_NO_VALUE = frozenset(("-", "--", ".", "?", "unknown", "missing", "none", "refused"))
"""Words that stand for no value in a column of others, besides those that are blank."""

_TYPED = ("number", "date", "link", "mail", "flag", "code")
_MOST = 0.9
"""Share of the values of a column that are of its kind."""
_MONTH = (
    r"(?:jan|feb|fev|fév|m[aä]r|mrz|apr|avr|abr|ma[iyg]|mei|jun|jui|giu|lug|jul|aug|ago|ao[uû]|set|"
    r"sep|o[ck]t|out|ott|nov|de[czks]|dic|gen|ene)"
)
_NUMBER = re.compile(r"[-+−(]?\s*[€$£¥]?\s*\d[\d.,'’\u00a0\u202f]*\s*[%€$£¥)]?")
_DATE = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4}\.?)?(?:[T ,].*)?"
    r"|\d{1,2}:\d{2}.*"
    rf"|(?:[a-z]{{2,9}}\.?,? )?\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]{_MONTH}\w*\.?,?[ -]\d{{2,4}}.*"
    rf"|(?:[a-z]{{2,9}}\.?,? )?{_MONTH}\w*\.?[ -]\d{{1,4}}(?:st|nd|rd|th)?(?:[, ].*)?)",
    re.IGNORECASE,
)
_FLAGS = frozenset(
    (
        "true", "false", "yes", "no", "y", "n", "t", "f", "ja", "nein", "oui", "non", "si", "sí",
        "sim", "não",
    )
)  # fmt: skip
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("link", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("mail", re.compile(r"[^\s@]+@[^\s@]+\.\w+")),
    ("code", re.compile(r"(?=\S*\d)(?=\S*[^\W\d])[\w.:/#-]+")),
)
_LONGEST_DATE = 48
_NO_DIGIT = re.compile(r"[^\d.,-]")


def kind_of(cell: str) -> Kind:
    """The kind of one cell."""
    value = cell.strip()
    if not value:
        return "blank"
    if len(value) > _LONGEST_DATE and " " in value:
        return "words"
    if _NUMBER.fullmatch(value):
        return "date" if value.count(".") == 2 and _DATE.fullmatch(value) else "number"
    if len(value) <= _LONGEST_DATE and _DATE.fullmatch(value):
        return "date"
    if value.lower() in _FLAGS:
        return "flag"
    return next((kind for kind, form in _FORMS if form.fullmatch(value)), "words")


def is_missing(cell: str) -> bool:
    """Whether the cell is blank, or holds a word for no value."""
    return is_blank(cell) or cell.strip().lower() in _NO_VALUE


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """What the cells of a column are like."""

    kind: Kind
    """The kind of nearly all; ``words`` where there is none, ``blank`` where all are empty."""
    filled: float
    """Share that is not empty."""
    values: frozenset[str]
    shortest: int
    longest: int
    """Characters of the cells that are not empty."""
    median_length: float
    median_words: float
    low: float
    high: float
    """Least and greatest of the numbers; 0 where there are none."""

    @property
    def typed(self) -> bool:
        """Whether its cells are no words."""
        return self.kind in _TYPED

    @property
    def prose(self) -> bool:
        """Whether its cells are sentences rather than names."""
        return self.kind == "words" and (self.median_words >= 4 or self.median_length >= 25)


def shape_of(cells: Sequence[str]) -> ColumnShape:
    """The shape of a column."""
    filled = [cell.strip() for cell in cells if not is_missing(cell)]
    kinds = Counter(map(kind_of, filled))
    kind: Kind = "words" if filled else "blank"
    if filled:
        most, count = kinds.most_common(1)[0]
        kind = most if count >= _MOST * len(filled) else "words"
    numbers = []
    if kind == "number":
        numbers = [number for cell in filled if (number := _number(cell)) is not None]
    lengths = [len(cell) for cell in filled] or [0]
    return ColumnShape(
        kind=kind,
        filled=len(filled) / len(cells) if cells else 0.0,
        values=frozenset(filled),
        shortest=min(lengths),
        longest=max(lengths),
        median_length=median(lengths),
        median_words=median(len(cell.split()) for cell in filled) if filled else 0.0,
        low=min(numbers, default=0.0),
        high=max(numbers, default=0.0),
    )


def is_of_kind(cell: str, shape: ColumnShape) -> bool:
    """Whether a cell is empty, or of the kind of its column, however great or long it is."""
    if not shape.typed or is_missing(cell):
        return True
    kind = kind_of(cell)
    return kind == shape.kind or (shape.kind == "code" and kind == "number")


def could_be_of(cell: str, shape: ColumnShape) -> bool:
    """Whether a cell could stand in a column: it is of its kind, and about as great or long."""
    if not shape.typed or is_missing(cell):
        return True
    if not is_of_kind(cell, shape):
        return False
    if shape.kind == "number":
        number = _number(cell)
        spread = max(shape.high - shape.low, 1.0, abs(shape.high))
        return number is None or shape.low - spread <= number <= shape.high + 2 * spread
    if shape.kind == "code":
        return shape.shortest - 2 <= len(cell.strip()) <= shape.longest + 2
    return True


def _number(cell: str) -> float | None:
    digits = _NO_DIGIT.sub("", cell).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def plain_row(record: Sequence[str]) -> tuple[str, ...]:
    """A row to be compared with others: without case, and marks and blanks around its cells."""
    return tuple(cell.strip("\ufeff \t").casefold() for cell in record)
