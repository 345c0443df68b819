"""The rows of names below the first: questions, answers to choose from, types, internal names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vockit.readers.header_evidence import DATA_KINDS, Row, filled_cells, shapes_below
from vockit.readers.kinds import ColumnShape, could_be_of, is_missing, kind_of
from vockit.readers.roles import names_role

_FEW = 5
_LABEL = re.compile(r"[^\W\d_]{3,}")
SECOND_ROW = frozenset(
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
_CODED_NAME = re.compile(r"[A-Za-z]{1,6}[_.]?\d{1,4}(?:[_.#a-zA-Z]\w*)*")
_IMPORT_ID = re.compile(r'\{\s*"?ImportId"?\s*:', re.IGNORECASE)
_RULER = re.compile(r"[-=_+:|\s]{2,}")


def further_rows(rows: Sequence[Row], at: int) -> int:
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
    shapes = shapes_below(rows, at + (3 if below > 2 else 2), len(names))
    cells = [cell.strip() for cell in row]
    both = list(zip(cells, shapes, strict=False))
    if any(map(_could_be_data, cells, shapes)):
        return False
    typed = [cell for cell, shape in both if shape.typed]
    strange = sum(bool(_LABEL.search(cell)) and not is_missing(cell) for cell in typed)
    missing = any(not cell and shape.typed and shape.filled == 1 for cell, shape in both)
    survey = sum(cell.lower() in SECOND_ROW and cell not in shape.values for cell, shape in both)
    choices = sum(bool(cell) and not name.strip() for name, cell in zip(names, cells, strict=False))
    coded = [
        cell
        for name, cell in zip(names, cells, strict=False)
        if _CODED_NAME.fullmatch(name.strip())
    ]
    questions = any(cell.endswith("?") for cell in coded)
    if survey or questions:
        only = sum(shape.values == {cell} for cell, shape in both)
        return bool(questions or strange or missing) or survey + choices + only >= filled_cells(row)
    if strange >= 2 and below < _FEW:
        # A record may well have two odd cells: of few records it takes more to be sure.
        return below > 1 and strange == len(typed) and all(cells)
    labelled = strange > 0 and any(map(names_role, coded))
    return labelled or strange >= 2 or (missing and choices > 0 and below > 1)


def _could_be_data(cell: str, shape: ColumnShape) -> bool:
    """Whether a cell is of the kind of its column, or one of the values that recur in it."""
    if is_missing(cell):
        return False
    if shape.typed:
        return kind_of(cell) in DATA_KINDS or could_be_of(cell, shape)
    return cell in shape.values and len(shape.values) > 1


def names_and_labels(rows: Sequence[Row], width: int) -> tuple[tuple[str, ...], dict[int, str]]:
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
        elif text and text != name and text.lower() not in SECOND_ROW:
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
