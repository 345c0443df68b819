"""Where a table begins: lines above the header, the rows of names, and whether there are any.

A file of comments is a title, the date of the export and a blank line; then the names of the
columns, the questions that they stand for, perhaps what a system calls them; then the records. Any
of these but the records may be missing. What is a name is told by what stands below it: a word over
numbers is one, a number over numbers is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeAlias

from vockit.readers.kinds import ColumnShape, could_be_of, is_missing, kind_of, plain_row, shape_of
from vockit.readers.roles import names_role, names_text

Row: TypeAlias = Sequence[str]
_Weigh: TypeAlias = Callable[[int], float]
"""How much speaks for a row of names at a place."""

MOST_ABOVE = 50
"""Rows in which the header is looked for."""
_BODY = 60
"""Records that are looked at."""
_CELLS = 6_000
_DOUBTFUL = 0.0

_RECORD_WEIGHTS = {"date": -3.0, "link": -3.0, "mail": -3.0, "code": -1.5}
"""What a cell of the kind of its column counts; -2 of other kinds."""
_DATA_WEIGHTS = {"date": -2.0, "link": -2.0, "mail": -2.0, "number": -1.0}
"""What a cell of such a kind over words counts."""

_DATA_KINDS = ("number", "date", "link", "mail")
_FEW = 5
_LABEL = re.compile(r"[^\W\d_]{3,}")
_SECOND_ROW = frozenset(
    (
        "response", "responses", "open-ended response", "open ended response", "answer",
        "other (please specify)", "réponse", "réponse ouverte", "antwort", "offene antwort",
        "beantwortung", "respuesta", "respuesta abierta", "resposta", "risposta", "antwoord",
    )
)  # fmt: skip
"""What survey tools write below a question."""
_TYPES = frozenset(
    (
        "int", "integer", "bigint", "smallint", "text", "string", "str", "varchar", "char", "date",
        "datetime", "timestamp", "float", "double", "decimal", "numeric", "number", "boolean",
        "bool", "object", "int64", "float64", "category",
    )
)  # fmt: skip
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
_REMARK = ("# ", "##", "//", "-- ")
"""What a line begins with that programs pass over."""
_SENTENCE = re.compile(
    r"\b(?:is|was|are|were|be|been|am|i|i'm|my|me|we|our|it|it's|they|he|she|not|never|very|had|"
    r"have|has|did|didn't|don't|can't|will|would|this|there|nobody)\b",
    re.IGNORECASE,
)
_MARKED_NAME = re.compile(
    r"[a-z]+(?:[A-Z][a-z0-9]+)+|[^\W\d]+(?:[_.][\w]+)+|[a-z]{1,20}", re.UNICODE
)
_CODED_NAME = re.compile(r"[A-Za-z]{1,6}[_.]?\d{1,4}(?:[_.#a-zA-Z]\w*)*")
_IMPORT_ID = re.compile(r'\{\s*"?ImportId"?\s*:', re.IGNORECASE)
_RULER = re.compile(r"[-=_+:|\s]{2,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a table that are no records."""

    above: int = 0
    """Rows before the names."""
    rows: int = 1
    """Rows of names, 0 to 3; the first of them is the one that names columns."""
    names: tuple[str, ...] = ()
    """One a column, blank where there is none; of a table without a header all are."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """Place of a column to the full text of its question."""
    evidence: float = 1.0
    """Above 0 where the first row is one of names, below where it is a record."""

    @property
    def first_record(self) -> int:
        """Place of the first record among all rows."""
        return self.above + self.rows

    @property
    def doubtful(self) -> bool:
        """Whether nothing speaks for names, nor against."""
        return self.evidence == _DOUBTFUL


def find_header(
    rows: Sequence[Row],
    *,
    after_blank: frozenset[int] = frozenset(),
    start: int | None = None,
    header_rows: int | None = None,
) -> Header:
    """Find the header among the first rows of a table.

    ``after_blank`` are the places of rows that follow a blank line. ``start`` is the place of the
    header and ``header_rows`` how many rows it has, where the user said so.
    """
    if not rows:
        return Header(rows=0)
    weigh = cache(partial(_evidence, rows))
    above = _table_start(rows, after_blank, weigh) if start is None else start
    if start is None and header_rows is None:
        above = _below_groups(rows, above, weigh)
    evidence = weigh(above)
    if header_rows is None:
        header_rows = 0 if evidence < 0 and start is None else 1 + _more_rows(rows, above)
    head = rows[above : above + header_rows]
    width = max(map(len, head)) if head else usual_width(rows[above:])
    names, labels = _names(head, width)
    return Header(above, header_rows, names, labels, evidence)


def usual_width(rows: Sequence[Row]) -> int:
    """The width that most rows have; of equal ones the widest."""
    widths = Counter(len(row) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _table_start(rows: Sequence[Row], after_blank: frozenset[int], weigh: _Weigh) -> int:
    """Place of the first row that is not above the table."""
    first = next((at for at, row in enumerate(rows) if _filled(row)), 0)
    width = usual_width(rows[first:])
    if width < 2:
        # A long preface has more lines than the records of a short table.
        width = usual_width(rows[(first + len(rows)) // 2 :])
    if width < 2:
        return _one_column_start(rows, first, after_blank)
    last = min(first + MOST_ABOVE, len(rows) - 1)
    at = first
    while at < last and (_filled(rows[at]) == 0 or _is_title(rows[at], width)):
        at += 1
    if at > first and not _is_accepted(rows[first:], at - first, width, weigh(at)):
        at = first
    return _better_start(rows, at, after_blank, weigh)


def _better_start(rows: Sequence[Row], at: int, after_blank: frozenset[int], weigh: _Weigh) -> int:
    """The place of a row below that is the header beyond doubt, where this one may be none."""
    row = rows[at]
    is_full = _filled(row) == len(row)
    if weigh(at) > 0 and is_full and not any(map(_is_data, row)):
        return at
    for later in range(at + 1, min(at + 1 + MOST_ABOVE, len(rows) - 1)):
        names = rows[later]
        if _filled(names) < max(len(names), 2) or any(map(_is_data, names)):
            continue
        if any(cell.strip().lower() in _SECOND_ROW for cell in names):
            continue
        if weigh(later) < max(3, weigh(at) + 1):
            continue
        shapes = _shapes(rows, later + 1, len(names))
        apart = weigh(at) <= 0 and any(one in after_blank for one in range(at + 1, later + 1))
        if apart or all(_is_above(one, len(names), shapes) for one in rows[at:later]):
            return later
    return at


def _is_data(cell: str) -> bool:
    return kind_of(cell) in _DATA_KINDS


def _is_above(row: Row, width: int, shapes: Sequence[ColumnShape]) -> bool:
    """Whether a row can be no record of the table: it has too few cells, or data over words."""
    if _filled(row) < width:
        return True
    return any(_is_data(cell) and not shape.typed for cell, shape in zip(row, shapes, strict=False))


def _one_column_start(rows: Sequence[Row], first: int, after_blank: frozenset[int]) -> int:
    """In a table of one column, a name for texts after a blank line ends what is above it."""
    for at in range(first + 1, min(first + MOST_ABOVE, len(rows) - 1)):
        if at in after_blank and len(rows[at]) == 1 and names_text(rows[at][0]):
            return at
    return first


def _is_accepted(rows: Sequence[Row], at: int, width: int, evidence: float) -> bool:
    """Whether the first rows, up to ``at``, are above a table, not its header and records."""
    if evidence > 0:
        return evidence >= 2 or not any(names_role(row[0]) for row in rows[:at] if row)
    below = rows[at:]
    regular = sum(len(row) == width for row in below) >= 0.8 * len(below) and len(below) > 1
    return regular and all(_filled(row) <= 1 for row in rows[:at])


def _is_title(row: Row, width: int) -> bool:
    """Whether a row is a title or a remark such as ``Exported on: 2024-02-01``."""
    filled = _filled(row)
    if not row or not row[0].strip():
        return False
    if (row[0].strip().endswith(":") and filled < width) or row[0].startswith(_REMARK):
        return True
    data = [kind_of(cell) in ("date", "number") for cell in row]
    if any(names_role(cell) for cell in row) and not any(data) and (filled > 1 or width < 3):
        return False
    if filled == 1:
        return True
    if filled <= 3 and (len(row) != width or 2 * filled < width):
        return True
    return any(data) and filled < width


def _evidence(rows: Sequence[Row], at: int) -> float:
    """How much speaks for a row of names there: above 0 for it, below 0 for a record."""
    if at >= len(rows):
        return 0.0
    row = rows[at]
    shapes = _shapes(rows, at + 1, len(row))
    if len(row) == 1:
        return _weight_alone(row[0], shapes)
    weights = [
        _weight(cell, shape) for cell, shape in zip(row, shapes, strict=False) if cell.strip()
    ]
    names = [cell.strip() for cell in row if cell.strip()]
    repeated = len(set(names)) < len(names)
    return sum(weights) - repeated


def _shapes(rows: Sequence[Row], start: int, width: int) -> list[ColumnShape]:
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
        return -1 if kind in _DATA_KINDS else 0
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


def _below_groups(rows: Sequence[Row], at: int, weigh: _Weigh) -> int:
    """Past a row that names groups of columns, where the row below names every column."""
    if at + 2 >= len(rows):
        return at
    groups, names = rows[at], rows[at + 1]
    filled = [cell.strip() for cell in groups if cell.strip()]
    are_groups = len(filled) < len(groups) and all(
        len(cell.split()) <= 4 and not cell.endswith("?") for cell in filled
    )
    are_names = (
        _filled(names) == len(names) >= len(groups)
        and len({cell.strip() for cell in names}) == len(names)
        and not any(cell.strip().lower() in _SECOND_ROW for cell in names)
    )
    return at + (are_groups and are_names and weigh(at + 1) > max(weigh(at), 0))


def _more_rows(rows: Sequence[Row], at: int) -> int:
    """How many rows of names follow the first, 0 to 2."""
    if at + 2 < len(rows) and _is_import_row(rows[at + 2]):
        return 2
    if at + 1 >= len(rows):
        return 0
    if _is_import_row(rows[at + 1]) or _is_ruler(rows[at + 1]):
        return 1
    if not _is_second_row(rows, at):
        return 0
    return 2 if _is_type_row(rows, at + 2) else 1


def _is_import_row(row: Row) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return 2 * sum(_IMPORT_ID.match(cell.strip()) is not None for cell in filled) > len(filled)


def _is_ruler(row: Row) -> bool:
    """Whether it is a line between header and records."""
    return len(row) > 1 and all(_RULER.fullmatch(cell) for cell in row)


def _is_type_row(rows: Sequence[Row], at: int) -> bool:
    """Whether it names the types of columns."""
    if at >= len(rows) - 1:
        return False
    filled = [re.sub(r"\(.*\)", "", cell).strip().lower() for cell in rows[at] if cell.strip()]
    return len(filled) > 1 and all(cell in _TYPES for cell in filled)


def _is_second_row(rows: Sequence[Row], at: int) -> bool:
    """Whether the row below the names is no record: questions, answers to choose from, types."""
    row, names = rows[at + 1], rows[at]
    below = len(rows) - at - 2
    if not below or len(row) > len(names):
        return False
    if _is_type_row(rows, at + 1):
        return True
    # What may be a third row is left out where enough others follow.
    shapes = _shapes(rows, at + (3 if below > 2 else 2), len(names))
    cells = [cell.strip() for cell in row]
    both = list(zip(cells, shapes, strict=False))
    if any(map(_could_be_data, cells, shapes)):
        return False
    typed = [cell for cell, shape in both if shape.typed]
    strange = sum(bool(_LABEL.search(cell)) and not is_missing(cell) for cell in typed)
    missing = any(not cell and shape.typed and shape.filled == 1 for cell, shape in both)
    survey = sum(cell.lower() in _SECOND_ROW and cell not in shape.values for cell, shape in both)
    choices = sum(bool(cell) and not name.strip() for name, cell in zip(names, cells, strict=False))
    questions = sum(
        cell.endswith("?") and _CODED_NAME.fullmatch(name.strip()) is not None
        for name, cell in zip(names, cells, strict=False)
    )
    if survey or questions:
        only = sum(shape.values == {cell} for cell, shape in both)
        return bool(questions or strange or missing) or survey + choices + only >= _filled(row)
    if strange >= 2 and below < _FEW:
        # A record may well have two odd cells: of few records it takes more to be sure.
        return below > 1 and strange == len(typed) and all(cells)
    return strange >= 2 or (missing and choices > 0 and below > 1)


def _could_be_data(cell: str, shape: ColumnShape) -> bool:
    """Whether a cell is of the kind of its column, or one of the values that recur in it."""
    if is_missing(cell):
        return False
    if shape.typed:
        return kind_of(cell) in _DATA_KINDS or could_be_of(cell, shape)
    return cell in shape.values and len(shape.values) > 1


def _names(rows: Sequence[Row], width: int) -> tuple[tuple[str, ...], dict[int, str]]:
    """The names of the columns, and the texts of their questions, from the rows of the header."""
    if not rows:
        return ("",) * width, {}
    names = [cell.strip() for cell in rows[0]] + [""] * (width - len(rows[0]))
    labels: dict[int, str] = {}
    texts = [row for row in rows[1:] if not _is_import_row(row) and not _is_ruler(row)]
    texts = [row for row in texts if not all(cell.strip().lower() in _TYPES for cell in row)]
    if not texts:
        return tuple(names), labels
    below = [cell.strip() for cell in texts[0]] + [""] * (width - len(texts[0]))
    parts = _choices(names, below)
    for at, (name, text) in enumerate(zip(names, below, strict=False)):
        if at in parts:
            labels[at] = parts[at]
            names[at] = f"{parts[at]} / {text}" if text else names[at]
        elif not name:
            names[at] = text
        elif text and text != name and text.lower() not in _SECOND_ROW:
            labels[at] = text
    return tuple(names), labels


def _choices(names: Sequence[str], below: Sequence[str]) -> dict[int, str]:
    """Columns that share one question, which only the first of them is called by; and its text."""
    found: dict[int, str] = {}
    question, first = "", 0
    for at, (name, text) in enumerate(zip(names, below, strict=False)):
        if name:
            question, first = name, at
        elif text and question:
            found |= {first: question} if below[first] else {}
            found[at] = question
    return found
