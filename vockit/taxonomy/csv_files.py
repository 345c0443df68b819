"""Taxonomies written in a spreadsheet: CSV with a phrase a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from vockit.errors import TaxonomyError
from vockit.naming import hint_for
from vockit.taxonomy.drafts import (
    TaxonomyDraft,
    ThemeDraft,
    checked_facet,
    checked_name,
    default_label,
    place,
)
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.model import Rule, Theme
from vockit.taxonomy.phrases import parse_rule

_ONE_A_THEME: Final = ("label", *FACET_VALUES)
_ONE_A_ROW: Final = ("phrase", "unless", "example", "counter_example")
COLUMNS: Final = ("theme", "phrase", *_ONE_A_THEME, *_ONE_A_ROW[1:])


def read_taxonomy_csv(text: str, file: str) -> TaxonomyDraft:
    """The themes of a CSV file; ``file`` is its name in messages.

    The delimiter is the one of comma, semicolon and tab that makes a header with a ``theme``. A
    theme may have many rows; its label and facets need to be on one of them only.
    """
    gathered: dict[str, _Gathered] = {}
    for line, row in _rows(text, file):
        name = row.get("theme", "")
        if not name:
            raise TaxonomyError(f"{file}, line {line}: the theme is missing; fill in its name")
        where = place(file, line, "theme", name)
        theme = gathered.setdefault(name, _Gathered(checked_name(name, where), where))
        for column, value in row.items():
            theme.add(column, value, where)
    return TaxonomyDraft(file, tuple(theme.draft() for theme in gathered.values()))


@dataclass(slots=True)
class _Gathered:
    """The values of one theme in the rows so far."""

    name: str
    where: str
    single: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Column to value, and where that was first."""
    rules: dict[str, list[Rule]] = field(default_factory=lambda: {"phrase": [], "unless": []})
    texts: dict[str, list[str]] = field(
        default_factory=lambda: {"example": [], "counter_example": []}
    )

    def add(self, column: str, value: str, where: str) -> None:
        if column in self.rules:
            self.rules[column].append(parse_rule(value, where))
        elif column in self.texts:
            self.texts[column].append(value)
        elif column in _ONE_A_THEME:
            if column in FACET_VALUES:
                checked_facet(column, value, where)
            earlier, there = self.single.setdefault(column, (value, where))
            if earlier != value:
                raise TaxonomyError(
                    f"{where}: {column} {value!r} differs from {earlier!r} in {there}; "
                    "a theme has one"
                )

    def draft(self) -> ThemeDraft:
        values = {column: value for column, (value, _) in self.single.items()}
        label = values.pop("label", default_label(self.name))
        theme = Theme(
            self.name,
            label,
            **values,
            phrases=tuple(self.rules["phrase"]),
            unless=tuple(self.rules["unless"]),
            examples=tuple(self.texts["example"]),
            counter_examples=tuple(self.texts["counter_example"]),
        )
        return ThemeDraft(theme, self.where)


def _rows(text: str, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The 1-based line that each record starts on, and its filled cells by column."""
    header, delimiter = _header(text, file)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if start == 1 or not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(header) :]):
                raise TaxonomyError(
                    f"{file}, line {start}: {len(cells)} cells where the header has "
                    f"{len(header)}; put cells with a {delimiter!r} inside in quotes"
                )
            filled = zip(header, (cell.strip() for cell in cells), strict=False)
            yield start, {column: cell for column, cell in filled if cell}
    except csv.Error as error:
        raise TaxonomyError(
            f"{file}, line {reader.line_num}: not valid CSV: {error}; a quote inside a cell is "
            'doubled and the cell quoted: """late fee"""'
        ) from None


def _header(text: str, file: str) -> tuple[list[str], str]:
    first = text.splitlines()[0] if text.strip() else ""
    for delimiter in (",", ";", "\t"):
        header = [
            cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])
        ]
        if "theme" in header:
            _check_header(header, file)
            return header, delimiter
    raise TaxonomyError(
        f"{file}, line 1: no column 'theme' in the header; it is `theme,phrase`, "
        f"optionally with {', '.join(COLUMNS[2:])}"
    )


def _check_header(header: list[str], file: str) -> None:
    for column in header:
        if column not in COLUMNS:
            raise TaxonomyError(
                f"{file}, line 1: unknown column {column!r}; {hint_for(column, COLUMNS)}"
            )
        if header.count(column) > 1:
            raise TaxonomyError(f"{file}, line 1: two columns {column!r}; delete one")
    if "phrase" not in header:
        raise TaxonomyError(f"{file}, line 1: no column 'phrase'; add it after 'theme'")
