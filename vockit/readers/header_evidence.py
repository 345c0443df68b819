"""How much speaks for a row of names: what stands below it tells.

A word over numbers is a name, a number over numbers is not; a name is short above sentences, and is
none of the values of its column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from vockit.readers.kinds import (
    ColumnShape,
    could_be_of,
    is_missing,
    kind_of,
    plain_row,
    shape_of,
)
from vockit.readers.roles import names_role, names_text

Row: TypeAlias = Sequence[str]

_BODY = 60
"""Records that are looked at."""
_CELLS = 6_000
_RECORD_WEIGHTS = {"date": -3.0, "link": -3.0, "mail": -3.0, "code": -1.5}
"""What a cell of the kind of its column counts; -2 of other kinds."""
_DATA_WEIGHTS = {"date": -2.0, "link": -2.0, "mail": -2.0, "number": -1.0}
"""What a cell of such a kind over words counts."""

DATA_KINDS = ("number", "date", "link", "mail")
_HEADER_WORDS = re.compile(
    r"\b(?:comments?|feedback|reviews?|texts?|answers?|responses?|names?|dates?|ids?|ratings?|"
    r"scores?|verbatims?|titles?|reasons?|questions?|notes?|remarks?|description|subject|"
    r"kommentare?|bewertung|antwort|datum|commentaires?|avis|réponse|note|fecha|comentarios?|"
    r"respuesta|data|comentários?|resposta|commento|risposta)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|which|how|why|who|when|where|do|does|did|would|could|will|have|are|is|please|any|"
    r"anything|something|tell|describe|rate|if|overall|was|wie|warum|welche|pourquoi|que|qué|"
    r"quel|quelle|comment|por|cómo|como|o que)\b",
    re.IGNORECASE,
)
_SPEAKS_TO = re.compile(
    r"\b(?:you|your|we|our|us|vous|votre|sie|ihr|ihre|usted|você|u|uw)\b", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"\b(?:is|was|are|were|be|been|am|i|i'm|my|me|we|our|it|it's|they|he|she|not|never|very|had|"
    r"have|has|did|didn't|don't|can't|will|would|this|there|nobody)\b",
    re.IGNORECASE,
)
_MARKED_NAME = re.compile(
    r"[a-z]+(?:[A-Z][a-z0-9]+)+|[^\W\d]+(?:[_.][\w]+)+|[a-z]{1,20}", re.UNICODE
)


def evidence_at(rows: Sequence[Row], at: int) -> float:
    """How much speaks for a row of names there: above 0 for it, below 0 for a record."""
    if at >= len(rows):
        return 0.0
    row = rows[at]
    shapes = shapes_below(rows, at + 1, len(row))
    if len(row) == 1:
        return _weight_alone(row[0], shapes)
    weights = [
        _weight(cell, shape) for cell, shape in zip(row, shapes, strict=False) if cell.strip()
    ]
    names = [cell.strip() for cell in row if cell.strip()]
    repeated = len(set(names)) < len(names)
    return sum(weights) - repeated


def shapes_below(rows: Sequence[Row], start: int, width: int) -> list[ColumnShape]:
    """What the columns hold in the rows from there on, those of another width aside."""
    most = min(_BODY, max(_CELLS // max(width, 1), 8))
    # The header comes again where files were joined.
    above = set(map(plain_row, rows[:start]))
    below = [row for row in rows[start : start + 2 * most] if plain_row(row) not in above]
    body = [row for row in below if len(row) == width][:most]
    if not body:
        body = [row for row in below[:most] if row]
    return [shape_of([row[at] for row in body if at < len(row)]) for at in range(width)]


def _weight_alone(cell: str, shapes: Sequence[ColumnShape]) -> float:
    """The weight of the only cell of a row: a name must mean texts."""
    if names_text(cell):
        return 2
    shape = shapes[0]
    return 0 if shape.kind == "blank" else _weight_of_words(cell, shape)


def _weight(cell: str, shape: ColumnShape) -> float:
    if names_role(cell) and cell.strip() not in shape.values:
        return 2
    if is_missing(cell):
        return 0
    kind = kind_of(cell)
    if shape.kind == "blank":
        return -1 if kind in DATA_KINDS else 0
    if shape.typed:
        if could_be_of(cell, shape):
            return _RECORD_WEIGHTS.get(shape.kind, -2.0)
        return 2 if kind in ("words", "code") else 0
    return _DATA_WEIGHTS[kind] if kind in _DATA_WEIGHTS else _weight_of_words(cell, shape)


def _weight_of_words(cell: str, shape: ColumnShape) -> float:
    """The weight of words over words."""
    value = cell.strip()
    words = value.split()
    if value in shape.values:
        return -1.5
    if cell[:1].isspace():
        return -1
    if _is_question(value) or (len(words) <= 8 and _HEADER_WORDS.search(value)):
        return 1.5
    if _MARKED_NAME.fullmatch(value) and not any(map(_MARKED_NAME.fullmatch, shape.values)):
        return 1
    sentence = len(words) >= 3 and (_SENTENCE.search(value) or value[-1] in ".!…")
    return (
        _weight_over_prose(value, shape, bool(sentence)) if shape.prose else -1.0 * bool(sentence)
    )


def _weight_over_prose(value: str, shape: ColumnShape, sentence: bool) -> float:
    words = len(value.split())
    if sentence or (words >= 4 and 2 * len(value) >= shape.median_length):
        return -2
    return 1.5 if words <= 3 and 2 * len(value) < shape.median_length else 0


def _is_question(value: str) -> bool:
    """Whether it asks: as a rule with a question mark, or it speaks to somebody."""
    if _QUESTION.match(value) is None:
        return False
    return value.endswith("?") or _SPEAKS_TO.search(value) is not None


def is_data(cell: str) -> bool:
    """Whether a cell is a number, a date, a link or an address."""
    return kind_of(cell) in DATA_KINDS


def filled_cells(row: Row) -> int:
    """How many cells are not blank."""
    return sum(bool(cell.strip()) for cell in row)
